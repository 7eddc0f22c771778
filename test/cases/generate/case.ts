/** What every generator of hostile input makes, and how it says what must come of it. */
import type { StructDef } from "../../../src/ir/definitions.js";
import { fillDefaults } from "../../support/canonical.js";
import type { Expectation } from "../../support/decode-check.js";
import { structFromWire } from "../../support/reference.js";
import { readWire, writeWire, type WireStruct } from "../../support/wire.js";

export interface GeneratedCase {
  readonly cls: string;
  /** Unique within its class and struct. */
  readonly name: string;
  readonly def: StructDef;
  readonly bytes: Uint8Array;
  readonly expectation: Expectation;
  readonly utf8?: "strict" | "replace";
}

/** A valid message of a struct, to be spoilt. */
export interface Seed {
  readonly def: StructDef;
  readonly name: string;
  readonly wire: WireStruct;
}

export function accept(def: StructDef, bytes: Uint8Array, utf8?: "replace"): Expectation {
  const outcome = referenceOutcome(def, bytes, utf8 ?? "strict");
  if (outcome.kind === "reject")
    throw new Error(`${def.name}: ${outcome.codes.join()} is no accept`);
  return outcome;
}

export function reject(...codes: readonly string[]): Expectation {
  return { kind: "reject", codes };
}

/** What the reference decoder makes of bytes that are well formed in themselves. */
export function referenceOutcome(
  def: StructDef,
  bytes: Uint8Array,
  utf8: "strict" | "replace" = "strict",
): Expectation {
  const { value, end } = readWire(bytes);
  try {
    const decoded = structFromWire(def, value as WireStruct, { utf8 });
    return { kind: "accept", value: fillDefaults(def, decoded), consumed: end };
  } catch (error) {
    return reject((error as Error).message);
  }
}

/** A case from a changed tree: the reference decoder says what must come of it. */
export function fromTree(
  cls: string,
  name: string,
  seed: Seed,
  wire: WireStruct,
  utf8: "strict" | "replace" = "strict",
): GeneratedCase {
  const { bytes } = writeWire(wire);
  const expectation = referenceOutcome(seed.def, bytes, utf8);
  return { cls, name: `${seed.name} ${name}`, def: seed.def, bytes, expectation, utf8 };
}

/** The bytes with some replaced. */
export function patch(
  bytes: Uint8Array,
  offset: number,
  replacement: readonly number[],
): Uint8Array {
  const patched = Uint8Array.from(bytes);
  patched.set(replacement, offset);
  return patched;
}

export function int32Bytes(value: number): readonly number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
