/** What the layout must know of a protocol. A new protocol is a new table; layout and emitters stay as they are. */
import { resolveType, type Type } from "./definitions.js";

/** What a value is on the wire: an enum is an i32; unions and exceptions are structs. */
export type WireKind =
  | "bool"
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "double"
  | "uuid"
  /** string and binary: their wire form is the same. */
  | "string"
  | "struct"
  | "map"
  | "set"
  | "list";

/** Sizes are in bytes. Undefined stands for a size that depends on the value. */
export interface WireProtocol {
  readonly name: string;
  /** The byte that stands for a kind in field and container headers. */
  readonly typeId: (kind: WireKind) => number;
  /** The end of a struct. */
  readonly stopSize: number;
  /** A value inside a container. */
  readonly elementSize: (kind: WireKind) => number | undefined;
  readonly minimumElementSize: (kind: WireKind) => number;
  /** The header of a field; the shortest, where the protocol has several. */
  readonly fieldHeaderSize: number;
  /**
   * Header and value of a field. `previousId` is the id of the field written before it, 0 at a struct's start and
   * undefined where it is not known beforehand: Compact writes the difference.
   */
  readonly fieldSize: (
    kind: WireKind,
    id: number,
    previousId: number | undefined,
  ) => number | undefined;
  readonly minimumFieldSize: (kind: WireKind) => number;
}

interface BinaryKind {
  readonly id: number;
  readonly size: number | undefined;
  readonly minimum: number;
}

/** Apache Thrift, "Thrift Binary protocol encoding": type ids, and sizes without the field header. */
const BINARY_KINDS: Readonly<Record<WireKind, BinaryKind>> = {
  bool: { id: 2, size: 1, minimum: 1 },
  i8: { id: 3, size: 1, minimum: 1 },
  double: { id: 4, size: 8, minimum: 8 },
  i16: { id: 6, size: 2, minimum: 2 },
  i32: { id: 8, size: 4, minimum: 4 },
  i64: { id: 10, size: 8, minimum: 8 },
  // A length of 4 bytes, then the bytes.
  string: { id: 11, size: undefined, minimum: 4 },
  // At least STOP.
  struct: { id: 12, size: undefined, minimum: 1 },
  // Types of key and value, count.
  map: { id: 13, size: undefined, minimum: 6 },
  // Element type, count.
  set: { id: 14, size: undefined, minimum: 5 },
  list: { id: 15, size: undefined, minimum: 5 },
  uuid: { id: 16, size: 16, minimum: 16 },
};

/** Type byte and id. */
const binaryFieldHeaderBytes = 3;

export const binaryProtocol: WireProtocol = Object.freeze({
  name: "binary",
  typeId: (kind: WireKind) => BINARY_KINDS[kind].id,
  stopSize: 1,
  elementSize: (kind: WireKind) => BINARY_KINDS[kind].size,
  minimumElementSize: (kind: WireKind) => BINARY_KINDS[kind].minimum,
  fieldHeaderSize: binaryFieldHeaderBytes,
  fieldSize: (kind: WireKind) => {
    const { size } = BINARY_KINDS[kind];
    return size === undefined ? undefined : binaryFieldHeaderBytes + size;
  },
  minimumFieldSize: (kind: WireKind) => binaryFieldHeaderBytes + BINARY_KINDS[kind].minimum,
});

/** The wire kind of a type. An `ErrorType` has none, and programs with errors are never emitted: it reads as struct. */
export function wireKindOf(type: Type): WireKind {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "enum":
      return "i32";
    case "binary":
      return "string";
    case "error":
      return "struct";
    default:
      return resolved.kind;
  }
}
