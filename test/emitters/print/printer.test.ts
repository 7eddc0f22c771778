import { expect, test } from "vitest";
import {
  arrayLiteral,
  block,
  call,
  classConstructor,
  classDeclaration,
  classField,
  classMethod,
  code,
  constantDeclaration,
  createModuleWriter,
  entry,
  filledArrayLiteral,
  functionDeclaration,
  globalRef,
  ident,
  importRef,
  interfaceDeclaration,
  lines,
  nothing,
  numberLiteral,
  objectLiteral,
  objectType,
  propertyKey,
  propertySignature,
  pure,
  stringLiteral,
  typeNamespace,
  typeOnly,
  unionType,
  type ModuleWriter,
  type Printable,
} from "../../../src/emitters/print/index.js";

function makeWriter(path = "a/user", declared: readonly string[] = []): ModuleWriter {
  return createModuleWriter({
    path,
    declaredNames: new Set(declared),
    importExtension: "js",
    targets: ["ts", "js", "dts"],
  });
}

/** One statement as TypeScript, without the module around it. */
function print(statement: Printable, target: "ts" | "js" | "dts" = "ts"): string {
  const writer = makeWriter();
  writer.add(statement);
  return writer.render(target, nothing).replace(/\n*export \{\};\n$/, "\n");
}

function declareFunction(parameter: string): Printable {
  return functionDeclaration({
    name: ident("f"),
    exported: true,
    parameters: [{ name: ident(parameter), type: code`number` }],
    returns: code`string`,
    body: code`return "";`,
  });
}

test("a template loses its margin, and what it holds keeps the indentation of its line", () => {
  const inner = code`
    if (${5n} > ${-0}) {
      go();
    }
  `;
  const outer = code`
    function f() {
      ${inner}

      ${nothing}
      ${lines([code`a();`, nothing, code`b();`])}
    }
  `;
  expect(print(outer)).toBe(
    "function f() {\n  if (5n > -0) {\n    go();\n  }\n\n  a();\n  b();\n}\n",
  );
});

test("groups break where a line would pass 120 columns, the outermost first", () => {
  const items = Array.from({ length: 12 }, (_, index) => stringLiteral(`item number ${index}`));
  const text = print(code`const a = ${call(code`f`, [arrayLiteral(items), code`1`])};`);
  expect(text).toBe(
    `const a = f(\n  [\n${items.map((_, index) => `    "item number ${index}",\n`).join("")}  ],\n  1,\n);\n`,
  );
});

test("what follows a group on its line counts", () => {
  const fitting = 120 - "export function f(: number): string {".length;
  expect(print(declareFunction("x".repeat(fitting))).split("\n")[0]).toHaveLength(120);
  expect(print(declareFunction("x".repeat(fitting + 1))).split("\n")[0]).toBe("export function f(");
});

test("filled arrays have as many items on a line as fit", () => {
  const text = print(
    code`const a = ${filledArrayLiteral(Array.from({ length: 100 }, () => numberLiteral(100)))};`,
  );
  const rows = text.split("\n");
  expect(rows[0]).toBe("const a = [");
  expect(rows[1]).toBe(`  ${"100, ".repeat(22)}100,`);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(120);
  expect(text.match(/100/g)).toHaveLength(100);
});

test("a broken union has an arm on each line", () => {
  const arms = Array.from(
    { length: 5 },
    (_, index) => code`{ ${ident("x".repeat(30) + index)}: 1 }`,
  );
  expect(print(code`type A = ${unionType(arms)};`)).toMatch(
    /^type A =\n {2}\| \{ x+0: 1 \}\n {2}\| .*\n.*\n.*\n {2}\| \{ x+4: 1 \};\n$/,
  );
  expect(print(code`type A = ${unionType(arms.slice(0, 1))};`)).not.toContain("|");
});

/** An object type of that many columns. */
function arm(width: number): Printable {
  return objectType([code`${ident("x".repeat(width - "{ : number }".length))}: number`]);
}

function lastArm(width: number): string | undefined {
  const text = print(code`type A = ${unionType([arm(100), arm(width)])};`);
  return text.trimEnd().split("\n").at(-1);
}

test("what stands behind a broken union counts for its last arm", () => {
  expect(lastArm(115)).toHaveLength(120);
  expect(lastArm(116)).toBe("    };");
});

test("imports are what was printed, as types where only types use them", () => {
  const runtime = { kind: "package", specifier: "rt" } as const;
  const other = { kind: "module", path: "b/other" } as const;
  const writer = makeWriter("a/user", ["Reader"]);
  importRef(runtime, "neverPrinted");
  writer.add(code`f(${importRef(other, "User")}${typeOnly` as ${importRef(runtime, "Reader")}`});`);
  writer.add(typeOnly`type T = ${importRef(other, "User")} | ${importRef(other, "Type")};`);
  writer.add(typeOnly`type U = ${importRef({ kind: "module", path: "a/user" }, "Own")};`);
  expect(writer.render("ts", nothing)).toBe(`import type { Reader as Reader$1 } from "rt";
import { type Type, User } from "../b/other.js";

f(User as Reader$1);

type T = User | Type;

type U = Own;

export {};
`);
  expect(writer.render("js", nothing)).toBe(`import { User } from "../b/other.js";

f(User);

export {};
`);
});

test("internals of equally named definitions keep apart", () => {
  const writer = makeWriter("a", ["User", "any$"]);
  for (const name of ["User$read", "User$", "any$$read", "Other$read"]) {
    writer.add(code`f(${importRef({ kind: "module", path: "b" }, name)});`);
  }
  expect(writer.render("ts", nothing)).toContain(
    "f(User$read$1);\n\nf(User$);\n\nf(any$$read$1);\n\nf(Other$read);\n",
  );
});

test("locals, imports and declared names never meet", () => {
  const writer = makeWriter("a", ["value"]);
  const scope = writer.scope();
  const names = [scope.name("value"), scope.name("value"), scope.name("class"), scope.name("x")];
  const inner = scope.child();
  names.push(inner.name("x"), inner.name("bytes"));
  writer.add(lines(names.map((name) => code`use(${name});`)));
  writer.add(code`use(${importRef({ kind: "package", specifier: "rt" }, "bytes")});`);
  expect(writer.render("ts", nothing)).toBe(`import { bytes as bytes$1 } from "rt";

use(value2);
use(value3);
use(class$);
use(x);
use(x2);
use(bytes);

use(bytes$1);

export {};
`);
});

test("a constant in the three targets", () => {
  const constant = constantDeclaration({
    name: ident("A"),
    exported: true,
    type: code`${globalRef("ReadonlyMap")}<string, number>`,
    value: pure(code`new ${call(globalRef("Map"), [])}`),
    doc: { text: "A map.", deprecated: "" },
  });
  const doc = "/**\n * A map.\n * @deprecated\n */\n";
  const value = "/* @__PURE__ */ new globalThis.Map();\n";
  expect(print(constant, "ts")).toBe(
    `${doc}export const A: globalThis.ReadonlyMap<string, number> = ${value}`,
  );
  expect(print(constant, "js")).toBe(`${doc}export const A = ${value}`);
  expect(print(constant, "dts")).toBe(
    `${doc}export declare const A: globalThis.ReadonlyMap<string, number>;\n`,
  );
});

test("a default before a parameter that must be given", () => {
  const declaration = functionDeclaration({
    name: ident("make"),
    exported: true,
    parameters: [
      { name: ident("input"), type: code`Input`, defaultValue: code`{}` },
      { name: ident("depth"), type: code`number` },
      { name: ident("last"), type: code`number`, defaultValue: code`1` },
    ],
    returns: code`User`,
    body: code`return input;`,
  });
  expect(print(declaration, "ts")).toContain(
    "(input: Input | undefined = {}, depth: number, last: number = 1)",
  );
  expect(print(declaration, "dts")).toBe(
    "export declare function make(input: Input | undefined, depth: number, last?: number): User;\n",
  );
});

test("a class in the three targets", () => {
  const declaration = classDeclaration({
    name: ident("Failure"),
    exported: true,
    extends: code`Base`,
    members: [
      classField({ key: propertyKey("code"), type: code`number`, doc: { text: "Why." } }),
      classConstructor({
        parameters: [{ name: ident("fields"), type: code`Input`, defaultValue: code`{}` }],
        body: code`
          super();
          this.code = fields.code ?? ${0};
        `,
      }),
      classMethod({
        key: propertyKey("decode"),
        isStatic: true,
        parameters: [{ name: ident("bytes"), type: code`Bytes`, optional: true }],
        returns: code`Failure`,
        body: code`return read(bytes);`,
      }),
    ],
  });
  expect(print(declaration, "ts")).toBe(`export class Failure extends Base {
  /** Why. */
  code: number;
  constructor(fields: Input = {}) {
    super();
    this.code = fields.code ?? 0;
  }
  static decode(bytes?: Bytes): Failure {
    return read(bytes);
  }
}
`);
  expect(print(declaration, "js")).toBe(`export class Failure extends Base {
  constructor(fields = {}) {
    super();
    this.code = fields.code ?? 0;
  }
  static decode(bytes) {
    return read(bytes);
  }
}
`);
  expect(print(declaration, "dts")).toBe(`export declare class Failure extends Base {
  /** Why. */
  code: number;
  constructor(fields?: Input);
  static decode(bytes?: Bytes): Failure;
}
`);
});

test("interfaces and namespaces exist in TypeScript only", () => {
  const members = [
    propertySignature({ key: propertyKey("__proto__"), type: code`string`, isReadonly: true }),
    propertySignature({ key: propertyKey("a-b"), type: code`number`, optional: true }),
  ];
  const declared = lines([
    interfaceDeclaration({
      name: ident("A"),
      exported: true,
      extends: [code`B`, code`C`],
      members,
    }),
    typeNamespace({
      name: ident("A"),
      exported: true,
      types: [{ name: ident("Input"), type: code`string` }],
    }),
  ]);
  const text = `export interface A extends B, C {
  readonly ["__proto__"]: string;
  "a-b"?: number;
}
export declare namespace A {
  type Input = string;
}
`;
  expect(print(declared, "ts")).toBe(text);
  expect(print(declared, "dts")).toBe(text);
  expect(print(declared, "js")).toBe("\n");
});

test("object literals drop what a target drops, with the separator", () => {
  const object = objectLiteral([
    typeOnly`never`,
    entry(propertyKey("a"), code`1`),
    typeOnly`never`,
    entry(propertyKey("b"), code`f(${typeOnly`x`})`),
    typeOnly`never`,
  ]);
  expect(print(code`g(${object});`, "js")).toBe("g({ a: 1, b: f() });\n");
});

test("names that cannot be declared are refused", () => {
  for (const name of ["class", "a-b", "", "1a", "type", "globalThis", "a b", "a\u2028"]) {
    expect(() => ident(name)).toThrow("Not a name");
  }
  expect(print(code`${ident("of$")} ${block(code`x;`)}`)).toBe("of$ {\n  x;\n}\n");
});

test("a string is no printable", () => {
  // @ts-expect-error -- text must come through stringLiteral, ident or another safe maker
  expect(() => print(code`${"x"}`)).toThrow("Only printables");
});
