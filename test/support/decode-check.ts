/** Checks one piece of bytes through every reader and in every form against one expectation. */
import { expect } from "vitest";
import { Reader, wrapBlock } from "@thriftgen/runtime";
import type { StructDef } from "../../src/ir/definitions.js";
import { canonicalStructText, type Canonical } from "./canonical.js";
import type { Companion, Utf8Options } from "./companion.js";
import { structToCanonical } from "./convert.js";
import { inputForms } from "./input-forms.js";
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
): number {
  let checks = 0;
  for (const form of inputForms(bytes)) {
    const hasTrailing = expectation.kind === "accept" && expectation.consumed < bytes.length;
    const forDecode: Expectation = hasTrailing
      ? { kind: "reject", codes: ["TRAILING_BYTES"] }
      : expectation;
    const where = (reader: string): string => `${reader}, ${form.name}`;
    checkOne(subject, bytes.length, forDecode, where("decode"), () =>
      subject.companion.decode(form.input, options),
    );
    const reader = new Reader(form.input, options);
    checkOne(subject, bytes.length, expectation, where("fastRead"), () =>
      subject.companion.fastRead(reader),
    );
    if (expectation.kind === "accept") expect(reader.offset).toBe(expectation.consumed);
    expect(Buffer.compare(form.input, bytes), where("input unchanged")).toBe(0);
    checks += 2;
  }
  const block = wrapBlock(Uint8Array.from(bytes));
  const reader = new Reader(block, options);
  checkOne(subject, bytes.length, expectation, "fastRead, block", () =>
    subject.companion.fastRead(reader),
  );
  return checks + 1;
}

function checkOne(
  { def }: DecodeSubject,
  size: number,
  expectation: Expectation,
  where: string,
  decode: () => Record<string, unknown>,
): void {
  const result = attemptDecode(size, decode);
  if (expectation.kind === "reject") {
    if (result.isOk) expect.fail(`${where}: accepted, ${expectation.codes.join()}`);
    expect(expectation.codes, where).toContain(result.error.code);
    return;
  }
  if (!result.isOk) {
    expect.fail(
      `${where}: ${result.error.code} at ${result.error.offset}: ${result.error.message}`,
    );
  }
  const decoded = structToCanonical(def, result.value);
  // Every key in declared order, undefined where absent; unions and exceptions have forms of their own.
  if (def.flavor === "struct") {
    expect(Object.keys(result.value), where).toEqual(def.fields.map((field) => field.name));
  }
  if (expectation.value === undefined) return;
  expect(canonicalStructText(def, decoded), where).toBe(
    canonicalStructText(def, expectation.value),
  );
}
