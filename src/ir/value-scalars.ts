/** Values without parts: literals, and constants of one type used as another. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { Span } from "../source.js";
import type { BindContext } from "./context.js";
import type { ConstValue, EnumType, ResolvedType, SimpleType } from "./definitions.js";
import { cutToType, isInteger, isSafe, type IntegerKind } from "./integers.js";
import type { ValueNames } from "./value-names.js";

/** Dashes where they belong, braces around all or nothing: as Apache's compiler reads it. */
const UUID =
  /^(?:\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))$/i;

export interface ScalarPlace {
  readonly context: BindContext;
  readonly names: ValueNames;
  readonly span: Span;
}

/** Undefined where the type takes no integer, or after a report. */
export function makeFromInteger(
  place: ScalarPlace,
  value: bigint,
  resolved: ResolvedType,
): ConstValue | "mismatch" | undefined {
  const { sink } = place.context;
  if (isInteger(resolved)) return makeInteger(sink, place.span, value, resolved);
  switch (resolved.kind) {
    case "double":
      return { kind: "double", value: Number(value) };
    case "bool":
      if (value !== 0n && value !== 1n) sink.report("bool-from-integer", place.span, { value });
      return { kind: "bool", value: value !== 0n };
    case "enum":
      return makeEnum(place, value, resolved);
    case "list":
    case "set":
    case "map":
    case "struct":
      return "mismatch";
    default:
      // Integers were met above.
      resolved satisfies SimpleType;
      return "mismatch";
  }
}

function makeInteger(
  sink: DiagnosticSink,
  span: Span,
  value: bigint,
  type: ResolvedType & { readonly kind: IntegerKind },
): ConstValue | undefined {
  const cut = cutToType(value, type.kind);
  if (cut !== value) sink.report("integer-range", span, { type: type.kind, value });
  if (type.kind === "i64" && type.as === "number" && !isSafe(cut)) {
    sink.report("unsafe-integer", span, { value: cut });
    return undefined;
  }
  return { kind: "integer", value: cut };
}

/** Apache's compiler takes an integer for an enum where a member has it; thriftgo takes any. */
function makeEnum(place: ScalarPlace, value: bigint, type: EnumType): ConstValue | undefined {
  const { options, sink } = place.context;
  const { def } = type;
  const member = place.names.memberWithValue(def, Number(value));
  const isKept = options.dialect === "thriftgo" && cutToType(value, "i32") === value;
  if (member === undefined && !isKept) {
    sink.report("unknown-enum-value", place.span, { name: def.name, value });
    return undefined;
  }
  return { kind: "enum", def, value: Number(value), member };
}

export function makeFromText(
  place: ScalarPlace,
  text: string,
  type: ResolvedType,
): ConstValue | "mismatch" | undefined {
  if (type.kind === "string" || type.kind === "binary") return { kind: "string", value: text };
  if (type.kind !== "uuid") return "mismatch";
  const match = UUID.exec(text);
  const digits = match?.[1] ?? match?.[2];
  if (digits === undefined) {
    const shown = text.length <= 80 ? text : `${text.slice(0, 77)}...`;
    place.context.sink.report("invalid-uuid", place.span, { text: shown });
    return undefined;
  }
  return { kind: "uuid", value: digits.toLowerCase() };
}

/** A constant's value without parts, used where `type` is wanted. */
export function convertScalar(
  place: ScalarPlace,
  value: ConstValue,
  type: ResolvedType,
): ConstValue | "mismatch" | undefined {
  switch (value.kind) {
    case "bool":
      return type.kind === "bool" ? value : makeFromInteger(place, value.value ? 1n : 0n, type);
    case "integer":
      return makeFromInteger(place, value.value, type);
    case "enum":
      if (type.kind === "enum") return type.def === value.def ? value : "mismatch";
      return makeFromInteger(place, BigInt(value.value), type);
    case "double":
      return type.kind === "double" ? value : "mismatch";
    case "string":
    case "uuid":
      return makeFromText(place, value.value, type);
    case "list":
    case "set":
    case "map":
    case "struct":
      return "mismatch";
    default:
      return value satisfies never;
  }
}

/** What a field without a value has; undefined for structs, which have no such value. */
export function zeroValue(type: ResolvedType, names: ValueNames): ConstValue | undefined {
  switch (type.kind) {
    case "bool":
      return { kind: "bool", value: false };
    case "i8":
    case "i16":
    case "i32":
    case "i64":
      return { kind: "integer", value: 0n };
    case "double":
      return { kind: "double", value: 0 };
    case "string":
    case "binary":
      return { kind: "string", value: "" };
    case "uuid":
      return { kind: "uuid", value: "00000000-0000-0000-0000-000000000000" };
    case "enum":
      return { kind: "enum", def: type.def, value: 0, member: names.memberWithValue(type.def, 0) };
    case "list":
    case "set":
      return { kind: type.kind, elements: [] };
    case "map":
      return { kind: "map", entries: [] };
    case "struct":
    case "error":
      return undefined;
    default:
      return type satisfies never;
  }
}
