/** Scalars of fixed size, a row each: how a value is checked, stored and loaded. */
import type { ResolvedType } from "../../ir/definitions.js";
import { code, hexLiteral, type Printable } from "../print/index.js";
import { callRuntime, type CodecSite } from "./site.js";

export interface Scalar {
  /** The type of a local that holds the value while it is checked. */
  readonly local: Printable;
  /** True for a value that must not be stored; undefined where `store` checks itself. */
  readonly isWrong?: (x: Printable) => Printable;
  /** Stores a value that passed the check. */
  readonly store: (
    site: CodecSite,
    w: Printable,
    d: Printable,
    at: Printable,
    x: Printable,
  ) => Printable;
  /** Loads a value that is known to be there. */
  readonly load: (site: CodecSite, r: Printable, d: Printable, at: Printable) => Printable;
  /** The byte behind the field header can be stored with it: `header` has its last byte free. */
  readonly fold?: (header: Printable, x: Printable, stored: number) => Printable;
}

const numberType = code`number`;
const stringType = code`string`;

const i8: Scalar = {
  local: numberType,
  isWrong: (x) => code`(${x} << 24) >> 24 !== ${x}`,
  store: (_, _w, d, at, x) => code`${d}.setInt8(${at}, ${x});`,
  load: (_, _r, d, at) => code`${d}.getInt8(${at})`,
  fold: (header, x) => code`${header} | (${x} & ${hexLiteral(0xff)})`,
};

const bool: Scalar = {
  local: code`boolean`,
  isWrong: (x) => code`typeof ${x} !== "boolean"`,
  store: (_, _w, d, at, x) => code`${d}.setUint8(${at}, ${x} ? 1 : 0);`,
  load: (_, _r, d, at) => code`${d}.getUint8(${at}) !== 0`,
  fold: (header, x, stored) => code`${x} ? ${hexLiteral(stored | 1)} : ${header}`,
};

const i16: Scalar = {
  local: numberType,
  isWrong: (x) => code`(${x} << 16) >> 16 !== ${x}`,
  store: (_, _w, d, at, x) => code`${d}.setInt16(${at}, ${x});`,
  load: (_, _r, d, at) => code`${d}.getInt16(${at})`,
};

const i32: Scalar = {
  local: numberType,
  isWrong: (x) => code`(${x} | 0) !== ${x}`,
  store: (_, _w, d, at, x) => code`${d}.setInt32(${at}, ${x});`,
  load: (_, _r, d, at) => code`${d}.getInt32(${at})`,
};

const double: Scalar = {
  local: numberType,
  isWrong: (x) => code`typeof ${x} !== "number"`,
  store: (_, _w, d, at, x) => code`${d}.setFloat64(${at}, ${x});`,
  load: (_, _r, d, at) => code`${d}.getFloat64(${at})`,
};

const uuid: Scalar = {
  local: stringType,
  store: (site, w, _d, at, x) => code`${callRuntime(site, "writeUuid", w, at, x)};`,
  load: (site, r, _d, at) => callRuntime(site, "readUuid", r, at),
};

const i64 = {
  bigint: {
    local: code`bigint`,
    isWrong: (x) => code`typeof ${x} !== "bigint"`,
    store: (site, w, _d, at, x) => code`${callRuntime(site, "writeI64Bigint", w, at, x)};`,
    load: (_, _r, d, at) => code`${d}.getBigInt64(${at})`,
  },
  number: {
    local: numberType,
    isWrong: (x) => code`!globalThis.Number.isSafeInteger(${x})`,
    store: (site, w, _d, at, x) => code`${callRuntime(site, "writeI64Number", w, at, x)};`,
    load: (site, r, _d, at) => callRuntime(site, "readI64Number", r, at),
  },
  string: {
    local: stringType,
    store: (site, w, _d, at, x) => code`${callRuntime(site, "writeI64String", w, at, x)};`,
    load: (_, _r, d, at) => code`globalThis.String(${d}.getBigInt64(${at}))`,
  },
} as const satisfies Readonly<Record<string, Scalar>>;

const scalars: Readonly<Partial<Record<ResolvedType["kind"], Scalar>>> = {
  bool,
  i8,
  i16,
  i32,
  enum: i32,
  double,
  uuid,
};

/** The row of a type; undefined for types of variable size. */
export function scalarOf(type: ResolvedType): Scalar | undefined {
  return type.kind === "i64" ? i64[type.as] : scalars[type.kind];
}
