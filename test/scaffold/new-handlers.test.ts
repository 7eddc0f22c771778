/** Handlers from whatever an IDL can be called and can say: they type-check, hold what they should, and nothing else. */
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { formatDiagnostics } from "../../src/index.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import type { TestOptions } from "../support/compile-module.js";
import { describePrototypes } from "../support/invariants.js";
import { typecheck } from "../support/typecheck.js";
import { scaffold, type ScaffoldInput } from "./support.js";

const names = (
  "__proto__ constructor prototype toString valueOf hasOwnProperty then toJSON arguments eval await yield let get " +
  "static class function default delete new null undefined NaN this super import export interface type any never " +
  "unknown number require module exports Object Array Map Set Symbol Promise Error Uint8Array BigInt implements " +
  "package private public protected globalThis Infinity bigint boolean as from is declare abstract accessor override " +
  "readonly if for while return throw try catch const_ MethodsHandler Methods name length constructor_ Handler"
).split(" ");

const types = ["Map", "Promise", "Error", "Set", "Uint8Array", "MethodsHandler", "Methods", "any"];

/** Types that hide globals, names that are syntax, comments that end themselves, and a template's own braces. */
const hostile = {
  "a.thrift": `
    include "it's/shared.thrift"
    ${types.map((name) => `struct ${name} { 1: i32 x }`).join("\n")}
    exception Thrown { 1: string why }
    /** text *\\/ globalThis.PWN=1 /* more {{methods}} {{{className}}} {{#if}} */
    service Base {
      // @ts-nocheck
      /** @type {import("evil")} \u2028 globalThis.PWN=2 </script> \${globalThis.PWN=3} \` */
      void base(1: Map Map) throws (1: Thrown e) (deprecated = "*/ globalThis.PWN=4 /*")
    }
    service Methods extends Base {
      ${names.map((name, index) => `${types[index % types.length]} ${name}(1: i64 ${name})`).join("\n")}
      map<string, set<binary>> everything(${names.map((name, index) => `${index + 1}: shared.Color ${name}`).join(", ")})
    }
  `,
  // A quote in a path ends no import.
  "it's/shared.thrift": "enum Color { RED }",
};

const shapes: readonly TestOptions[] = [
  {},
  { naming: "camel", i64: "number", importExtension: "ts", typedLists: true },
];

interface Made {
  readonly root: string;
  readonly created: string;
  readonly completed: string;
}

async function make(options: TestOptions): Promise<Made> {
  const all = { ...options, root: "/" };
  const gen = await compileOrFail(hostile, "a.thrift", all);
  const input = { files: hostile, service: "Methods", options: all };
  const created = await scaffoldOrFail(input);
  const [, specifier = ""] = /from ('[^']*service[^']*'|"[^"]*service[^"]*");/.exec(created) ?? [];
  const edited = [
    `import type { Methods$ as Service } from ${specifier.replaceAll('"', "'")};`,
    "export class Edited implements Service {",
    "    async toString(): Promise<never> { throw new Error('}'); }",
    "}",
  ].join("\r\n");
  const files = { ...hostile, "edited.handler.ts": edited };
  const completed = await scaffoldOrFail({ ...input, files });
  const root = writeGenerated([
    ...gen.map((file) => ({ path: `gen/${file.path}`, text: file.text })),
    { path: "created.ts", text: created },
    { path: "completed.ts", text: completed },
  ]);
  return { root, created, completed };
}

async function scaffoldOrFail(input: ScaffoldInput): Promise<string> {
  const { handler, diagnostics } = await scaffold(input);
  if (handler === undefined) throw new Error(formatDiagnostics(diagnostics));
  return handler.text;
}

let made: readonly Made[];
beforeAll(async () => {
  made = await Promise.all(shapes.map(make));
});

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true);
}

describe("hostile IDL", () => {
  // The fastest of the versions: the syntax is old, and the generated types have tests of their own.
  it("gives handlers that pass TypeScript", async () => {
    const files = made.flatMap(({ root }) =>
      ["created.ts", "completed.ts"].map((path) => join(root, path)),
    );
    expect(await typecheck("7.0", files, { noUnusedParameters: false })).toEqual([]);
  });

  it("adds imports and methods, and no other code", () => {
    for (const { created, completed } of made) {
      for (const text of [created, completed]) {
        const { statements } = parse(text);
        const [last, ...others] = statements.toReversed();
        expect(others.length).toBeGreaterThan(0);
        expect(others.every((statement) => ts.isImportDeclaration(statement))).toBe(true);
        if (last === undefined || !ts.isClassDeclaration(last)) throw new Error("no class");
        expect(last.members.length).toBe(names.length + 2);
        for (const member of last.members) {
          if (!ts.isMethodDeclaration(member)) throw new Error(member.getText());
          expect(member.body?.statements.map((statement) => statement.kind)).toEqual([
            ts.SyntaxKind.ThrowStatement,
          ]);
        }
      }
    }
  });

  it("runs nothing of an IDL when a handler is loaded and called", async () => {
    const prototypes = describePrototypes();
    for (const { root } of made) {
      for (const path of ["created.ts", "completed.ts"]) {
        const module = await importGenerated(root, path);
        const [Handler] = Object.values(module) as (new () => Record<
          string,
          () => Promise<void>
        >)[];
        if (Handler === undefined) throw new Error("no class is exported");
        const handler = new Handler();
        await expect(handler["then"]?.()).rejects.toThrow("Methods.then is not implemented");
        await expect(handler["constructor"]?.()).rejects.toThrow("Methods.constructor is not");
        await expect(handler["base"]?.()).rejects.toThrow("Base.base is not implemented");
      }
    }
    expect(describePrototypes()).toBe(prototypes);
    expect("PWN" in globalThis).toBe(false);
  });
});

it("a service without functions gives a class without methods", async () => {
  const result = await scaffold({
    files: { "a.thrift": "/** None. */ service Idle {}" },
    service: "Idle",
  });
  expect(result.handler?.text).toBe(
    'import type { Idle } from "./gen/a.service.js";\n\n/** None. */\nexport class IdleHandler implements Idle {\n}\n',
  );
});

it("a template of the user gets every text that it may need", async () => {
  const result = await scaffold({
    files: {
      "a.thrift": "struct A {}\nservice Users {\n  /** One. */ list<A> all(1: i64 from, 2: A a)\n}",
      "handler.hbs":
        "{{imports}}\n{{doc}}export default class {{className}} implements {{service}} {\n{{methods}}\n}",
      "handler-method.hbs":
        "{{doc}}|{{key}}|{{parameters}}|{{returns}}|{{signature}}|{{error}}|{{message}}|{{#each names}}{{this}};{{/each}}",
    },
  });
  expect(result.diagnostics).toEqual([]);
  expect(result.handler?.text).toBe(
    'import type { A } from "./gen/a.js";\nimport type { Users } from "./gen/a.service.js";\n' +
      "export default class UsersHandler implements Users {\n" +
      "  /** One. */|all|(from$: bigint, a: A)|Promise<A[]>|all(from$: bigint, a: A): Promise<A[]>|Error|" +
      '"Users.all is not implemented"|from$;a;\n}\n',
  );
});

async function runTemplate(template: string): Promise<unknown> {
  const files = { "a.thrift": "service A { void b() }", "handler-method.hbs": template };
  const { diagnostics, handler } = await scaffold({ files });
  expect(handler).toBeUndefined();
  return diagnostics.map(({ message, hint, span }) => {
    const at = span && span.file.text.slice(span.start, span.end);
    return [message, hint, at];
  });
}

it("a mistake in a template is shown where it is", async () => {
  expect(await runTemplate("a\n  {{signatur}} {}")).toEqual([
    [
      'The template asks for "signatur", which it is not given.',
      "Did you mean signature?",
      "signatur",
    ],
  ]);
  expect(await runTemplate("{{#if doc}}\n{{/each}}")).toEqual([
    ["This is not a Handlebars template: if doesn't match each.", undefined, "if"],
  ]);
  expect(await runTemplate("{{#if doc}}\n  {{doc}")).toMatchObject([
    [expect.any(String), undefined, "{{doc}"],
  ]);
  const given = "It is given doc, key, parameters, names, returns, signature, error, message.";
  expect(await runTemplate('{{wrong "x"}}')).toMatchObject([[expect.any(String), given, "wrong"]]);
});
