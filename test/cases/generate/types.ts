/** Type bytes that do not exist, that have no size, or that are not what the IDL says. */
import { writeWire, wireTypes, type Mark } from "../../support/wire.js";
import { fromTree, int32Bytes, patch, reject, type GeneratedCase, type Seed } from "./case.js";
import { foreignValues, replaceField } from "./fields.js";
import { asUnknownField } from "./sizes.js";

const noTypes = [0x01, 0x05, 0x07, 0x09, 0x11, 0x7f, 0x80, 0xff];
const allTypes = Object.values(wireTypes);

const isElementMark = (mark: Mark): boolean =>
  mark.role === "element-type" || mark.role === "key-type" || mark.role === "value-type";

function isEmpty(mark: Mark): boolean {
  if (mark.owner.kind === "list") return mark.owner.elements.length === 0;
  return mark.owner.kind === "map" && mark.owner.entries.length === 0;
}

export function* invalidTypes(seed: Seed): Generator<GeneratedCase> {
  for (const wire of [seed.wire, asUnknownField(seed)]) {
    const { bytes, marks } = writeWire(wire);
    for (const mark of marks) {
      if (mark.role !== "field-type") continue;
      for (const type of noTypes) {
        yield {
          cls: "invalid-type",
          name: `${seed.name} type ${type} at ${mark.offset} of ${bytes.length}`,
          def: seed.def,
          bytes: patch(bytes, mark.offset, [type]),
          expectation: reject("INVALID_TYPE"),
        };
      }
    }
  }
}

/** Elements of type STOP or VOID take no bytes, so that a count of them costs a peer nothing. */
export function* zeroSizeElements(seed: Seed): Generator<GeneratedCase> {
  for (const wire of [seed.wire, asUnknownField(seed)]) {
    const { bytes, marks } = writeWire(wire);
    for (const mark of marks) {
      if (!isElementMark(mark)) continue;
      const count = mark.offset + (mark.role === "key-type" ? 2 : 1);
      for (const type of [0, 1]) {
        for (const n of [1, 1000, 2147483647]) {
          const patched = patch(patch(bytes, mark.offset, [type]), count, int32Bytes(n));
          yield {
            cls: "zero-size-elements",
            name: `${seed.name} ${n} of type ${type} at ${mark.offset} of ${bytes.length}`,
            def: seed.def,
            bytes: patched,
            // In a map the other half may already be too many.
            expectation: reject("INVALID_TYPE", "SIZE_LIMIT", "TRUNCATED"),
          };
        }
      }
    }
  }
}

/** The elements of a known container that is not empty have another type: never read as what the IDL says. */
export function* elementTypes(seed: Seed): Generator<GeneratedCase> {
  const { bytes, marks } = writeWire(seed.wire);
  for (const mark of marks) {
    if (!isElementMark(mark)) continue;
    for (const type of isEmpty(mark) ? [...allTypes, ...noTypes, 0] : allTypes) {
      if (type === bytes[mark.offset]) continue;
      const patched = patch(bytes, mark.offset, [type]);
      const name = `${seed.name} ${mark.role} ${type} at ${mark.offset}`;
      if (!isEmpty(mark)) {
        const expectation = reject("INVALID_TYPE");
        yield { cls: "element-type", name, def: seed.def, bytes: patched, expectation };
      } else {
        const same = fromTree("element-type", name, seed, seed.wire);
        yield { ...same, bytes: patched };
      }
    }
  }
}

/** A known field with another type is skipped; where it is required, it is missing. */
export function* wrongTypes(seed: Seed): Generator<GeneratedCase> {
  for (const [at, field] of seed.wire.fields.entries()) {
    for (const [type, value] of foreignValues) {
      const wire = replaceField(seed.wire, at, { id: field.id, value });
      yield fromTree("wrong-type", `field ${field.id} as ${type}`, seed, wire);
    }
  }
}
