/** What is expected of the files of ../shared/corpus beside "it compiles". */

/**
 * Files that Apache 0.24 accepts and that fall in a class which cases/idl.json rejects: refused with these classes,
 * compiled with `--lenient`.
 */
export const lenientFiles: ReadonlyMap<string, readonly string[]> = new Map([
  // A required field leads back to its own struct: no value of it can end.
  [
    "apache-thrift/lib/netstd/Tests/Thrift.Compile.Tests/optional_required_default.thrift",
    ["CYCLE"],
  ],
  // Two unions whose only members are each other.
  ["apache-thrift/test/Recursive.thrift", ["CYCLE"]],
]);

const headerSeparator =
  "a separator after a header harms nobody; a warning says that Apache takes none";
const forwardConstant = "a constant may stand below its use, as thriftgo has it";
const constantReference = "a value may name a constant, in maps too";
const typeAnnotations =
  "annotations may stand on the name of a type, as thriftgo and fbthrift have it";
const constAnnotations = "annotations may stand on a constant, as thriftgo has them";
const forwardType = "a type may stand below its use as a type of a thrown field or of a default";

const thrifty = "ms-thrifty/thrifty-gradle-plugin/src/test/projects/";
const thriftyMain = "src/main/thrift/microsoft/thrifty/sample.thrift";

/** Files that Apache 0.24 does not accept and this compiler does, each with the reason. */
export const acceptedHere: ReadonlyMap<string, string> = new Map([
  ["ms-thrifty/thrifty-compiler/TestThrift.thrift", forwardType],
  ["ms-thrifty/thrifty-compiler/testcase.thrift", forwardType],
  [`${thrifty}java_project_java_thrifts/src/main/thrift/sample.thrift`, headerSeparator],
  [`${thrifty}java_project_kotlin_thrifts/src/main/thrift/sample.thrift`, headerSeparator],
  [`${thrifty}kotlin_integration_project/${thriftyMain}`, headerSeparator],
  [
    `${thrifty}kotlin_multiple_source_dirs/src/main/thrift-a/microsoft/thrifty/sample.thrift`,
    headerSeparator,
  ],
  [
    `${thrifty}kotlin_multiple_source_dirs/src/main/thrift-b/microsoft/thrifty/bonk.thrift`,
    headerSeparator,
  ],
  [`${thrifty}kotlin_project_filtered_thrifts/${thriftyMain}`, headerSeparator],
  [`${thrifty}kotlin_project_java_thrifts/${thriftyMain}`, headerSeparator],
  [`${thrifty}kotlin_project_kotlin_thrifts/${thriftyMain}`, headerSeparator],
  [`${thrifty}kotlin_project_with_custom_output_dir/common/common.thrift`, headerSeparator],
  [`${thrifty}kotlin_project_with_include_path/common/common.thrift`, headerSeparator],
  [`${thrifty}kotlin_type_processor/app/src/main/thrift/sample.thrift`, headerSeparator],
  ["ms-thrifty/thrifty-integration-tests/ClientThriftTest.thrift", constantReference],
  ["ms-thrifty/thrifty-integration-tests/CoroutineClientTest.thrift", constantReference],
  ["ms-thrifty/thrifty-runtime/ClientThriftTest.thrift", constantReference],
  ["nebula/src/interface/common.thrift", typeAnnotations],
  ["nebula/src/interface/graph.thrift", typeAnnotations],
  ["nebula/src/interface/meta.thrift", typeAnnotations],
  ["nebula/src/interface/raftex.thrift", typeAnnotations],
  ["nebula/src/interface/storage.thrift", typeAnnotations],
  [
    "thriftgo/extension/thrift_option/option_idl/annotations/validation/validation.thrift",
    forwardConstant,
  ],
  ["thriftgo/tool/trimmer/test_cases/sample1.thrift", constAnnotations],
  ["thriftgo/tool/trimmer/test_cases/sample1b.thrift", forwardType],
  ["thriftgo/tool/trimmer/test_cases/tests/dir/dir2/test.thrift", constAnnotations],
  ["thriftgo/tool/trimmer/test_cases/tests/example2.thrift", constAnnotations],
]);

/** Files that neither accepts: where the first diagnostic stands, and its class. */
export const refusals: ReadonlyMap<string, string> = new Map([
  // An integer beyond 64 bits; the file is meant to be broken.
  ["apache-thrift/test/BrokenConstants.thrift", "BrokenConstants.thrift:21 INTEGER_RANGE"],
  // Texts over several lines, which only the dialect of thriftgo has.
  ["hertz-examples/bizdemo/hertz_swagger_gen/idl/user.thrift", "user.thrift:34 SYNTAX"],
  ["thriftgo/extension/thrift_option/option_idl/test.thrift", "test.thrift:30 SYNTAX"],
  [
    "thriftgo/extension/thrift_option/option_idl/test_grammar_error.thrift",
    "test_grammar_error.thrift:23 SYNTAX",
  ],
  // "lol this is not thrift"
  [
    `${thrifty}kotlin_project_filtered_thrifts/src/main/thrift/microsoft/thrifty/invalid.thrift`,
    "invalid.thrift:6 SYNTAX",
  ],
  // Their build gives the include directory; the manifest names none, as Apache stops before the include.
  [
    `${thrifty}kotlin_project_with_custom_output_dir/src/main/thrift/sample.thrift`,
    "sample.thrift:3 INCLUDE_NOT_FOUND",
  ],
  [
    `${thrifty}kotlin_project_with_include_path/src/main/thrift/sample.thrift`,
    "sample.thrift:3 INCLUDE_NOT_FOUND",
  ],
  // The text of an enum value where the value is meant.
  ["nebula/src/meta/upgrade/v2/meta.thrift", "meta.thrift:29 TYPE"],
  // Required fields in a circle: B -> E -> C -> B.
  ["thriftgo/thrift_reflection/reflection_test_idl.thrift", "reflection_test_idl.thrift:112 CYCLE"],
]);
