/** Random files of users: whatever stands in them, what is added is all that changes. */
import fc from "fast-check";
import { expect, it } from "vitest";
import ts from "typescript";
import type { ScaffoldResult } from "../../src/scaffold/index.js";
import { removeAdded, scaffold } from "./support.js";

/** Raised by hand or at night: `SCAFFOLD_RUNS=5000`. */
const runs = Number(process.env["SCAFFOLD_RUNS"] ?? 60);

const idl = `struct User { 1: i64 id }
service Users {
  User find(1: i64 id)
  void remove(1: list<User> users)
  map<string, User> all()
  void constructor()
}`;

/** Members, each with the method of the service that it stands for, if any. */
const members = [
  ["find", "async find(id: bigint) { return { id }; }"],
  ["find", "find = async (id: bigint) => ({ id })"],
  ["find", "get find() { return async (id: bigint) => ({ id }); }"],
  ["find", "find(id: bigint): Promise<{ id: bigint }>\nfind(id: any) { return id }"],
  ["remove", "declare remove: Users['remove']"],
  ["remove", "async 'remove'() {}"],
  ["remove", "async [`remove`]() {}"],
  ["remove", "private remove() {}"],
  ["all", "all"],
  ["all", "@log('}') accessor all = async () => new Map()"],
  ["all", "constructor(readonly all: () => Promise<never>) {}"],
  ["constructor", "async ['constructor']() {}"],
  [undefined, "static async find() {}"],
  [undefined, "#remove = 1"],
  [undefined, "get"],
  [undefined, "static"],
  [undefined, "text = `}${ `{${1}` }{`"],
  [undefined, "pattern = /[}/]{1}/g"],
  [undefined, "/* } */ ['other']() { /* { */ } // }"],
  [undefined, "// find() {}\n/** remove() */"],
  [undefined, "static { if (true) { } }"],
  [undefined, ";"],
  [undefined, "[Symbol.iterator]() {}"],
] as const;

const heads = [
  'import type { Users } from "./gen/a.service.js";',
  "import type { Users } from './gen/a.service.js'",
  'import type { User } from "./gen/a.js"; import type { Users } from "./gen/a.service.js"; // both',
  'import { type Users as Users, type Other } from "@gen/a.service";',
  'import type * as gen from "./gen/a.js"; import type { Users } from "./gen/a.service.js"; /* a\nb */ let x;',
  '// @ts-check\n\n"use strict";\nimport type { Users } from "./gen/a.service.js"',
  "type Users = unknown; class User {}; type Promise = 1;",
  "",
];
const opens = [
  "export class UsersHandler implements Users {",
  "export default class UsersHandler<User, T extends { a: 1 }> implements Users\n{",
  "export abstract class UsersHandler\n  implements Iterable<'{'>, Users { // open {",
  "const handler = new (class UsersHandler implements Users {",
  "namespace A { function f() {\n    return class UsersHandler implements Users {",
];
const closes = new Map([
  ["const", "})()"],
  ["namesp", "} } }"],
]);

interface Source {
  readonly text: string;
  readonly present: ReadonlySet<string>;
}

const source: fc.Arbitrary<Source> = fc
  .record({
    head: fc.constantFrom(...heads),
    open: fc.constantFrom(...opens),
    chosen: fc.uniqueArray(fc.constantFrom(...members), {
      maxLength: 7,
      selector: ([name, text]) => name ?? text,
    }),
    separator: fc.constantFrom("\n", "\n\n", "\n\n\n  \n"),
    indent: fc.constantFrom("", "  ", "\t", "    ", "   "),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    isBraceAlone: fc.boolean(),
    end: fc.constantFrom("", "\n", "\n\n// the end }", " // the end"),
    bom: fc.constantFrom("", "\ufeff"),
  })
  .map((shape) => {
    // A bare `get` or `static` would belong to the member behind it.
    const bare = shape.chosen.filter(([, text]) => text === "get" || text === "static");
    const others = shape.chosen.filter((member) => !bare.includes(member));
    const lines = [...others, ...bare.slice(0, 1)].map(([, text]) => shape.indent + text);
    const isComment = /\/\/[^\n]*$/.test(lines.at(-1) ?? "// open");
    const last = shape.isBraceAlone || isComment ? "\n" : " ";
    const close = [...closes].find(([start]) => shape.open.startsWith(start))?.[1] ?? "}";
    const body = [shape.open, ...lines].join(shape.separator);
    const text = `${shape.bom}${shape.head}\n${body}${last}${close}${shape.end}`;
    const present = shape.chosen.flatMap(([name]) => name ?? []);
    return { text: text.replaceAll("\n", shape.lineEnd), present: new Set(present) };
  });

function isReadable(text: string): boolean {
  // What the compiler says of syntax is in no public field; transpiling tells it.
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  });
  return diagnostics.length === 0;
}

function complete(handler: string): Promise<ScaffoldResult> {
  return scaffold({ files: { "a.thrift": idl, "users.handler.ts": handler } });
}

it("changes nothing but for what it adds, and adds what is missing", async () => {
  let completed = 0;
  await fc.assert(
    fc.asyncProperty(source, async ({ text, present }) => {
      const result = await complete(text);
      if (!isReadable(text.replace(/^\ufeff/, ""))) {
        expect(result.handler).toBeUndefined();
        expect(result.diagnostics.map(({ code }) => code)).toEqual(["handler-syntax"]);
        return;
      }
      const { handler } = result;
      if (handler === undefined) throw new Error(result.diagnostics[0]?.message);
      completed++;
      expect(removeAdded(result)).toBe(text);
      const wanted = ["find", "remove", "all", "constructor"];
      expect(handler.added).toEqual(wanted.filter((name) => !present.has(name)));
      expect(isReadable(handler.text.replace(/^\ufeff/, ""))).toBe(true);
      // Line ends stay of one kind, where they were.
      if (!text.includes("\r")) expect(handler.text).not.toContain("\r");
      if (!/[^\r]\n/.test(text)) expect(handler.text).not.toMatch(/[^\r]\n/);
      const again = await complete(handler.text);
      expect(again.handler?.insertions).toEqual([]);
    }),
    { numRuns: runs },
  );
  expect(completed).toBeGreaterThan(runs / 2);
}, 300_000);
