/** The options that shape a compilation. Every one exists on the command line and in the config file too. */

export type I64Mode = "bigint" | "number" | "string";
export type FieldOrder = "fixed-first" | "kitex" | "id" | "declared";
export type Target = "ts" | "js" | "dts";

/** The directory that mirrors the project's with declarations, and stands in it. */
export const mirrorName = ".thriftgen";

/** How IDL text is read. */
export interface ParseOptions {
  /** `thriftgo` reads literals (raw, multi-line), octal numbers and implicit ids (1, 2, ...) as thriftgo does. */
  readonly dialect: "apache" | "thriftgo";
}

/** What shapes the IR: types, requiredness and layout. */
export interface IrOptions extends ParseOptions {
  /** The JavaScript type of i64 where no annotation says otherwise. */
  readonly i64: I64Mode;
  /** Lists of i8, i16, i32, i64 and double become typed arrays. */
  readonly typedLists: boolean;
  /** `always`: a field without keyword is always written; `optional`: it is treated as `optional`. */
  readonly defaultFields: "always" | "optional";
  /** The order of fields on the wire; every Thrift reader takes any. */
  readonly fieldOrder: FieldOrder;
}

/** What shapes the generated text. */
export interface EmitOptions {
  /** `camel`: fields, arguments and methods in camel case. */
  readonly naming: "keep" | "camel";
  /** `keep`: fields that the IDL lacks survive decode and encode. */
  readonly unknownFields: "drop" | "keep";
  /** Where a file's output stands: its path under the root, or its `namespace js` as directories. */
  readonly layout: "path" | "namespace";
  /**
   * Extension in the imports between generated modules. `thrift`: each module goes by the name of its IDL file
   * (`./shared.thrift`, `./shared.view.thrift`) from where that stands, as bundlers with our plugin import it; for
   * `loadThrift`, not for files.
   */
  readonly importExtension: "js" | "ts" | "none" | "thrift";
  /** Module specifier of the runtime that generated code imports. */
  readonly runtime: string;
  /** Kinds of files, each module in all of them. */
  readonly targets: readonly Target[];
  /** Write the view modules too: a quarter to a half of the compile time again, and as much text as the codec. */
  readonly views: boolean;
}

/** All options that shape the output. */
export interface CompilerOptions extends IrOptions, EmitOptions {
  /** Turns errors that Apache's compiler does not report into warnings. */
  readonly lenient: boolean;
  /** Emit the included files too. */
  readonly emitIncludes: boolean;
}

/** Options that may be left out; undefined says the same. */
export type Given<Options> = { readonly [Key in keyof Options]?: Options[Key] | undefined };

/** What holds where an option is left out. */
export const defaultOptions: CompilerOptions = Object.freeze({
  dialect: "apache",
  i64: "bigint",
  typedLists: false,
  defaultFields: "always",
  fieldOrder: "fixed-first",
  naming: "keep",
  unknownFields: "drop",
  layout: "path",
  importExtension: "js",
  runtime: "@thriftgen/runtime/codegen-v1",
  targets: Object.freeze(["ts"] as const),
  views: false,
  lenient: false,
  emitIncludes: true,
});

/** What holds where `given` leaves something out. */
export function completeOptions(given: Given<CompilerOptions>): CompilerOptions {
  // Undefined means "left out", which a spread alone would not honour.
  const chosen = Object.entries(given).filter(
    ([key, value]) => value !== undefined && key in defaultOptions,
  );
  return { ...defaultOptions, ...Object.fromEntries(chosen) };
}
