/**
 * The linked program: every name resolved, every value evaluated, every id known. Readonly, discriminated by `kind`.
 * Mistakes leave an error placeholder (`ErrorType`, an absent value) and a diagnostic; emitters run only without errors.
 */
import type { SourceFile, Span } from "../source.js";
import type { I64Mode } from "../options.js";

/** A file set: the files named by the user and everything that they include, each once, sorted by path. */
export interface Program {
  readonly files: readonly FileDef[];
}

export interface FileDef {
  readonly kind: "file";
  /** Path under its root without `.thrift`, `/` between parts: what output paths and imports are made from. */
  readonly modulePath: string;
  /** The prefix by which other files name it: its base name without `.thrift`. */
  readonly prefix: string;
  readonly source: SourceFile;
  /** Named by the user, not only included. */
  readonly isMain: boolean;
  readonly doc?: string | undefined;
  /** By scope; `*` is the fallback scope. */
  readonly namespaces: ReadonlyMap<string, NamespaceDef>;
  readonly includes: readonly IncludeDef[];
  /** In declared order. */
  readonly definitions: readonly Definition[];
}

export interface NamespaceDef {
  /** May be dotted. */
  readonly name: string;
  readonly nameSpan: Span;
}

export interface IncludeDef {
  readonly prefix: string;
  readonly file: FileDef;
  readonly span: Span;
}

export type Definition = ConstDef | TypedefDef | EnumDef | StructDef | ServiceDef;

interface Named {
  readonly name: string;
  readonly file: FileDef;
  readonly nameSpan: Span;
  /** Comment text for JSDoc, cleaned of markers. */
  readonly doc?: string | undefined;
  /** The text of `(deprecated)` or `(deprecated = "why")`: empty without a reason, undefined where not deprecated. */
  readonly deprecated?: string | undefined;
  readonly annotations: readonly Annotation[];
}

/** An annotation as written; repeated keys are all kept. */
export interface Annotation {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

export interface ConstDef extends Named {
  readonly kind: "const";
  readonly type: Type;
  readonly value: ConstValue;
}

export interface TypedefDef extends Named {
  readonly kind: "typedef";
  readonly type: Type;
}

export interface EnumDef extends Named {
  readonly kind: "enum";
  readonly members: readonly EnumMemberDef[];
}

export interface EnumMemberDef {
  readonly kind: "enum-member";
  readonly name: string;
  readonly value: number;
  readonly nameSpan: Span;
  readonly doc?: string | undefined;
  readonly deprecated?: string | undefined;
  readonly annotations: readonly Annotation[];
}

export interface StructDef extends Named {
  readonly kind: "struct";
  readonly flavor: "struct" | "union" | "exception";
  /** In declared order, which is API order. */
  readonly fields: readonly FieldDef[];
}

export interface FieldDef {
  readonly kind: "field";
  readonly id: number;
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: Type;
  /** After `--default-fields`: `default` is always written. Union fields are `optional`. */
  readonly requiredness: "required" | "optional" | "default";
  readonly defaultValue?: ConstValue | undefined;
  readonly doc?: string | undefined;
  readonly deprecated?: string | undefined;
  readonly annotations: readonly Annotation[];
}

export interface ServiceDef extends Named {
  readonly kind: "service";
  readonly extends?: ServiceDef | undefined;
  readonly functions: readonly FunctionDef[];
}

export interface FunctionDef {
  readonly kind: "function";
  readonly name: string;
  readonly nameSpan: Span;
  readonly isOneway: boolean;
  /** Undefined is `void`. */
  readonly returnType?: Type | undefined;
  readonly parameters: readonly FieldDef[];
  /** Each field's type resolves to an exception. */
  readonly throws: readonly FieldDef[];
  readonly doc?: string | undefined;
  readonly deprecated?: string | undefined;
  readonly annotations: readonly Annotation[];
}

/**
 * A type with its JavaScript form decided: options and annotations (`js.type`, `api.js_conv`) are already applied.
 * `string (js.type = "bytes")` is `binary` here; their wire form is the same.
 */
export type Type =
  | ScalarType
  | I64Type
  | StringType
  | ListType
  | SetType
  | MapType
  | EnumType
  | StructType
  | TypedefType
  | ErrorType;

export type ScalarKind = "bool" | "i8" | "i16" | "i32" | "double" | "uuid";

export interface ScalarType {
  readonly kind: ScalarKind;
}

export interface I64Type {
  readonly kind: "i64";
  readonly as: I64Mode;
}

export interface StringType {
  readonly kind: "string" | "binary";
}

export interface ListType {
  readonly kind: "list";
  readonly element: Type;
  /** `typed`: Int8Array, Int16Array, Int32Array, BigInt64Array or Float64Array. */
  readonly as: "array" | "typed";
}

export interface SetType {
  readonly kind: "set";
  readonly element: Type;
}

export interface MapType {
  readonly kind: "map";
  readonly key: Type;
  readonly value: Type;
  /** `object`: a record without prototype, for string, integer and enum keys. */
  readonly as: "map" | "object";
}

export interface EnumType {
  readonly kind: "enum";
  readonly def: EnumDef;
}

export interface StructType {
  readonly kind: "struct";
  readonly def: StructDef;
}

/** Kept for the generated types' names; `resolveType` looks through it. */
export interface TypedefType {
  readonly kind: "typedef";
  readonly def: TypedefDef;
  /** The type behind the whole chain, with the annotations of the place of use applied. */
  readonly target: ResolvedType;
  /** The place of use changes the JavaScript form, so the typedef's name does not fit. */
  readonly isOverridden: boolean;
}

/** Stands where a type could not be resolved; already reported. */
export interface ErrorType {
  readonly kind: "error";
}

export type ResolvedType = Exclude<Type, TypedefType>;

/** The type behind typedefs. */
export function resolveType(type: Type): ResolvedType {
  return type.kind === "typedef" ? type.target : type;
}

/** A value of the IR, already of its declared type. */
export type ConstValue =
  | { readonly kind: "bool"; readonly value: boolean }
  /** i8, i16, i32 or i64, in range. */
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "double"; readonly value: number }
  /** string; for binary its UTF-8 bytes are meant. */
  | { readonly kind: "string"; readonly value: string }
  /** Canonical, lower case, with dashes. */
  | { readonly kind: "uuid"; readonly value: string }
  | {
      readonly kind: "enum";
      readonly def: EnumDef;
      readonly value: number;
      readonly member?: EnumMemberDef | undefined;
    }
  | { readonly kind: "list" | "set"; readonly elements: readonly ConstValue[] }
  | { readonly kind: "map"; readonly entries: readonly ConstEntry[] }
  /**
   * Fields in declared order. Where the IDL leaves out a field that is always written, its default or zero value
   * stands here; optional fields and structs of default requiredness may be absent. A union has exactly one.
   */
  | { readonly kind: "struct"; readonly def: StructDef; readonly fields: readonly ConstField[] };

export interface ConstEntry {
  readonly key: ConstValue;
  readonly value: ConstValue;
}

export interface ConstField {
  readonly field: FieldDef;
  readonly value: ConstValue;
}
