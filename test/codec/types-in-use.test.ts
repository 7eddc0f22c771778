/** Code as a user writes it against generated types: what must compile does, what must not does not. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

const user = `
import { Color, Empty, Oops, Point, Shape, Sink, Scalars, type Words } from "./kitchen_sink.js";
import { Forms, Samples } from "./kitchen_extras.js";

// What decode gives, encode takes, and plain literals with what is not required left out.
export const again: Uint8Array = Scalars.encode(Scalars.decode(new Uint8Array()));
export const short: Uint8Array = Sink.encode({ shape: { circle: 1 } });
export const point: Point = Point.create({ x: 1, y: 2 });
export const label: string | undefined = point.label;
export const empty: Empty = Empty.create();

// Decoded values compare with each other and with inputs, unions without a member too.
const sink = Sink.decode(new Uint8Array());
export const same: boolean = Sink.equals(sink, sink) && Sink.equals(Sink.create({ shape: { note: "" } }), sink);
export const unknown: boolean = Shape.equals({}, { circle: 1 });

// Readonly containers and typed arrays go in, mutable ones come out.
const frozen: readonly number[] = Object.freeze([1, 2]);
Sink.encode({ shape: { circle: 1 }, preset: frozen });
Sink.decode(new Uint8Array()).preset.push(3);
export const doubles: Float64Array = Samples.decode(new Uint8Array()).doubles;
Samples.encode({ doubles: [1, 2], ints: new Int32Array(2) });
export const words: Words = ["a"];

// Forms by annotation.
const forms = Forms.decode(new Uint8Array());
export const asNumber: number = forms.asNumber;
export const asString: string = forms.asString;
export const asBytes: Uint8Array = forms.asBytes;
export const count: number | undefined = forms.byName["a"];

// Unions narrow by their members, and an unknown variant has none.
export function describe(shape: Shape): string {
  if (shape.corner !== undefined) return String(shape.corner.x);
  if (shape.circle !== undefined) return shape.circle.toFixed();
  return shape.note ?? "unknown";
}

// Enums: members by name, unknown values survive, exceptions are errors with fields.
export const red: Color = Color.RED;
const color = Scalars.decode(new Uint8Array()).color;
export const isRed: boolean = color === Color.RED;
try {
  throw new Oops({ reason: "no" });
} catch (error) {
  if (error instanceof Oops) console.log(error.reason, error.stack);
}

// @ts-expect-error a required field is missing
Point.encode({ x: 1 });
// @ts-expect-error a field that the struct does not have
Point.encode({ x: 1, y: 2, z: 3 });
// @ts-expect-error a number is no bigint
Scalars.encode({ at: 1 });
// @ts-expect-error a text is no number
Point.encode({ x: "1", y: 2 });
// @ts-expect-error a union has one member
Shape.encode({ circle: 1, note: "two" });
// @ts-expect-error a union has a member
Shape.encode({});
// @ts-expect-error a Uint8Array is no list of numbers
Sink.encode({ shape: { circle: 1 }, preset: new Map() });
// @ts-expect-error a decoded union may have no member that this IDL knows
Sink.encode(Sink.decode(new Uint8Array()));
// @ts-expect-error members of enums cannot be assigned
Color.RED = 7;
// @ts-expect-error what decode gives may be undefined
export const sure: string = point.label;
`;

test.each(typeScriptVersions)("generated types in use, tsc %s", async (version) => {
  const files = await compileOrFail(readFixtures(), "kitchen_extras.thrift");
  const directory = writeGenerated([
    ...files,
    { path: "user.ts", text: `declare const console: { log(...args: unknown[]): void };\n${user}` },
  ]);
  expect(await typecheck(version, [join(directory, "user.ts")])).toEqual([]);
});
