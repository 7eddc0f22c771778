/** Truncation, negative and oversize counts: in known fields and, inside an unknown field, while skipping. */
import { writeWire, type WireStruct } from "../../support/wire.js";
import { int32Bytes, patch, reject, type GeneratedCase, type Seed } from "./case.js";

/** The whole message as an unknown field of its own struct, which is empty but for it. */
export function asUnknownField(seed: Seed): WireStruct {
  return { kind: "struct", fields: [{ id: 999, value: seed.wire }] };
}

export function* truncations(seed: Seed): Generator<GeneratedCase> {
  for (const [cls, wire] of variants("truncation", seed)) {
    const { bytes } = writeWire(wire);
    for (let length = 0; length < bytes.length; length++) {
      yield {
        cls,
        name: `${seed.name} cut after ${length} of ${bytes.length} bytes`,
        def: seed.def,
        bytes: bytes.subarray(0, length),
        expectation: reject("TRUNCATED"),
      };
    }
  }
}

export function* negativeSizes(seed: Seed): Generator<GeneratedCase> {
  yield* sizePatches("negative-size", seed, () => [-1, -2147483648], reject("NEGATIVE_SIZE"));
}

/** The largest size, smaller ones that still cannot be, and the first that cannot. */
function sizesBeyond(bytesLeft: number): readonly number[] {
  return [2147483647, 2 ** 30, 2 ** 24, bytesLeft + 1];
}

export function* oversizes(seed: Seed): Generator<GeneratedCase> {
  yield* sizePatches("oversize", seed, sizesBeyond, reject("SIZE_LIMIT", "TRUNCATED"));
}

function* sizePatches(
  baseClass: string,
  seed: Seed,
  sizesFor: (bytesLeft: number) => readonly number[],
  expectation: GeneratedCase["expectation"],
): Generator<GeneratedCase> {
  for (const [cls, wire] of variants(baseClass, seed)) {
    const { bytes, marks } = writeWire(wire);
    for (const mark of marks) {
      if (mark.role !== "size" && mark.role !== "count") continue;
      // The header of an empty container may name other element types, but its count counts all the same.
      for (const size of sizesFor(bytes.length - mark.offset - 4)) {
        yield {
          cls,
          name: `${seed.name} ${mark.role} ${size} at ${mark.offset}`,
          def: seed.def,
          bytes: patch(bytes, mark.offset, int32Bytes(size)),
          expectation,
        };
      }
    }
  }
}

function* variants(cls: string, seed: Seed): Generator<readonly [string, WireStruct]> {
  yield [cls, seed.wire];
  yield [`${cls}-skip`, asUnknownField(seed)];
}
