/**
 * The linked program: every name resolved, every value evaluated, every id known. Readonly, discriminated by `kind`.
 * Mistakes leave an error placeholder (`ErrorType`, an absent value) and a diagnostic; emitters run only without errors.
 */
import type { SourceFile, Span } from "../source.js";
import type { I64Mode } from "../options.js";

/** A file set: the files named by the user and everything that they include, each once, sorted by path. */
export interface Program {
  /** Sorted by module path. */
  readonly files: readonly FileDef[];
}

/** One IDL file with all that it declares. */
export interface FileDef {
  readonly kind: "file";
  /** Path under its root without `.thrift`, `/` between parts: what output paths and imports are made from. */
  readonly modulePath: string;
  /** The prefix by which other files name it: its base name without `.thrift`. */
  readonly prefix: string;
  /** The text, and the path that messages show. */
  readonly source: SourceFile;
  /** Named by the user, not only included. */
  readonly isMain: boolean;
  /** The comment that describes the file. */
  readonly doc?: string | undefined;
  /** By scope; `*` is the fallback scope. */
  readonly namespaces: ReadonlyMap<string, NamespaceDef>;
  /** In declared order, each file once for each path that leads to it. */
  readonly includes: readonly IncludeDef[];
  /** In declared order. */
  readonly definitions: readonly Definition[];
}

/** What a `namespace` line gives for its scope. */
export interface NamespaceDef {
  /** May be dotted. */
  readonly name: string;
  /** Where the name stands. */
  readonly nameSpan: Span;
}

/** An include and the file that it leads to. */
export interface IncludeDef {
  /** The part before the dot by which names of the file are written. */
  readonly prefix: string;
  /** The included file. */
  readonly file: FileDef;
  /** The whole line. */
  readonly span: Span;
}

/** What a file declares. */
export type Definition = ConstDef | TypedefDef | EnumDef | StructDef | ServiceDef;

interface Described {
  /** As the IDL has it; names of generated code can differ. */
  readonly name: string;
  /** Where the name is declared. */
  readonly nameSpan: Span;
  /** Comment text for JSDoc, cleaned of markers. */
  readonly doc?: string | undefined;
  /** The text of `(deprecated)` or `(deprecated = "why")`: empty without a reason, undefined where not deprecated. */
  readonly deprecated?: string | undefined;
  /** In the order of the text. */
  readonly annotations: readonly Annotation[];
}

interface Named extends Described {
  /** The file that declares it. */
  readonly file: FileDef;
}

/** An annotation as written; repeated keys are all kept. */
export interface Annotation {
  /** May be dotted, such as `js.type`. */
  readonly key: string;
  /** `"1"` where it has none. */
  readonly value: string;
  /** From key to value. */
  readonly span: Span;
}

/** A constant with its value. */
export interface ConstDef extends Named {
  readonly kind: "const";
  /** The declared type. */
  readonly type: Type;
  /** Evaluated, references followed. */
  readonly value: ConstValue;
}

/** Another name for a type. */
export interface TypedefDef extends Named {
  readonly kind: "typedef";
  /** What the name stands for. */
  readonly type: Type;
}

/** An enum. */
export interface EnumDef extends Named {
  readonly kind: "enum";
  /** In declared order. */
  readonly members: readonly EnumMemberDef[];
}

/** A member of an enum; several may have one number. */
export interface EnumMemberDef extends Described {
  readonly kind: "enum-member";
  /** A 32-bit signed integer. */
  readonly value: number;
}

/** A struct, union or exception. */
export interface StructDef extends Named {
  readonly kind: "struct";
  /** Which keyword declares it. */
  readonly flavor: "struct" | "union" | "exception";
  /** In declared order, which is API order. */
  readonly fields: readonly FieldDef[];
}

/** A field, argument or thrown exception. */
export interface FieldDef extends Described {
  readonly kind: "field";
  /** A 16-bit signed integer, unlike those of its siblings. */
  readonly id: number;
  /** With its JavaScript form. */
  readonly type: Type;
  /** After `--default-fields`: `default` is always written. Union fields are `optional`. */
  readonly requiredness: "required" | "optional" | "default";
  /** The declared default, evaluated. */
  readonly defaultValue?: ConstValue | undefined;
}

/** A service; functions of the services that it extends are not repeated. */
export interface ServiceDef extends Named {
  readonly kind: "service";
  /** The service whose functions it has too. */
  readonly extends?: ServiceDef | undefined;
  /** Its own, in declared order. */
  readonly functions: readonly FunctionDef[];
}

/** A function of a service. */
export interface FunctionDef extends Described {
  readonly kind: "function";
  /** The caller waits for no answer. */
  readonly isOneway: boolean;
  /** Undefined is `void`. */
  readonly returnType?: Type | undefined;
  /** In declared order. */
  readonly parameters: readonly FieldDef[];
  /** Each field's type resolves to an exception. */
  readonly throws: readonly FieldDef[];
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

/** Types of fixed size whose JavaScript form nothing changes. */
export type ScalarKind = "bool" | "i8" | "i16" | "i32" | "double" | "uuid";

/** A type without parts. */
export interface ScalarType {
  /** Which one. */
  readonly kind: ScalarKind;
}

/** i64, in the JavaScript form that options and annotations ask for. */
export interface I64Type {
  readonly kind: "i64";
  /** Its JavaScript type. */
  readonly as: I64Mode;
}

/** Text or bytes. */
export interface StringType {
  readonly kind: "string" | "binary";
}

/** A list. */
export interface ListType {
  readonly kind: "list";
  /** The type of the elements. */
  readonly element: Type;
  /** `typed`: Int8Array, Int16Array, Int32Array, BigInt64Array or Float64Array. */
  readonly as: "array" | "typed";
}

/** A set. */
export interface SetType {
  readonly kind: "set";
  /** The type of the elements. */
  readonly element: Type;
}

/** A map. */
export interface MapType {
  readonly kind: "map";
  /** The type of the keys. */
  readonly key: Type;
  /** The type of the values. */
  readonly value: Type;
  /** `object`: a record without prototype, for string, integer and enum keys. */
  readonly as: "map" | "object";
}

/** A use of an enum. */
export interface EnumType {
  readonly kind: "enum";
  /** The enum. */
  readonly def: EnumDef;
}

/** A use of a struct, union or exception. */
export interface StructType {
  readonly kind: "struct";
  /** The struct. */
  readonly def: StructDef;
}

/** Kept for the generated types' names; `resolveType` looks through it. */
export interface TypedefType {
  readonly kind: "typedef";
  /** The typedef that is named. */
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

/** A type that is no typedef. */
export type ResolvedType = Exclude<Type, TypedefType>;

/**
 * A type that no other stands in. Where a switch has one answer for the rest of the kinds, `satisfies` says in its default
 * which they are, so that a new kind has to be thought about.
 */
export type SimpleType = ScalarType | I64Type | StringType | EnumType | ErrorType;

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

/** An entry of a map value. */
export interface ConstEntry {
  /** Of the type of keys. */
  readonly key: ConstValue;
  /** Of the type of values. */
  readonly value: ConstValue;
}

/** A field of a struct value. */
export interface ConstField {
  /** Which field. */
  readonly field: FieldDef;
  /** Of the type of the field. */
  readonly value: ConstValue;
}
