/**
 * A plain reader and writer of Thrift Binary values without a schema: what tests build and take apart messages with.
 * Written from the protocol's description for clearness, not speed; it shares no code with what it checks.
 */

export const wireTypes = {
  bool: 2,
  i8: 3,
  double: 4,
  i16: 6,
  i32: 8,
  i64: 10,
  string: 11,
  struct: 12,
  map: 13,
  set: 14,
  list: 15,
  uuid: 16,
} as const;

/** Bytes that a value of a fixed-size type takes. */
export const fixedSizes: ReadonlyMap<number, number> = new Map([
  [wireTypes.bool, 1],
  [wireTypes.i8, 1],
  [wireTypes.double, 8],
  [wireTypes.i16, 2],
  [wireTypes.i32, 4],
  [wireTypes.i64, 8],
  [wireTypes.uuid, 16],
]);

export interface WireFixed {
  readonly kind: "fixed";
  readonly type: number;
  readonly bytes: Uint8Array;
}

export interface WireString {
  readonly kind: "string";
  readonly bytes: Uint8Array;
}

export interface WireList {
  readonly kind: "list";
  readonly type: typeof wireTypes.list | typeof wireTypes.set;
  readonly elementType: number;
  readonly elements: readonly WireValue[];
}

export interface WireMap {
  readonly kind: "map";
  readonly keyType: number;
  readonly valueType: number;
  readonly entries: readonly (readonly [WireValue, WireValue])[];
}

export interface WireField {
  readonly id: number;
  readonly value: WireValue;
}

export interface WireStruct {
  readonly kind: "struct";
  readonly fields: readonly WireField[];
}

export type WireValue = WireFixed | WireString | WireList | WireMap | WireStruct;

/** What a byte of a written message is for; sizes are the first of four bytes. */
export type MarkRole =
  | "field-type"
  | "field-id"
  | "stop"
  | "size"
  | "count"
  | "element-type"
  | "key-type"
  | "value-type";

export interface Mark {
  readonly role: MarkRole;
  readonly offset: number;
  /** Ids of the fields that lead here, outermost first. */
  readonly path: readonly number[];
  /** The value that the mark belongs to; for `field-type` and `field-id` the field's value. */
  readonly owner: WireValue;
}

export interface WrittenWire {
  readonly bytes: Uint8Array;
  readonly marks: readonly Mark[];
}

export function wireTypeOf(value: WireValue): number {
  switch (value.kind) {
    case "fixed":
    case "list":
      return value.type;
    case "string":
      return wireTypes.string;
    case "map":
      return wireTypes.map;
    case "struct":
      return wireTypes.struct;
  }
}

export function writeWire(value: WireValue): WrittenWire {
  const chunks: number[] = [];
  const marks: Mark[] = [];
  writeInto({ chunks, marks }, value, []);
  return { bytes: Uint8Array.from(chunks), marks };
}

interface WireOutput {
  readonly chunks: number[];
  readonly marks: Mark[];
}

function writeInto(output: WireOutput, value: WireValue, path: readonly number[]): void {
  const { chunks, marks } = output;
  const mark = (role: MarkRole, owner: WireValue = value, at: readonly number[] = path): void => {
    marks.push({ role, offset: chunks.length, path: at, owner });
  };
  const pushSize = (role: "size" | "count", size: number): void => {
    mark(role);
    chunks.push((size >>> 24) & 255, (size >>> 16) & 255, (size >>> 8) & 255, size & 255);
  };
  switch (value.kind) {
    case "fixed":
      chunks.push(...value.bytes);
      return;
    case "string":
      pushSize("size", value.bytes.length);
      for (const byte of value.bytes) chunks.push(byte);
      return;
    case "list":
      mark("element-type");
      chunks.push(value.elementType);
      pushSize("count", value.elements.length);
      for (const element of value.elements) writeInto(output, element, path);
      return;
    case "map":
      mark("key-type");
      chunks.push(value.keyType);
      mark("value-type");
      chunks.push(value.valueType);
      pushSize("count", value.entries.length);
      for (const [key, item] of value.entries) {
        writeInto(output, key, path);
        writeInto(output, item, path);
      }
      return;
    case "struct":
      for (const field of value.fields) {
        const fieldPath = [...path, field.id];
        mark("field-type", field.value, fieldPath);
        chunks.push(wireTypeOf(field.value));
        mark("field-id", field.value, fieldPath);
        chunks.push((field.id >> 8) & 255, field.id & 255);
        writeInto(output, field.value, fieldPath);
      }
      mark("stop");
      chunks.push(0);
  }
}

/** Reads one value; throws a plain Error where the bytes are not well formed. */
export function readWire(
  bytes: Uint8Array,
  type: number = wireTypes.struct,
): { readonly value: WireValue; readonly end: number } {
  const cursor = { bytes, offset: 0 };
  const value = readFrom(cursor, type);
  return { value, end: cursor.offset };
}

interface Cursor {
  readonly bytes: Uint8Array;
  offset: number;
}

function take(cursor: Cursor, size: number): Uint8Array {
  if (size < 0 || cursor.offset + size > cursor.bytes.length) {
    throw new Error(`${size} bytes wanted at ${cursor.offset} of ${cursor.bytes.length}`);
  }
  cursor.offset += size;
  return cursor.bytes.subarray(cursor.offset - size, cursor.offset);
}

function takeInteger(cursor: Cursor, size: 1 | 2 | 4): number {
  const taken = take(cursor, size);
  const view = new DataView(taken.buffer, taken.byteOffset, size);
  if (size === 1) return view.getUint8(0);
  return size === 2 ? view.getInt16(0) : view.getInt32(0);
}

function readFrom(cursor: Cursor, type: number): WireValue {
  const fixed = fixedSizes.get(type);
  if (fixed !== undefined) return { kind: "fixed", type, bytes: take(cursor, fixed) };
  if (type === wireTypes.string) {
    return { kind: "string", bytes: take(cursor, takeInteger(cursor, 4)) };
  }
  if (type === wireTypes.struct) return readStruct(cursor);
  if (type === wireTypes.map) return readMap(cursor);
  if (type !== wireTypes.list && type !== wireTypes.set) throw new Error(`no such type: ${type}`);
  const elementType = takeInteger(cursor, 1);
  const count = takeInteger(cursor, 4);
  if (count < 0) throw new Error(`count ${count}`);
  const elements: WireValue[] = [];
  for (let i = 0; i < count; i++) elements.push(readFrom(cursor, elementType));
  return { kind: "list", type, elementType, elements };
}

function readStruct(cursor: Cursor): WireStruct {
  const fields: WireField[] = [];
  for (;;) {
    const type = takeInteger(cursor, 1);
    if (type === 0) return { kind: "struct", fields };
    const id = takeInteger(cursor, 2);
    fields.push({ id, value: readFrom(cursor, type) });
  }
}

function readMap(cursor: Cursor): WireMap {
  const keyType = takeInteger(cursor, 1);
  const valueType = takeInteger(cursor, 1);
  const count = takeInteger(cursor, 4);
  if (count < 0) throw new Error(`count ${count}`);
  const entries: [WireValue, WireValue][] = [];
  for (let i = 0; i < count; i++) {
    entries.push([readFrom(cursor, keyType), readFrom(cursor, valueType)]);
  }
  return { kind: "map", keyType, valueType, entries };
}
