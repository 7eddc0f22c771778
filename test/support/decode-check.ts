/** Checks one piece of bytes through every reader and in every form against one expectation. */
import { expect } from "vitest";
import { Reader, wrapBlock } from "@thriftgen/runtime";
import type { StructDef } from "../../src/ir/definitions.js";
import { canonicalStructText, type Canonical } from "./canonical.js";
import type { Companion, Utf8Options } from "./companion.js";
import { structToCanonical } from "./convert.js";
import { inputForms, type InputForm } from "./input-forms.js";
import { attemptDecode } from "./invariants.js";

export interface DecodeSubject {
  readonly def: StructDef;
  readonly companion: Companion;
}

/** What a reader must make of the bytes. `value` undefined: any value of the type. */
export type Expectation =
  | { readonly kind: "accept"; readonly value: Canonical | undefined; readonly consumed: number }
  | { readonly kind: "reject"; readonly codes: readonly string[] };

/** Returns the number of single checks made. */
export function checkDecode(
  subject: DecodeSubject,
  bytes: Uint8Array,
  expectation: Expectation,
  options: Utf8Options = {},
  forms: Iterable<InputForm> = inputForms(bytes),
): number {
  let checks = 0;
  const hasTrailing = expectation.kind === "accept" && expectation.consumed < bytes.length;
  const forDecode: Expectation = hasTrailing
    ? { kind: "reject", codes: ["TRAILING_BYTES"] }
    : expectation;
  for (const { name, input } of forms) {
    checkOne(subject, bytes.length, forDecode, ["decode", name], () =>
      subject.companion.decode(input, options),
    );
    checkRead(subject, bytes.length, expectation, name, new Reader(input, options));
    if (Buffer.compare(input, bytes) !== 0) expect.fail(`${name}: the input was changed`);
    checks += 2;
  }
  const block = wrapBlock(Uint8Array.from(bytes));
  checkRead(subject, bytes.length, expectation, "block", new Reader(block, options));
  return checks + 1;
}

function checkRead(
  subject: DecodeSubject,
  size: number,
  expectation: Expectation,
  form: string,
  reader: Reader,
): void {
  checkOne(subject, size, expectation, ["fastRead", form], () =>
    subject.companion.fastRead(reader),
  );
  if (expectation.kind === "accept" && reader.offset !== expectation.consumed) {
    expect.fail(`fastRead, ${form}: read ${reader.offset}, not ${expectation.consumed} bytes`);
  }
}

function checkOne(
  { def }: DecodeSubject,
  size: number,
  expectation: Expectation,
  where: readonly [reader: string, form: string],
  decode: () => Record<string, unknown>,
): void {
  const result = attemptDecode(size, decode);
  if (expectation.kind === "reject") {
    if (result.isOk) expect.fail(`${where.join()}: accepted, ${expectation.codes.join()}`);
    if (!expectation.codes.includes(result.error.code)) {
      expect.fail(`${where.join()}: ${result.error.code}, not ${expectation.codes.join()}`);
    }
    return;
  }
  if (!result.isOk) {
    const { code, offset, message } = result.error;
    expect.fail(`${where.join()}: ${code} at ${offset}: ${message}`);
  }
  const decoded = structToCanonical(def, result.value);
  // Every key in declared order, undefined where absent; unions and exceptions have forms of their own.
  if (def.flavor === "struct") {
    const keys = Object.keys(result.value);
    const isSame =
      keys.length === def.fields.length && def.fields.every(({ name }, i) => name === keys[i]);
    if (!isSame) expect.fail(`${where.join()}: the keys are ${keys.join()}`);
  }
  if (expectation.value === undefined) return;
  const actual = canonicalStructText(def, decoded);
  const expected = expectedText(def, expectation);
  if (actual !== expected) expect(actual, where.join()).toBe(expected);
}

/** One expectation serves many forms and readers. */
const expectedTexts = new WeakMap<Expectation, string>();

function expectedText(
  def: StructDef,
  expectation: Expectation & { readonly kind: "accept" },
): string {
  const text = expectedTexts.get(expectation) ?? canonicalStructText(def, expectation.value ?? {});
  expectedTexts.set(expectation, text);
  return text;
}
