/** What the checks of src/ir/rules find. */
import { define } from "./catalog-entry.js";

export const ruleEntries = {
  "duplicate-definition": define<{ what: string; name: string }>(
    "error",
    "DUPLICATE",
    (p) => `${p.what} "${p.name}" is defined twice.`,
    "Rename one of them.",
  ),
  "duplicate-field-id": define<{ id: number; first: string; second: string }>(
    "error",
    "DUPLICATE",
    (p) => `Fields "${p.first}" and "${p.second}" have the same id ${p.id}.`,
    "Give the newer field an id that was never used in this struct.",
  ),
  "duplicate-field-name": define<{ name: string }>(
    "error",
    "DUPLICATE",
    (p) => `Two fields are called "${p.name}".`,
  ),
  "duplicate-enum-member": define<{ enum: string; name: string }>(
    "error",
    "DUPLICATE",
    (p) => `Enum ${p.enum} has two members "${p.name}".`,
  ),
  "duplicate-function": define<{ service: string; name: string }>(
    "error",
    "DUPLICATE",
    (p) => `Service ${p.service} has two functions "${p.name}".`,
  ),
  "inherited-function": define<{ service: string; name: string; parent: string }>(
    "error",
    "DUPLICATE",
    (p) => `Service ${p.service} inherits a function "${p.name}" from ${p.parent} already.`,
    "Thrift services cannot override functions: rename this one.",
  ),
  "field-id-range": define<{ name: string; id: number }>(
    "error",
    "INTEGER_RANGE",
    (p) => `Field "${p.name}" has the id ${p.id}, which does not fit 16 bits.`,
    "Field ids go to the wire as i16: 1 to 32767.",
  ),
  "dotted-name": define<{ name: string }>(
    "error",
    "SYNTAX",
    (p) => `"${p.name}" cannot be defined: a dot separates a file's prefix from a name.`,
  ),
  "union-required": define<{ union: string; name: string }>(
    "warning",
    "TYPE",
    (p) =>
      `required has no effect on "${p.name}": union ${p.union} holds exactly one of its fields.`,
    "Remove required.",
  ),
  "union-defaults": define<{ union: string; first: string; second: string }>(
    "error",
    "TYPE",
    (p) =>
      `Union ${p.union} gives defaults to "${p.first}" and to "${p.second}", but it holds only one field.`,
  ),
  "oneway-result": define<{ name: string }>(
    "lenient-error",
    "TYPE",
    (p) => `Oneway function "${p.name}" cannot return a value: no answer is ever sent.`,
    "Declare it void, or remove oneway.",
  ),
  "oneway-throws": define<{ name: string }>(
    "error",
    "TYPE",
    (p) => `Oneway function "${p.name}" cannot throw: no answer is ever sent.`,
    "Remove throws, or remove oneway.",
  ),
  "infinite-struct": define<{ chain: readonly string[] }>(
    "lenient-error",
    "CYCLE",
    (p) =>
      `No value of this type can end, because it must contain another: ${p.chain.join(" -> ")}.`,
    "Make one of these fields optional.",
  ),
  "throws-no-exception": define<{ name: string; type: string }>(
    "error",
    "TYPE",
    (p) => `"${p.name}" is thrown, but ${p.type} is not an exception.`,
  ),
  "optional-argument": define<{ name: string }>(
    "warning",
    "STYLE",
    (p) => `optional has no effect on argument "${p.name}".`,
    "Remove optional: arguments are always sent.",
  ),
  "unused-default": define<{ name: string }>(
    "warning",
    "STYLE",
    (p) =>
      `The default of "${p.name}" counts in constants only: a struct that is not set is not written.`,
    "Set it where the value is made, and give defaults to the fields of the struct itself.",
  ),
  "list-of-bytes": define<Record<never, never>>(
    "warning",
    "STYLE",
    () => "A list of bytes takes one call and one array slot for each byte.",
    "Use binary for bytes; it is one copy. The two differ on the wire.",
  ),
} as const;
