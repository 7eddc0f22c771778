/** Source maps lead from generated names to the names of the IDL, start and end, and from statements to their field. */
import { SourceMap } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompileOptions } from "../../src/compile.js";
import { DiagnosticSink } from "../../src/diagnostics/diagnostic.js";
import { emitProgram, type GeneratedFile } from "../../src/emitters/index.js";
import { createMemoryHost } from "../../src/host.js";
import { linkProgram } from "../../src/link.js";
import { completeOptions } from "../../src/options.js";
import { encodeNumber } from "../../src/vlq.js";
import { readFixtures } from "../support/fixtures.js";

const idl = `include "dir/shared.thrift"
/** Somebody, 😀. */ struct User {
  1: required i64 id, /* 😀 */ 2: optional string name,
  3: shared.Color color, 4: list<string> tags,
}\r
union Choice { 1: i32 number, 2: User user }
exception Lost { 1: string message, 2: i32 code }
enum Size { SMALL = 1, LARGE }
typedef list<i32> Numbers
typedef User Account
const map<string, i32> LIMITS = { "a": 1 }
service Base { void ping() }
service Users extends Base { User find(1: i64 id) throws (1: Lost lost) }
`;
const files: Readonly<Record<string, string>> = {
  "/p/user.thrift": idl,
  "/p/dir/shared.thrift": "enum Color { RED }",
};

function emit(
  options: Partial<CompileOptions> = {},
  sourceMaps = true,
  idlFiles: Readonly<Record<string, string>> = files,
): ReadonlyMap<string, GeneratedFile> {
  const sink = new DiagnosticSink();
  const main = Object.keys(idlFiles)[0] ?? "";
  const request = { files: [main], root: "/p", views: true, ...options };
  const { program } = linkProgram(request, createMemoryHost(idlFiles), sink);
  if (program === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  const emitted = emitProgram(program, completeOptions(request), sink, { sourceMaps });
  expect(sink.hasErrors).toBe(false);
  return new Map(emitted.map((file) => [file.path, file]));
}

interface Segment {
  readonly line: number;
  readonly column: number;
  readonly source: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

/** A decoder that shares nothing with the encoder: numbers by arithmetic, places by addition. */
function decode(map: string): readonly Segment[] {
  const digits = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"];
  const { mappings } = JSON.parse(map) as { readonly mappings: string };
  let [source, sourceLine, sourceColumn] = [0, 0, 0];
  return mappings.split(";").flatMap((text, line) => {
    let column = 0;
    return text
      .split(",")
      .filter((segment) => segment !== "")
      .map((segment) => {
        const numbers: number[] = [];
        let [value, factor] = [0, 1];
        for (const digit of segment) {
          const bits = digits.indexOf(digit);
          value += (bits % 32) * factor;
          factor *= 32;
          if (bits < 32) {
            numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
            [value, factor] = [0, 1];
          }
        }
        expect(numbers).toHaveLength(4);
        const [a = 0, b = 0, c = 0, d = 0] = numbers;
        column += a;
        source += b;
        sourceLine += c;
        sourceColumn += d;
        return { line, column, source, sourceLine, sourceColumn };
      });
  });
}

/** The text of the IDL from where the beginning of the marked text leads to where its end leads. */
function originOf(file: GeneratedFile | undefined, marked: string): string {
  if (file?.map === undefined) throw new Error("no map");
  const [before = "", name = ""] = marked.split("|");
  const at = file.text.indexOf(marked.replaceAll("|", ""));
  if (at < 0) throw new Error(`${marked} is not in ${file.text}`);
  const segments = decode(file.map);
  const [start, end] = [at + before.length, at + before.length + name.length].map((offset) => {
    const lines = file.text.slice(0, offset).split("\n");
    const [line, column] = [lines.length - 1, lines.at(-1)?.length ?? 0];
    const found = segments.find((one) => one.line === line && one.column === column);
    if (found === undefined) throw new Error(`nothing at ${line}:${column} of ${marked}`);
    const lineStart = idl.split("\n").slice(0, found.sourceLine).join("\n").length;
    return lineStart + (found.sourceLine === 0 ? 0 : 1) + found.sourceColumn;
  });
  return idl.slice(start, end);
}

describe("names lead to names", () => {
  test.each([
    ["user.d.ts", "interface |User| {", "User"],
    ["user.d.ts", "  |id|: bigint;", "id"],
    ["user.d.ts", "  |name|?: string", "name"],
    ["user.d.ts", "namespace |User| {", "User"],
    ["user.d.ts", "type |Input| = {", "User"],
    ["user.d.ts", "declare const |User|: {", "User"],
    ["user.d.ts", "  |decode|: (source", "User"],
    ["user.d.ts", "type |Choice| =", "Choice"],
    ["user.d.ts", "{ |number|: number; user", "number"],
    ["user.d.ts", "{ number: number; |user|?: undefined", "user"],
    ["user.d.ts", "class |Lost| extends", "Lost"],
    ["user.d.ts", "  |message$|: string;", "message"],
    ["user.d.ts", "const |Size|: {", "Size"],
    ["user.d.ts", "readonly |LARGE|: 2", "LARGE"],
    ["user.d.ts", "type |Numbers| =", "Numbers"],
    ["user.d.ts", "as |Account| }", "Account"],
    ["user.d.ts", "const |LIMITS|:", "LIMITS"],
    ["user.service.d.ts", "interface |Users| extends", "Users"],
    ["user.service.d.ts", "|find|(id: bigint)", "find"],
    ["user.service.d.ts", "|ping|()", "ping"],
    ["user.view.d.ts", "class |UserView| extends", "User"],
    ["user.view.d.ts", "get |name|(): string", "name"],
    ["user.view.d.ts", "set |name|(x", "name"],
    ["user.js", "function |User$write|(", "User"],
    ["user.js", "function |Choice$read|(", "Choice"],
    ["user.js", "const |User| = {", "User"],
    ["user.js", "class |Lost| extends", "Lost"],
    ["user.js", "  |SMALL|: 1", "SMALL"],
    ["user.js", "const |LIMITS| =", "LIMITS"],
    ["user.view.js", "class |UserView| extends", "User"],
    ["user.view.js", "get |tags|() {", "tags"],
    ["user.ts", "interface |User| {", "User"],
    ["user.ts", "  |color|: Color;", "color"],
    ["user.ts", "function |User$read|(", "User"],
  ])("%s %s", (path, marked, name) => {
    const emitted = emit({ targets: ["ts", "js", "dts"] });
    expect(originOf(emitted.get(path), marked)).toBe(name);
  });
});

test("statements of readers and writers lead to their field, on every line", () => {
  const file = emit({ targets: ["js"] }).get("user.js");
  const map = new SourceMap(
    JSON.parse(file?.map ?? "") as ConstructorParameters<typeof SourceMap>[0],
  );
  const lines = file?.text.split("\n") ?? [];
  const start = lines.findIndex((line) => line.includes("function User$write"));
  const end = lines.indexOf("}", start);
  const body = lines.slice(start + 1, end).map((text, index) => {
    const entry = map.findEntry(start + 1 + index, text.search(/\S/));
    if (!("originalLine" in entry)) throw new Error(`nothing for ${text}`);
    const from = idl.split("\n")[entry.originalLine]?.slice(entry.originalColumn) ?? "";
    return `${/^\w+/.exec(from)?.[0]}: ${text.trim()}`;
  });
  expect(body).toMatchInlineSnapshot(`
    [
      "User: const d = begin(w, o, v, 18);",
      "id: const id = v.id;",
      "color: let color = v.color;",
      "id: d.setInt32(o, 0xa000100);",
      "id: if (typeof id !== "bigint") throw badValue(id, o + 3);",
      "id: storeI64Bigint(d, o + 3, id);",
      "color: d.setInt32(o + 11, 0x8000300);",
      "color: if (typeof color !== "number" || (color | 0) !== color) color = orDefault(color, 0 /* RED */, o + 14, 0);",
      "color: d.setInt32(o + 14, color);",
      "User: o += 18;",
      "name: const name = v.name;",
      "name: if (name !== undefined && name !== null) o = writeString(w, writeHeader(w, o, 0xb000200), name);",
      "tags: o = $writeListString(w, writeHeader(w, o, 0xf000400), v.tags ?? []);",
      "User: return stop(w, o);",
    ]
  `);
});

const fixtures = Object.fromEntries(
  Object.entries(readFixtures()).map(([name, text]) => [`/p/${name}`, String(text)]),
);

describe.each([
  ["our own", files],
  ["the fixtures", fixtures],
] as const)("all modules of %s", (_, idlFiles) => {
  const options = { targets: ["ts", "js", "dts"], files: Object.keys(idlFiles) } as const;
  const mapped = emit(options, true, idlFiles);

  test("have the same text with maps and without", () => {
    const plain = emit(options, false, idlFiles);
    expect(mapped.size).toBeGreaterThan(6);
    expect([...plain.values()].filter(({ map }) => map !== undefined)).toEqual([]);
    expect([...mapped.values()].map(({ map: _map, ...file }) => file)).toEqual([...plain.values()]);
  });

  test("have maps in order, within both texts, one place each", () => {
    for (const file of mapped.values()) {
      const lines = file.text.split("\n");
      const sources = (idlFiles[`/p/${file.source}.thrift`] ?? "").split(/\r?\n/);
      const segments = decode(file.map ?? "");
      const problems = segments.filter((segment, index) => {
        const next = segments[index + 1];
        const isInside =
          segment.source === 0 &&
          segment.column <= (lines[segment.line]?.length ?? -1) &&
          segment.sourceColumn <= (sources[segment.sourceLine]?.length ?? -1);
        return !isInside || (next?.line === segment.line && next.column <= segment.column);
      });
      expect(problems).toEqual([]);
    }
  });
});

const sourcesOf = (file: GeneratedFile | undefined): unknown => {
  const map = JSON.parse(file?.map ?? "{}") as Record<string, unknown>;
  return [map["file"], map["sources"], map["sourcesContent"]];
};

describe("sources", () => {
  test("are relative to the module, as if the output stood in the root of the IDL", () => {
    const emitted = emit({ targets: ["js"] });
    expect(sourcesOf(emitted.get("user.js"))).toEqual(["user.js", ["user.thrift"], [idl]]);
    expect(sourcesOf(emitted.get("dir/shared.js"))).toEqual([
      "shared.js",
      ["shared.thrift"],
      ["enum Color { RED }"],
    ]);
  });

  test("are found from a namespace's directory too", () => {
    const text = "namespace js deep.down\nstruct A {}";
    const emitted = emit({ targets: ["js"], layout: "namespace" }, true, { "/p/x/a.thrift": text });
    expect(sourcesOf(emitted.get("deep/down/a.js"))).toEqual([
      "a.js",
      ["../../x/a.thrift"],
      [text],
    ]);
  });

  test("have no text in declarations, where TypeScript wants none", () => {
    const emitted = emit({ targets: ["dts"] });
    expect(sourcesOf(emitted.get("user.d.ts"))).toEqual(["user.d.ts", ["user.thrift"], undefined]);
  });
});

test("numbers of any size are written as the standard has them", () => {
  expect([0, 1, -1, 15, 16, -16, 1023].map(encodeNumber)).toEqual([
    "A",
    "C",
    "D",
    "e",
    "gB",
    "hB",
    "+/B",
  ]);
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), (value) => {
      const map = JSON.stringify({ mappings: `AAA${encodeNumber(value)}` });
      expect(decode(map)[0]?.sourceColumn).toBe(value);
    }),
  );
});
