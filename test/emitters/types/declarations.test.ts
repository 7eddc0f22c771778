import { expect, test } from "vitest";
import { emitText } from "../emit.js";

const verbs = (name: string): string =>
  ["encode", "encodePooled", "decode", "byteLength", "fastWrite", "fastRead", "create", "equals"]
    .map((verb) => `  ${verb}: ${name}$${verb},\n`)
    .join("");

test("an enum is a frozen object and the type of its values", async () => {
  const idl = `/** Colors. */ enum Color { RED, /** Like grass. */ GREEN = 5 (deprecated), __proto__ }`;
  expect(await emitText(idl))
    .toBe(`import type { UnrecognizedEnum } from "@thriftgen/runtime/codegen-v1";

const Color$values = {
  RED: 0,
  /**
   * Like grass.
   * @deprecated
   */
  GREEN: 5,
  ["__proto__"]: 6,
} as const;

/** Colors. */
export const Color: typeof Color$values = /* @__PURE__ */ globalThis.Object.freeze(Color$values);

/** Colors. */
export type Color = (typeof Color)[keyof typeof Color] | UnrecognizedEnum;
`);
  expect(await emitText("enum Empty {}", { targets: ["dts"] }, "a.d.ts"))
    .toBe(`import type { UnrecognizedEnum } from "@thriftgen/runtime/codegen-v1";

export declare const Empty: {};

export type Empty = (typeof Empty)[keyof typeof Empty] | UnrecognizedEnum;

export {};
`);
});

const user = `
  struct Place { 1: string name }
  /** A person. */
  struct User {
    1: required i64 id,
    2: optional string name (deprecated = "use id"),
    3: i32 age = 18, // in years
    4: Place home,
  }
`;

test("a struct is an interface, its input and its companion", async () => {
  const text = await emitText(user);
  expect(text.slice(text.indexOf("/** A person"))).toBe(`/** A person. */
export interface User {
  id: bigint;
  /** @deprecated use id */
  name?: string | undefined;
  /** in years */
  age: number;
  home?: Place | undefined;
}

export declare namespace User {
  type Input = {
    id: bigint;
    /** @deprecated use id */
    name?: string | undefined;
    /** in years */
    age?: number | undefined;
    home?: Place.Input | undefined;
  };
}

export const User = {
${verbs("User")}};
`);
});

test("--default-fields optional turns fields without keyword into optional ones", async () => {
  expect(await emitText(user, { defaultFields: "optional" })).toContain(
    "age?: number | undefined;",
  );
});

test("kept unknown fields stand under the runtime's symbol", async () => {
  const text = await emitText("struct A {}", { unknownFields: "keep" });
  expect(text).toContain(`import type { unknownFields } from "@thriftgen/runtime/codegen-v1";

export interface A {
  [unknownFields]?: globalThis.Uint8Array | undefined;
}
`);
});

test("declarations tell the verbs' types", async () => {
  const text = await emitText(user, { targets: ["dts"] }, "a.d.ts");
  expect(text).toContain(`export declare const User: {
  encode: (value: User.Input, options?: EncodeOptions) => globalThis.Uint8Array;
  encodePooled: (value: User.Input, options?: EncodeOptions) => Block;
  decode: (source: globalThis.Uint8Array | Block, options?: DecodeOptions) => User;
  byteLength: (value: User.Input, options?: EncodeOptions) => number;
  fastWrite: (
    value: User.Input,
    target: globalThis.Uint8Array | Block,
    offset: number,
    options?: EncodeOptions,
  ) => number;
  fastRead: (reader: Reader) => User;
  create: (input: User.Input) => User;
  equals: (a: User | User.Input, b: User | User.Input) => boolean;
};
`);
  expect(text).toContain("create: (input?: Place.Input) => Place;");
});

test("a union has an arm for each member, and one for what it does not know", async () => {
  const text = await emitText("struct A {} union Shape { 1: A a, 2: list<A> many }");
  expect(text.slice(text.indexOf("export type Shape")))
    .toBe(`export type Shape = { a: A; many?: undefined } | { a?: undefined; many: A[] } | { a?: undefined; many?: undefined };

export declare namespace Shape {
  type Input = { a: A.Input; many?: undefined } | { a?: undefined; many: readonly A.Input[] };
}

export const Shape = {
${verbs("Shape")}};
`);
  expect(await emitText("union None {}")).toMatch(
    /^export type None = \{\};\n\n.*\n {2}type Input = never;/,
  );
});

function emitUnion(count: number): Promise<string> {
  const members = Array.from({ length: count }, (_, index) => `i32 m${index}`);
  return emitText(`union U { ${members.join(" ")} }`);
}

test("a large union's text grows with its members, not with their square", async () => {
  expect(await emitUnion(23)).not.toContain("$OneOf");
  const [large, twice] = [await emitUnion(500), await emitUnion(1000)];
  expect(large).toContain("export type U =\n  | $OneOf<{");
  expect(twice.length).toBeLessThan(large.length * 2.1);
});

test("an exception is a class with static verbs", async () => {
  const text = await emitText(`
    enum Kind { NONE, SOME }
    exception NotFound {
      1: string message,
      2: required i32 code,
      3: list<Kind> kinds = [Kind.SOME],
      4: optional NotFound cause (deprecated),
    }
  `);
  const start = text.indexOf("export class");
  expect(text.slice(start, text.indexOf("  static encodePooled(")))
    .toBe(`export class NotFound extends ThriftException {
  message$: string;
  code: number;
  kinds: Kind[];
  /** @deprecated */
  cause$?: NotFound | undefined;
  constructor(fields: NotFound.Input) {
    super(fields.message$ ?? undefined);
    this.message$ = fields.message$ ?? "";
    this.code = fields.code;
    this.kinds = (fields.kinds ?? [1 /* SOME */ as Kind]) as NotFound["kinds"];
    this.cause$ = (fields.cause$ ?? undefined) as NotFound["cause$"];
  }
  static encode(value: NotFound.Input, options?: EncodeOptions): globalThis.Uint8Array {
    return NotFound$encode(value, options);
  }
`);
  expect(text).toContain("import {\n  type Block,");
  expect(text).toContain("  ThriftException,\n");
});

test("typedefs are aliases; those of structs and enums have the value too", async () => {
  const text = await emitText(
    {
      "/a.thrift": `include "b.thrift"
        typedef i64 Id typedef User Account struct User { 1: Id id, 2: Account account, 3: b.Users users }
        typedef b.User Other typedef list<Other> Others typedef map<Id, Others> ById typedef b.Color Color`,
      "/b.thrift": "struct User {} typedef list<User> Users enum Color {}",
    },
    {},
  );
  expect(text.replace(/export const User = .*?\n\};\n\n/s, ""))
    .toBe(`import { Color as Color$1, User as User$1, type Users } from "./b.js";

export type Id = bigint;

export { User as Account };

export interface User {
  id: Id;
  account?: User | undefined;
  users: Users;
}

export declare namespace User {
  type Input = { id?: Id | undefined; account?: User.Input | undefined; users?: Users.Input | undefined };
}

export { User$1 as Other };

export type Others = User$1[];

export declare namespace Others {
  type Input = readonly User$1.Input[];
}

export type ById = globalThis.Map<Id, Others>;

export declare namespace ById {
  type Input = globalThis.ReadonlyMap<Id, Others.Input>;
}

export { Color$1 as Color };
`);
});

test("a type called Input is not hidden by the inputs", async () => {
  const text = await emitText("struct Input { 1: optional Input next }");
  expect(text).toContain(`type Input$Input = { next?: Input.Input | undefined };

export declare namespace Input {
  type Input = Input$Input;
}
`);
});
