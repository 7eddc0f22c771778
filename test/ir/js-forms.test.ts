import { describe, expect, it } from "vitest";
import {
  definitionOf,
  fieldOf,
  findings,
  linkClean,
  showType,
  type LinkOptions,
} from "./support.js";

/** The type of a field `x` declared so, with typedefs `more` around. */
function typeOf(declaration: string, options: LinkOptions = {}, more = ""): string {
  const program = linkClean(`${more}\nenum E {}\nstruct A { 1: ${declaration} }`, options);
  return showType(fieldOf(program, "A", "x").type);
}

describe("i64", () => {
  it("is what the option says", () => {
    expect(typeOf("i64 x")).toBe("i64:bigint");
    expect(typeOf("i64 x", { i64: "number" })).toBe("i64:number");
    expect(typeOf("map<i64, list<i64>> x", { i64: "string" })).toBe(
      "map<i64:string,list<i64:string>:array>:map",
    );
  });

  it("is what an annotation of the field or the type says", () => {
    expect(typeOf('i64 x (js.type = "number")')).toBe("i64:number");
    expect(typeOf('i64 (js.type = "string") x')).toBe("i64:string");
    expect(typeOf('i64 x (js.type = "Long")', { i64: "number" })).toBe("i64:bigint");
    expect(typeOf("i64 x (api.js_conv = '')")).toBe("i64:string");
    expect(typeOf('i64 x (api.js_conv = "false")')).toBe("i64:bigint");
  });

  it("inside containers follows the field; the nearest annotation wins", () => {
    expect(typeOf('map<i64, set<i64>> x (js.type = "number")')).toBe(
      "map<i64:number,set<i64:number>>:map",
    );
    expect(typeOf('map<i64, i64 (js.type = "string")> x (js.type = "number")')).toBe(
      "map<i64:number,i64:string>:map",
    );
    expect(typeOf('i64 x (api.js_conv = "true", js.type = "number")')).toBe("i64:number");
  });

  it("behind typedefs follows the typedef, and the place of use over it", () => {
    const more = 'typedef i64 T (js.type = "number")\ntypedef list<T> L\ntypedef L M';
    expect(typeOf("T x", {}, more)).toBe("T=i64:number");
    expect(typeOf('T x (js.type = "string")', {}, more)).toBe("T!=i64:string");
    expect(typeOf('T x (js.type = "number")', {}, more)).toBe("T=i64:number");
    expect(typeOf('M x (js.type = "bigint")', {}, more)).toBe("M!=list<T!=i64:bigint>:array");
    expect(typeOf("M x", {}, more)).toBe("M=list<T=i64:number>:array");
  });
});

describe("lists", () => {
  it("are typed where asked and where an array type exists", () => {
    expect(typeOf('list<i32> x (js.type = "typed")')).toBe("list<i32>:typed");
    for (const kind of ["i8", "i16", "i32", "double"]) {
      expect(typeOf(`list<${kind}> x`, { typedLists: true })).toBe(`list<${kind}>:typed`);
    }
    for (const kind of ["bool", "string", "uuid", "E"]) {
      expect(typeOf(`list<${kind}> x`, { typedLists: true })).toBe(`list<${kind}>:array`);
    }
    expect(typeOf('list<i32> x (js.type = "array")', { typedLists: true })).toBe("list<i32>:array");
    expect(typeOf('list<list<i32>> x (js.type = "typed")')).toBe("list<list<i32>:typed>:array");
  });

  it("of i64 are typed with bigint, whatever is asked of i64", () => {
    expect(typeOf("list<i64> x", { typedLists: true, i64: "number" })).toBe(
      "list<i64:bigint>:typed",
    );
    expect(typeOf('list<T> x (js.type = "typed")', { i64: "string" }, "typedef i64 T")).toBe(
      "list<T!=i64:bigint>:typed",
    );
    expect(typeOf('L x (js.type = "number")', { typedLists: true }, "typedef list<i64> L")).toBe(
      "L=list<i64:bigint>:typed",
    );
  });
});

describe("strings", () => {
  it("are bytes where asked", () => {
    expect(typeOf('string x (js.type = "bytes")')).toBe("binary");
    expect(typeOf('string (js.type = "Buffer") x')).toBe("binary");
    expect(typeOf('T x (js.type = "bytes")', {}, "typedef string T")).toBe("T!=binary");
    expect(typeOf('binary x (js.type = "Buffer")')).toBe("binary");
  });

  it("stay strings as the keys of a map", () => {
    expect(typeOf('map<string, string> x (js.type = "bytes")')).toBe("map<string,binary>:map");
  });
});

describe("maps", () => {
  it("are objects where asked, for keys that can name a property", () => {
    for (const key of ["string", "i8", "i16", "i32", "E"]) {
      expect(typeOf(`map<${key}, bool> x (js.type = "object")`)).toBe(`map<${key},bool>:object`);
    }
    expect(typeOf('map<i64, bool> x (js.type = "object")')).toBe("map<i64:bigint,bool>:object");
    expect(typeOf('map<map<i32, i32>, bool> x (js.type = "object")')).toBe(
      "map<map<i32,i32>:object,bool>:map",
    );
  });

  it("can have every key otherwise", () => {
    expect(typeOf("map<A, map<double, binary>> x")).toBe("map<A,map<double,binary>:map>:map");
  });
});

describe("functions and constants", () => {
  it("apply annotations to results, arguments and constants", () => {
    const program = linkClean(
      'service S { i64 f(1: i64 x (js.type = "number")) (js.type = "string") }',
    );
    const [f] = definitionOf(program, "service", "S").functions;
    expect([f?.returnType, f?.parameters[0]?.type].map((type) => type && showType(type))).toEqual([
      "i64:string",
      "i64:number",
    ]);
  });
});

describe("annotations without effect", () => {
  it("are reported with what they are for", () => {
    const source = [
      "struct A {",
      '  1: i32 a (js.type = "number"),',
      '  2: list<string> b (js.type = "typed"),',
      '  3: map<double, i32> c (js.type = "object"),',
      '  4: i64 d (js.type = "bytes"),',
      '  5: i64 e (js.type = "Date"),',
      '  6: i64 f (js.tipe = "number"),',
      '  7: A g (js.type = "object"),',
      '  8: string h (api.js_conv = ""),',
      '} (js.type = "object")',
      'service S { void f() (js.type = "number") } (js.name = "x")',
    ].join("\n");
    expect(findings(source)).toEqual([
      'a.thrift:2:13 warning unfit-js-type: js.type = "number" has no effect here: it is for i64.',
      'a.thrift:3:22 warning unfit-js-type: js.type = "typed" has no effect here: it is for lists of i8, i16, i32, i64 and double.',
      'a.thrift:4:26 warning unfit-js-type: js.type = "object" has no effect here: it is for maps with string, integer or enum keys.',
      'a.thrift:5:13 warning unfit-js-type: js.type = "bytes" has no effect here: it is for string.',
      'a.thrift:6:13 warning unknown-js-type: js.type = "Date" is not known, so it has no effect.',
      'a.thrift:7:13 warning unknown-js-annotation: Annotation "js.tipe" is not known, so it has no effect.',
      'a.thrift:8:11 warning unfit-js-type: js.type = "object" has no effect here: it is for maps with string, integer or enum keys.',
      'a.thrift:10:4 warning unfit-js-type: js.type = "object" has no effect here: it is for fields and types.',
      'a.thrift:11:23 warning unfit-js-type: js.type = "number" has no effect here: it is for fields and types.',
      'a.thrift:11:46 warning unknown-js-annotation: Annotation "js.name" is not known, so it has no effect.',
    ]);
  });
});
