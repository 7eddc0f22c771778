/** What can be wrong with constants and default values. */
import { define } from "./catalog-entry.js";

export const constantEntries = {
  "value-type": define<{ expected: string; actual: string }>(
    "error",
    "TYPE",
    (p) => `This is ${p.actual}, but ${p.expected} is expected.`,
  ),
  "integer-range": define<{ type: string; value: bigint }>(
    "lenient-error",
    "INTEGER_RANGE",
    (p) => `${p.value} does not fit ${p.type}.`,
    "Choose a wider type. Apache's compiler lets this pass and its output cuts the value to its low bits; " +
      "--lenient does so too.",
  ),
  "unsafe-integer": define<{ value: bigint }>(
    "error",
    "INTEGER_RANGE",
    (p) => `${p.value} cannot be a JavaScript number without loss: it is beyond 2^53.`,
    'Let this i64 be a bigint or a string: (js.type = "bigint") on it, or --i64 bigint where it has no js.type.',
  ),
  "double-overflow": define<{ text: string }>(
    "warning",
    "INTEGER_RANGE",
    (p) => `${p.text} is beyond the largest double, so it becomes infinity.`,
  ),
  "bool-from-integer": define<{ value: bigint }>(
    "warning",
    "STYLE",
    (p) => `${p.value} counts as true.`,
    "Write true or false.",
  ),
  "unknown-enum-value": define<{ name: string; value: bigint }>(
    "error",
    "TYPE",
    (p) => `Enum ${p.name} has no member with the value ${p.value}.`,
  ),
  "foreign-enum-value": define<{ name: string; meant: string }>(
    "warning",
    "STYLE",
    (p) =>
      `"${p.name}" is read as ${p.meant}, as Apache's compiler does: only its last part counts.`,
    "Write the enum that is meant.",
  ),
  "invalid-uuid": define<{ text: string }>(
    "error",
    "TYPE",
    (p) => `"${p.text}" is not a uuid.`,
    "A uuid is written like 00112233-4455-6677-8899-aabbccddeeff, with or without braces.",
  ),
  "unknown-field": define<{ struct: string; field: string }>(
    "error",
    "TYPE",
    (p) => `${p.struct} has no field "${p.field}".`,
  ),
  "union-value-count": define<{ union: string; count: number }>(
    "lenient-error",
    "TYPE",
    (p) =>
      `A value of union ${p.union} has exactly one field, not ${p.count === 0 ? "none" : p.count}.`,
  ),
  "missing-required-value": define<{ struct: string; fields: string }>(
    "lenient-error",
    "TYPE",
    (p) => `This value of ${p.struct} leaves out required fields: ${p.fields}.`,
    "Give them values; --lenient takes zero values, as Apache's compiler does.",
  ),
  "duplicate-entry": define<{ what: "key" | "item" | "field" }>(
    "warning",
    "DUPLICATE",
    (p) => `This ${p.what} stands here twice; the last one counts.`,
  ),
  "mismatched-brackets": define<{ expected: "[]" | "{}" }>(
    "warning",
    "STYLE",
    (p) => `An empty value of this type is written ${p.expected}.`,
  ),
  "constant-cycle": define<{ chain: readonly string[] }>(
    "error",
    "CYCLE",
    (p) => `These values need one another: ${p.chain.join(" -> ")}.`,
    "A default counts too: a struct value contains the defaults of the fields that it leaves out.",
  ),
  "value-too-deep": define<{ limit: number }>(
    "error",
    "NESTING_LIMIT",
    (p) => `Written out, this value is nested more than ${p.limit} deep.`,
  ),
  "values-too-large": define<{ limit: number }>(
    "error",
    "LIMIT",
    (p) => `Written out, the values of this file have more than ${p.limit} parts.`,
  ),
} as const;
