/** Code for any struct, and verbs that are handed on alone, against the declarations of both targets. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

const idl = `
  struct User { 1: required i64 id, 2: string name, 3: optional list<i32> marks (js.type = "typed"), 4: Shape shape }
  union Shape { 1: i32 radius, 2: User owner }
  exception Lost { 1: required string message }
  struct Empty {}
`;

const user = `
import { encodeChain, type ChainBuffer, type InputOf, type StructCodec, type StructView, type ViewClass } from "@thriftgen/runtime";
import { Empty, Lost, Shape, User } from "./user.js";
import { ShapeView, UserView } from "./user.view.js";

export const users: StructCodec<User, User.Input> = User;
export const shapes: StructCodec<Shape, Shape.Input> = Shape;
export const failures: StructCodec<Lost, Lost.Input> = Lost;
export const empties: StructCodec<Empty, Empty.Input> = Empty;
export const all: readonly StructCodec<object, never>[] = [User, Shape, Lost, Empty];

function roundTrip<T, Input>(codec: StructCodec<T, Input>, value: Input): T {
  const target = new Uint8Array(codec.byteLength(value));
  codec.fastWrite(value, target, 0);
  return codec.equals(value, codec.create(value)) ? codec.decode(target) : codec.decode(codec.encode(value));
}

export const decoded: User = roundTrip(User, { id: 1n, shape: { radius: 1 } });
export const shape: Shape = roundTrip(Shape, { radius: 1 });
export const lost: Lost = roundTrip(Lost, { message$: "" });

// By members of one's own, as methods too.
function again<T, Input>(codec: { encode(v: Input): Uint8Array; decode(bytes: Uint8Array): T }, value: Input): T {
  return codec.decode(codec.encode(value));
}
export const same: User = again(User, { id: 1n, shape: { radius: 1 } });
export const sameLost: Lost = again(Lost, { message$: "" });

// A verb may be handed on alone.
export const decode: (bytes: Uint8Array) => User = User.decode;

// Views by their inputs.
export const input: InputOf<UserView> = { id: 1n, shape: { radius: 1 } };
function toChain<V extends StructView>(view: ViewClass<V>, value: InputOf<V>): ChainBuffer {
  return encodeChain(view, value);
}
export const chain: ChainBuffer = toChain(UserView, input);
export const other: ChainBuffer = toChain(ShapeView, { radius: 1 });

// @ts-expect-error a required field is missing
roundTrip(User, {});
// @ts-expect-error the input of another struct
toChain(UserView, { radius: 1 });
// @ts-expect-error the companion of another struct
export const wrong: StructCodec<User, User.Input> = Shape;
`;

test("declarations have verbs as properties, which linters let one hand on alone", async () => {
  const [file] = await compileOrFail({ "user.thrift": idl }, "user.thrift", { targets: ["dts"] });
  expect(file?.text).toMatch(/^ {2}decode: \(source: /m);
  expect(file?.text).not.toMatch(/^ {2}\w+\(value/m);
});

test.each(typeScriptVersions)("code for any struct, tsc %s", async (version) => {
  for (const targets of [["ts"], ["js", "dts"]] as const) {
    const options = { views: true, targets };
    const files = await compileOrFail({ "user.thrift": idl }, "user.thrift", options);
    const directory = writeGenerated([...files, { path: "app.ts", text: user }]);
    expect(await typecheck(version, [join(directory, "app.ts")])).toEqual([]);
  }
});
