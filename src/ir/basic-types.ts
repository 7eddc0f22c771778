/** Types without parts, one object each, so that equal ones are identical. */
import type { I64Mode } from "../options.js";
import type { BaseTypeName } from "../parser/ast.js";
import type { ErrorType, I64Type, ScalarType, StringType } from "./definitions.js";

export const ERROR_TYPE: ErrorType = Object.freeze({ kind: "error" });
export const STRING_TYPE: StringType = Object.freeze({ kind: "string" });
export const BINARY_TYPE: StringType = Object.freeze({ kind: "binary" });

export const I64_TYPES: Readonly<Record<I64Mode, I64Type>> = Object.freeze({
  bigint: Object.freeze({ kind: "i64", as: "bigint" }),
  number: Object.freeze({ kind: "i64", as: "number" }),
  string: Object.freeze({ kind: "i64", as: "string" }),
});

export const SCALAR_TYPES: Readonly<Record<Exclude<BaseTypeName, "i64">, ScalarType | StringType>> =
  Object.freeze({
    bool: Object.freeze({ kind: "bool" }),
    i8: Object.freeze({ kind: "i8" }),
    i16: Object.freeze({ kind: "i16" }),
    i32: Object.freeze({ kind: "i32" }),
    double: Object.freeze({ kind: "double" }),
    uuid: Object.freeze({ kind: "uuid" }),
    string: STRING_TYPE,
    binary: BINARY_TYPE,
  });
