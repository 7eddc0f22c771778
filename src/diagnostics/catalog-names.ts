/** What can be wrong with names, types, ids and annotations. */
import { define } from "./catalog-entry.js";

export const nameEntries = {
  "unknown-type": define<{ name: string }>(
    "error",
    "TYPE",
    (p) => `Type "${p.name}" is not defined.`,
  ),
  "unknown-service": define<{ name: string }>(
    "error",
    "UNKNOWN_NAME",
    (p) => `Service "${p.name}" is not defined.`,
  ),
  "unknown-constant": define<{ name: string }>(
    "error",
    "UNKNOWN_NAME",
    (p) => `"${p.name}" is neither a constant nor an enum value.`,
  ),
  "type-cycle": define<{ chain: readonly string[] }>(
    "error",
    "CYCLE",
    (p) => `These typedefs stand for one another: ${p.chain.join(" -> ")}.`,
    "Let one of them name a type of its own; only structs may refer to themselves.",
  ),
  "service-cycle": define<{ chain: readonly string[] }>(
    "error",
    "CYCLE",
    (p) => `These services extend one another: ${p.chain.join(" -> ")}.`,
    "Remove one of the extends.",
  ),
  "type-too-deep": define<{ limit: number }>(
    "error",
    "NESTING_LIMIT",
    (p) => `Containers are nested more than ${p.limit} deep here, typedefs included.`,
    "Wrap an inner part in a struct.",
  ),
  "type-too-large": define<{ limit: number }>(
    "error",
    "LIMIT",
    (p) => `With all typedefs written out this type has more than ${p.limit} parts.`,
    "Wrap an inner part in a struct.",
  ),
  "types-too-large": define<{ limit: number }>(
    "error",
    "LIMIT",
    (p) => `With all typedefs written out the types of this file have more than ${p.limit} parts.`,
    "Wrap what is used in many places in a struct.",
  ),
  "enum-value-range": define<{ name: string; value: bigint }>(
    "error",
    "INTEGER_RANGE",
    (p) => `Enum value ${p.name} = ${p.value} does not fit 32 bits.`,
    "Enum values go to the wire as i32: -2147483648 to 2147483647.",
  ),
  "implicit-field-id": define<{ fields: string }>(
    "warning",
    "STYLE",
    (p) => `No id is written, so ids are given by order: ${p.fields}.`,
    "Write the ids: an inserted field would renumber the ones behind it, and dialects number differently.",
  ),
  "nonpositive-field-id": define<{ name: string; written: bigint; id: number }>(
    "warning",
    "STYLE",
    (p) =>
      BigInt(p.id) === p.written
        ? `Field "${p.name}" has the id ${p.written}, which is not positive.`
        : `Field "${p.name}" gets the id ${p.id}: as in Apache's compiler, ${p.written} counts as not written.`,
    "Ids start at 1.",
  ),
  "unknown-js-annotation": define<{ key: string }>(
    "warning",
    "ANNOTATION",
    (p) => `Annotation "${p.key}" is not known, so it has no effect.`,
    'The only js annotation is js.type, such as (js.type = "number") on an i64.',
  ),
  "unknown-js-type": define<{ value: string }>(
    "warning",
    "ANNOTATION",
    (p) => `js.type = "${p.value}" is not known, so it has no effect.`,
    "Known are bigint, number, string and Long (i64), bytes and Buffer (string), typed and array (list), " +
      "object and map (map).",
  ),
  "unfit-js-type": define<{ value: string; fits: string }>(
    "warning",
    "ANNOTATION",
    (p) => `js.type = "${p.value}" has no effect here: it is for ${p.fits}.`,
  ),
} as const;
