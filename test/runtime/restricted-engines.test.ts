/** Generated code and the runtime in engines that have nothing later than ES2022, or that forbid more than others. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { build, type Platform } from "esbuild";
import { describe, expect, test } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

/** What came after ES2022, by where it stands. */
const later: Readonly<Record<string, string>> = {
  "Array.prototype": "findLast findLastIndex toReversed toSorted toSpliced with",
  "Object.getPrototypeOf(Uint8Array.prototype)": "findLast findLastIndex toReversed toSorted with",
  "String.prototype": "isWellFormed toWellFormed",
  "ArrayBuffer.prototype":
    "resizable maxByteLength resize detached transfer transferToFixedLength sliceToImmutable immutable",
  "SharedArrayBuffer.prototype": "growable maxByteLength grow",
  Array: "fromAsync",
  Object: "groupBy",
  Map: "groupBy",
  Promise: "withResolvers try",
  Atomics: "waitAsync pause",
  Math: "f16round sumPrecise",
  RegExp: "escape",
  Error: "isError",
  Uint8Array: "fromBase64 fromHex",
  "Uint8Array.prototype": "toBase64 toHex setFromBase64 setFromHex",
  "DataView.prototype": "getFloat16 setFloat16",
  "Set.prototype":
    "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom",
  "Map.prototype": "getOrInsert getOrInsertComputed",
  "WeakMap.prototype": "getOrInsert getOrInsertComputed",
  "Object.getPrototypeOf(Object.getPrototypeOf([].values()))":
    "map filter take drop flatMap reduce toArray forEach some every find",
  globalThis: "Float16Array Iterator SuppressedError DisposableStack AsyncDisposableStack",
};

const removals = Object.entries(later).map(
  ([owner, names]) =>
    `for (const name of ${JSON.stringify(names.split(" "))}) delete ${owner}[name];`,
);

const idl = `
  enum Color { RED = 1 }
  struct Point { 1: required i32 x, 2: optional string label }
  union Shape { 1: Point at, 2: string text }
  exception Lost { 1: string where }
  struct All {
    1: string text, 2: i64 at, 3: double rate, 4: binary blob, 5: Color color, 6: list<Point> points,
    7: map<string, i32> counts, 8: set<string> tags, 9: list<i32> numbers (js.type = "typed"),
    10: list<double> rates, 11: Shape shape, 12: optional uuid id, 13: list<string> names
  }`;

const program = `
  import { ChainBuffer, ListArena, encodeChain, wrapBlock } from "@thriftgen/runtime";
  import { All, Lost } from "./all.js";
  import { AllView } from "./all.view.js";

  const longText = "\\u4e2d\\u6587\\u{1f600} ".repeat(40);
  const numbers = Array.from({ length: 3000 }, (_, i) => i);
  const value = All.create({
    text: longText, at: 5n, rate: 0.5, blob: new Uint8Array(9), color: 1, points: numbers.map((x) => ({ x })),
    counts: new Map([["\\u00e9", 1]]), tags: new Set(["a"]), numbers, rates: numbers, shape: { text: "t" },
    id: "00112233-4455-6677-8899-aabbccddeeff", names: ["a", longText, ""],
  });
  const bytes = All.encode(value);
  const check = (isTrue, what) => { if (!isTrue) throw new Error(what); };
  check(All.byteLength(value) === bytes.length, "byteLength");
  const arena = new ListArena({ buffer: new ArrayBuffer(1e5) });
  for (const options of [{}, { arena }, { binary: "subarray" }, { strings: "windowed" }, { utf8: "replace" }])
    check(All.equals(All.decode(bytes, options), value), JSON.stringify(options));
  check(All.equals(All.decode(wrapBlock(bytes)), value), "block");
  check(Lost.decode(Lost.encode(new Lost({ where: longText }))).where === longText, "exception");

  for (const source of [bytes, ChainBuffer.from([bytes.slice(0, 50), bytes.slice(50)])]) {
    const view = AllView.of(source);
    view.text = "new";
    for (const at of [70, 7, 700]) view.points.set(at, { x: -1 });
    view.points.at(20).label = longText;
    view.names.set(0, "first");
    view.counts.set("b", 2);
    const edited = All.decode(view.$toBytes());
    check(edited.points[70].x === -1 && edited.points[700].x === -1 && edited.points[20].label === longText, "points");
    check(edited.names[0] === "first" && edited.counts.get("b") === 2, "edits");
    check(view.$list("numbers").at(-1) === 2999, "list");
  }
  check(All.equals(All.decode(encodeChain(AllView, value).toBytes()), value), "encodeChain");

  for (const text of ["\\ud800", "a\\udc00", longText + "\\ud800", "\\udc00\\ud800" + longText]) {
    let code = "none";
    try { All.encode({ ...value, text }); } catch (error) { code = error.code; }
    check(code === "INVALID_UTF8", code + " for a lone surrogate");
    const replaced = All.decode(All.encode({ ...value, text }, { utf8: "replace" })).text;
    check(replaced === text.replace(/\\p{Cs}/gu, "\\ufffd"), "replaced");
  }
  console.log("done");
`;

const generated = await compileOrFail({ "all.thrift": idl }, "all.thrift", {
  targets: ["js"],
  views: true,
});
const directory = writeGenerated([...generated, { path: "program.js", text: program }]);

const choices: readonly (readonly [Platform, Readonly<Record<string, string>>])[] = [
  ["node", { text: "text-node", wide: "wide/open-node", native: "list/native-node" }],
  ["browser", { text: "text-browser", wide: "wide/open-none", native: "list/native-none" }],
];

const source = (name: string): string => join(repositoryRoot, "packages/runtime/src", `${name}.ts`);

const output = createTemporaryDirectory();

/** The program as one file, behind a text that runs first. */
async function bundleProgram(
  [platform, modules]: (typeof choices)[number],
  banner: string,
): Promise<string> {
  const outfile = join(output, `${platform}-${banner.length}.mjs`);
  await build({
    entryPoints: [join(directory, "program.js")],
    bundle: true,
    format: "esm",
    platform,
    outfile,
    banner: { js: banner },
    alias: {
      "@thriftgen/runtime/codegen-v1": source("codegen-v1"),
      "@thriftgen/runtime": source("index"),
      ...Object.fromEntries(
        Object.entries(modules).map(([name, path]) => [`#${name}`, source(path)]),
      ),
    },
    logLevel: "silent",
  });
  return outfile;
}

function run(flags: readonly string[], file: string): string {
  return execFileSync(process.execPath, ["--no-warnings", ...flags, file], { encoding: "utf8" });
}

describe.each(choices)("as bundled for the platform %s", (...choice) => {
  test("all of it runs with nothing later than ES2022", async () => {
    expect(run([], await bundleProgram(choice, removals.join("\n")))).toBe("done\n");
  });

  test.each([
    ["--frozen-intrinsics"],
    ["--disable-proto=throw"],
    ["--disallow-code-generation-from-strings"],
    ["--jitless"],
  ])("all of it runs with %s", async (flag) => {
    expect(run([flag], await bundleProgram(choice, ""))).toBe("done\n");
  });
});
