/** Types and values in the words of messages. */
import type { ValueNode } from "../parser/ast.js";
import type { ConstValue, SimpleType, Type } from "./definitions.js";

const maximumUnits = 80;

/** A type as IDL writes it, cut where it is long. */
export function describeType(type: Type): string {
  const text = writeType(type, maximumUnits);
  return text.length <= maximumUnits ? text : `${text.slice(0, maximumUnits - 3)}...`;
}

function writeType(type: Type, room: number): string {
  // What no longer fits is not written, so that a type of a thousand parts costs little.
  if (room <= 0) return "...";
  switch (type.kind) {
    case "list":
    case "set":
      return `${type.kind}<${writeType(type.element, room - 5)}>`;
    case "map": {
      const key = writeType(type.key, room - 5);
      return `map<${key}, ${writeType(type.value, room - 7 - key.length)}>`;
    }
    case "typedef":
    case "enum":
      return type.def.name;
    case "struct":
      return type.def.name;
    default:
      return (type satisfies SimpleType).kind;
  }
}

const NODE_TEXTS: Readonly<Record<ValueNode["kind"], string>> = {
  boolean: "a bool",
  integer: "an integer",
  double: "a double",
  literal: "a string",
  identifier: "a name",
  list: "a list",
  map: "a map",
};

export function describeNodeKind(node: ValueNode): string {
  return NODE_TEXTS[node.kind];
}

const VALUE_TEXTS: Readonly<Record<ConstValue["kind"], string>> = {
  bool: "a bool",
  integer: "an integer",
  double: "a double",
  string: "a string",
  uuid: "a uuid",
  enum: "a value of an enum",
  list: "a list",
  set: "a set",
  map: "a map",
  struct: "a struct",
};

export function describeValueKind(value: ConstValue): string {
  if (value.kind === "enum") return `a value of enum ${value.def.name}`;
  if (value.kind === "struct") return `a value of ${value.def.name}`;
  return VALUE_TEXTS[value.kind];
}
