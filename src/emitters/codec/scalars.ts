/** Scalars of fixed size, a row each: how a value is written as a field, checked and stored alone, and loaded. */
import type { ResolvedType } from "../../ir/definitions.js";
import { code, globalRef, lines, type Printable } from "../print/index.js";
import { callRuntime, refuse, type CodecSite } from "./site.js";

export interface Scalar {
  /** The runtime's function that writes a field: header, check, value. */
  readonly put: string;
  /**
   * For fields that are always there: the type of a local, its check, and its store. In place, because V8 inlines only so
   * many bytes of helpers into one writer.
   */
  readonly inline?: {
    readonly local: Printable;
    readonly isWrong: (x: Printable) => Printable;
    /** A value of the type, for numbers that can be out of range. */
    readonly expected: readonly Printable[];
    readonly store: (site: CodecSite, d: Printable, at: Printable, x: Printable) => Printable;
  };
  /** Checks and stores a value that stands alone, where there is room for it. */
  readonly store: (site: CodecSite, w: Printable, at: Printable, x: Printable) => Printable;
  /** Loads a value that is known to be there. */
  readonly load: (site: CodecSite, r: Printable, d: Printable, at: Printable) => Printable;
}

/** A row whose values go to the DataView as they are, once they passed the check. */
function plain(
  put: string,
  method: { readonly set: Printable; readonly get: Printable },
  isWrong: (x: Printable) => Printable,
  expected: readonly Printable[],
): Scalar {
  return {
    put,
    inline: {
      local: code`number`,
      isWrong,
      expected,
      store: (_, d, at, x) => code`${d}.${method.set}(${at}, ${x});`,
    },
    store: (site, w, at, x) =>
      lines([
        code`if (${isWrong(x)}) ${refuse(site, "badValue", x, at, ...expected)};`,
        code`${w}.view.${method.set}(${at}, ${x});`,
      ]),
    load: (_, _r, d, at) => code`${d}.${method.get}(${at})`,
  };
}

/** A row whose values the runtime checks and stores. */
function special(put: string, write: string, load: Scalar["load"]): Scalar {
  return {
    put,
    store: (site, w, at, x) => code`${callRuntime(site, write, w, at, x)};`,
    load,
  };
}

const isNoNumber = (x: Printable): Printable => code`typeof ${x} !== "number"`;
const zero = [code`0`];

const i8 = plain(
  "putI8",
  { set: code`setInt8`, get: code`getInt8` },
  (x) => code`${isNoNumber(x)} || (${x} << 24) >> 24 !== ${x}`,
  zero,
);
const i16 = plain(
  "putI16",
  { set: code`setInt16`, get: code`getInt16` },
  (x) => code`${isNoNumber(x)} || (${x} << 16) >> 16 !== ${x}`,
  zero,
);
const i32 = plain(
  "putI32",
  { set: code`setInt32`, get: code`getInt32` },
  (x) => code`${isNoNumber(x)} || (${x} | 0) !== ${x}`,
  zero,
);
const double = plain("putDouble", { set: code`setFloat64`, get: code`getFloat64` }, isNoNumber, []);

const bool: Scalar = {
  put: "putBool",
  inline: {
    local: code`boolean`,
    isWrong: (x) => code`typeof ${x} !== "boolean"`,
    expected: [],
    store: (_, d, at, x) => code`${d}.setUint8(${at}, ${x} ? 1 : 0);`,
  },
  store: (site, w, at, x) =>
    lines([
      code`if (typeof ${x} !== "boolean") ${refuse(site, "badValue", x, at)};`,
      code`${w}.view.setUint8(${at}, ${x} ? 1 : 0);`,
    ]),
  load: (_, _r, d, at) => code`${d}.getUint8(${at}) !== 0`,
};

const uuid = special("putUuid", "writeUuid", (site, r, _d, at) =>
  callRuntime(site, "readUuid", r, at),
);

const i64: Readonly<Record<"bigint" | "number" | "string", Scalar>> = {
  bigint: {
    ...special("putI64Bigint", "writeI64Bigint", (_, _r, d, at) => code`${d}.getBigInt64(${at})`),
    inline: {
      local: code`bigint`,
      isWrong: (x) => code`typeof ${x} !== "bigint"`,
      expected: [],
      store: (site, d, at, x) => code`${callRuntime(site, "storeI64Bigint", d, at, x)};`,
    },
  },
  number: {
    ...special("putI64Number", "writeI64Number", (site, r, _d, at) =>
      callRuntime(site, "readI64Number", r, at),
    ),
    inline: {
      local: code`number`,
      isWrong: (x) => code`!${globalRef("Number")}.isSafeInteger(${x})`,
      expected: zero,
      store: (site, d, at, x) => code`${callRuntime(site, "storeI64Number", d, at, x)};`,
    },
  },
  string: special(
    "putI64String",
    "writeI64String",
    (_, _r, d, at) => code`${globalRef("String")}(${d}.getBigInt64(${at}))`,
  ),
};

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
