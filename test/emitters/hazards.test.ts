/** What IDL can be called and can say: every output must type-check and harm nobody. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { CompilerOptions } from "../../src/options.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

/** Names that JavaScript, TypeScript, Node or we give a meaning. Behind `_` are words that IDL keeps for itself. */
const names = (
  "__proto__ constructor prototype toString valueOf hasOwnProperty then toJSON arguments eval await async yield let " +
  "static class function default delete new null undefined NaN this super import export enum_ interface type any never " +
  "unknown number Buffer process require module exports Object Array Map Set Symbol Promise Error Uint8Array BigInt " +
  "read write length name caller apply call bind encode decode size get set of in instanceof typeof with debugger " +
  "implements package private public protected globalThis Input Infinity string_ object symbol bigint boolean as from " +
  "is keyof declare namespace_ abstract global infer asserts satisfies ReadonlyMap ReadonlySet Int32Array Number " +
  "ThriftException UnrecognizedEnum Block Reader EncodeOptions DecodeOptions value options fields message stack cause " +
  "encodePooled equals create byteLength fastWrite fastRead if for while do switch case break continue return throw try " +
  "catch finally var const_ void_ true_ a b __dirname Record Partial Exclude unknownFields accessor override readonly"
).split(" ");

/** Thrift's own keywords can name fields and arguments only. */
const freeNames = names.filter((name) => name !== "async" && name !== "set");

const fields = (type: string, chosen = names): string =>
  chosen.map((name, index) => `${index + 1}: ${type} ${name}`).join("\n");

const hazards = {
  "/a.thrift": `
    include "b.thrift"
    ${freeNames.map((name) => `struct ${name} { 1: b.Map m, 2: optional ${name} self, 3: set<binary> s }`).join("\n")}
    struct Fields { ${fields("list<i32>")} }
    union Arms { ${fields("string", names.slice(0, 40))} }
    exception Thrown { ${fields("map<string, Color>")} }
    exception Thrown2 { 1: string message, 2: string name, 3: required Fields cause }
    enum Members { ${freeNames.join(", ")} }
    enum Color { RED = 1 }
    service Methods { ${freeNames.map((name) => `Fields ${name}(${fields("i64")}) throws (1: Thrown e)`).join("\n")} }
    const map<string, list<Color>> TEXTS = { ${names.map((name) => `"${name}": [Color.RED]`).join(", ")} }
    const map<string, i32> (js.type = "object") RECORD = { ${names.map((name) => `"${name}": 1`).join(", ")} }
    const Fields ALL = { ${names.map((name) => `"${name}": [1]`).join(", ")} }
    const Thrown ERROR = { "__proto__": { "__proto__": Color.RED }, "constructor": {} }
    const list<Arms> ARMS = [ { "__proto__": "x" }, { "constructor": "y" } ]
    const map<Fields, set<double>> DEEP = { {}: [1.5, -0.0] }
  `,
  "/b.thrift": `
    struct Map { 1: i32 x }
    struct User { 1: i32 x }
    enum Color { RED = 1 }
    typedef Map Object
    typedef list<map<string, Map>> Maps
  `,
};

/** The same name for what is not a type, so that each has a clash. */
const clashes = `
  struct User { 1: i32 x }
  enum Enum { A }
  const i32 User = 1
  const i32 Enum = 2
  const i32 UserService = 3
  service User { User get() }
  service UserService { User get() }
  typedef User Account
  typedef Enum Kind
  typedef list<User> List
  const List LIST = [{ "x": 1 }]
  const Account ACCOUNT = { "x": 2 }
  const Kind KIND = Enum.A
`;

const comments = `
  /** text *\\/ globalThis.PWN=1 /* more */
  struct A {
    // @ts-nocheck
    1: i32 x // globalThis.PWN=1 \u2028 globalThis.PWN=2
    /** @type {import("evil")} */ 2: i32 y (deprecated = "*/ globalThis.PWN=1 /*")
    //# ${"sourceMapping"}URL=/etc/passwd
    3: string z = "*/ \${globalThis.PWN=1} {{x}} \`" (note = "*/")
  }
  const string QUOTES = "a'\\";globalThis.PWN=1;' \`\${globalThis.PWN=1}\` </script> \\\\ \u2028 \u202e $& {{{a}}}"
  const map<string, string> KEYS = { "__proto__": "*/", "a\\"];globalThis.PWN=1;[\\"": "\\n" }
  const binary BYTES = "a\\nglobalThis.PWN=1//"
`;

const shapes: readonly Partial<CompilerOptions>[] = [
  {},
  { unknownFields: "keep", i64: "number", typedLists: true, naming: "camel" },
  { i64: "string", defaultFields: "optional", importExtension: "ts" },
];

async function emitSet(
  idl: string | Record<string, string>,
  options: Partial<CompilerOptions>,
): Promise<string> {
  const files = typeof idl === "string" ? { "/a.thrift": idl } : idl;
  return writeGenerated(await compileOrFail(files, "/a.thrift", { ...options, root: "/" }));
}

const directories: string[] = [];
beforeAll(async () => {
  for (const options of shapes) {
    for (const idl of [hazards, clashes, comments]) directories.push(await emitSet(idl, options));
  }
});

test.each(typeScriptVersions)(
  "hazards pass the strict checks of TypeScript %s",
  async (version) => {
    const modules = ["a.ts", "a.service.ts", "b.ts"];
    // The types differ little between options: one version checks them all.
    const checked = version === "6.0" ? directories : directories.slice(0, 3);
    const files = checked.flatMap((directory, index) =>
      modules.slice(0, [3, 2, 1][index % 3]).map((module) => join(directory, module)),
    );
    expect(await typecheck(version, files)).toEqual([]);
  },
  // Thousands of lines of output that no one would write: minutes on a machine that does much else.
  600_000,
);

test("hazards leave no trace when loaded", async () => {
  for (const directory of directories) {
    const module = await importGenerated(directory, "a.ts");
    expect(Object.keys(module).length).toBeGreaterThan(1);
  }
  expect("PWN" in globalThis).toBe(false);
  expect(({} as Record<string, unknown>)["RED"]).toBeUndefined();
});

test("values of every name make the round trip", async () => {
  for (const directory of directories.filter((_, index) => index % 3 === 0)) {
    const module = await importGenerated(directory, "a.ts");
    const values = [
      ["Fields", module["ALL"]],
      ["Fields", companionOf(module, "Fields").create()],
      ["Thrown", module["ERROR"]],
      ...(module["ARMS"] as readonly unknown[]).map((arm) => ["Arms", arm]),
    ] as const;
    for (const [name, value] of values) {
      const companion = companionOf(module, name as string);
      const decoded = companion.decode(companion.encode(value));
      expect(companion.equals(decoded, value)).toBe(true);
      expect(companion.equals(companion.create(value), value)).toBe(true);
    }
  }
});

test("values survive as written", async () => {
  const module = await importGenerated(await emitSet(comments, {}), "a.ts");
  expect(module["QUOTES"]).toBe(
    "a'\";globalThis.PWN=1;' `${globalThis.PWN=1}` </script> \\ \u2028 \u202e $& {{{a}}}",
  );
  expect(module["KEYS"]).toEqual(
    new Map([
      ["__proto__", "*/"],
      ['a"];globalThis.PWN=1;["', "\n"],
    ]),
  );
  expect(module["BYTES"]).toEqual(new TextEncoder().encode("a\nglobalThis.PWN=1//"));
});

test("keys of every name are the object's own", async () => {
  const module = await importGenerated(await emitSet(hazards, {}), "a.ts");
  const record = module["RECORD"] as object;
  expect(Object.getPrototypeOf(record)).toBeNull();
  expect(Object.keys(record)).toEqual(names);
  expect(Object.keys(module["ALL"] as object)).toEqual(names);
  expect(Object.getPrototypeOf(module["ALL"])).toBe(Object.prototype);
  expect(Object.keys(module["Members"] as object)).toEqual(freeNames);
  const error = module["ERROR"];
  expect(error).toBeInstanceOf(module["Thrown"]);
  expect(String(error)).toBe("Thrown");
});

test("JavaScript and declarations agree with the TypeScript", async () => {
  const files = await compileOrFail(hazards, "/a.thrift", { targets: ["js", "dts"], root: "/" });
  const directory = writeGenerated(files);
  const use = join(directory, "use.ts");
  writeFileSync(
    use,
    `
      import { Fields, Thrown, Color, ALL, TEXTS, Map as Map$ } from "./a.js";
      import { Object as Object$, type Maps } from "./b.js";
      import type { Methods } from "./a.service.js";
      const input: Fields.Input = ALL;
      const bytes: Uint8Array = Fields.encode(input);
      const color: Color = Color.RED;
      const maps: Maps.Input = [new Map([["a", Object$.create()]])];
      const thrown = new Thrown({ message$: new Map([["a", color]]) });
      const first: Color | undefined = thrown.message$.get("a");
      const result: Promise<Fields> | undefined = (undefined as Methods | undefined)?.new;
      const error: Error = Thrown.decode(bytes);
      export { bytes, maps, first, result, error, TEXTS, Map$ };
    `.replace("?.new;", "?.then(...([] as unknown as Parameters<Methods['then']>));"),
  );
  for (const version of typeScriptVersions) {
    expect(await typecheck(version, [use])).toEqual([]);
  }
  for (const file of files.filter(({ path }) => path.endsWith(".js"))) {
    const check = ["--check", "--input-type=module"];
    execFileSync(process.execPath, check, { input: file.text });
  }
});
