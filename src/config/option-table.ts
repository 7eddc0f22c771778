/** Every option that the command line and the config file share: names, values, words for the help. */
import type { CustomEmitter } from "../emitters/index.js";
import type { CompilerOptions, Given } from "../options.js";
import type { RunSettings } from "./run-options.js";
import type { ScaffoldSettings } from "./scaffold-settings.js";

/** What a config file may say; the command line overrides it. */
export interface Settings extends Given<CompilerOptions>, RunSettings, ScaffoldSettings {
  /** IDL files and globs, used when the command line names none. */
  readonly files?: readonly string[] | undefined;
  /** Where output is written. */
  readonly outDir?: string | undefined;
  /** The directory that output paths are relative to, and an include root. */
  readonly root?: string | undefined;
  /** More directories to look for includes in. */
  readonly includeDirs?: readonly string[] | undefined;
  /** Format the output with the project's own Prettier. */
  readonly format?: boolean | undefined;
  /** Emitters of one's own; only a config that is a module can hold them. */
  readonly emitters?: readonly CustomEmitter[] | undefined;
  /** Write the declarations too that make imports of .thrift files typed. */
  readonly declarations?: boolean | "beside" | "mirror" | undefined;
}

export type OptionGroup = "Input" | "Types" | "Output" | "Checks" | "Other";

interface OptionBase<K extends string> {
  /** Key in the config file and in the API. */
  readonly key: K;
  /** Name on the command line without its dashes. */
  readonly flag: string;
  readonly short?: string;
  readonly group: OptionGroup;
  readonly summary: string;
}

export interface FlagOption<K extends string = string> extends OptionBase<K> {
  readonly kind: "flag";
  /** The help shows the `--no-` form because the option is on by default. */
  readonly isOnByDefault?: boolean;
}

export interface ChoiceOption<K extends string = string> extends OptionBase<K> {
  /** `choices`: one or more values joined by `+`. */
  readonly kind: "choice" | "choices";
  readonly values: readonly string[];
  /** What the option alone stands for, and `true` in a config file; another value needs `=` then, and `false` is none. */
  readonly bare?: string;
}

export interface TextOption<K extends string = string> extends OptionBase<K> {
  /** `texts` may be repeated. */
  readonly kind: "text" | "texts";
  readonly placeholder: string;
  /** A path, which a config file gives relative to its own directory. */
  readonly isPath?: boolean;
}

export interface NumberOption<K extends string = string> extends OptionBase<K> {
  /** A whole number; the command line gives it in decimal digits. */
  readonly kind: "number";
  readonly placeholder: string;
  readonly minimum: number;
  readonly maximum: number;
}

export type Option<K extends string = string> =
  FlagOption<K> | ChoiceOption<K> | TextOption<K> | NumberOption<K>;

type SettingKey = Exclude<
  keyof Settings,
  "files" | "emitters" | keyof RunSettings | keyof ScaffoldSettings
>;

/** What decides the result: options of the API, the config file and the command line. */
export const settingOptions: readonly Option<SettingKey>[] = [
  {
    key: "outDir",
    flag: "out",
    short: "o",
    kind: "text",
    placeholder: "DIR",
    isPath: true,
    group: "Input",
    summary: "where the output goes; of the output only declarations stand outside it",
  },
  {
    key: "root",
    flag: "root",
    kind: "text",
    placeholder: "DIR",
    isPath: true,
    group: "Input",
    summary: "include root and base of output paths (default: the files' common directory)",
  },
  {
    key: "includeDirs",
    flag: "include-dir",
    short: "I",
    kind: "texts",
    placeholder: "DIR",
    isPath: true,
    group: "Input",
    summary: "look for includes here too (repeatable)",
  },
  {
    key: "emitIncludes",
    flag: "includes",
    kind: "flag",
    isOnByDefault: true,
    group: "Input",
    summary: "do not compile included files, only the named ones",
  },
  {
    key: "lenient",
    flag: "lenient",
    kind: "flag",
    group: "Input",
    summary: "errors that Apache's compiler lets pass become warnings",
  },
  {
    key: "dialect",
    flag: "dialect",
    kind: "choice",
    values: ["apache", "thriftgo"],
    group: "Input",
    summary: "read literals and implicit ids as that compiler does",
  },
  {
    key: "i64",
    flag: "i64",
    kind: "choice",
    values: ["bigint", "number", "string"],
    group: "Types",
    summary: "JavaScript type of i64",
  },
  {
    key: "typedLists",
    flag: "typed-lists",
    kind: "flag",
    group: "Types",
    summary: "lists of numbers become typed arrays",
  },
  {
    key: "naming",
    flag: "naming",
    kind: "choice",
    values: ["keep", "camel"],
    group: "Types",
    summary: "names of fields, arguments and methods",
  },
  {
    key: "defaultFields",
    flag: "default-fields",
    kind: "choice",
    values: ["always", "optional"],
    group: "Types",
    summary: "fields without required or optional: always written, or treated as optional",
  },
  {
    key: "fieldOrder",
    flag: "field-order",
    kind: "choice",
    values: ["fixed-first", "kitex", "id", "declared"],
    group: "Types",
    summary: "order of fields on the wire",
  },
  {
    key: "unknownFields",
    flag: "unknown-fields",
    kind: "choice",
    values: ["drop", "keep"],
    group: "Types",
    summary: "keep: fields that the IDL lacks survive decode and encode",
  },
  {
    key: "targets",
    flag: "target",
    kind: "choices",
    values: ["ts", "js", "dts"],
    group: "Output",
    summary: "kinds of output, joined by +, such as js+dts",
  },
  {
    key: "views",
    flag: "views",
    kind: "flag",
    group: "Output",
    summary: "write views of structs too, foo.view.ts: they read and edit messages in place",
  },
  {
    key: "declarations",
    flag: "declarations",
    kind: "choice",
    values: ["beside", "mirror"],
    bare: "beside",
    group: "Output",
    summary:
      "write foo.d.thrift.ts, which types imports of foo.thrift: beside it, or mirrored in .thriftgen; needs no -o",
  },
  {
    key: "layout",
    flag: "layout",
    kind: "choice",
    values: ["path", "namespace"],
    group: "Output",
    summary: "output paths follow the IDL's paths, or its namespace js",
  },
  {
    key: "importExtension",
    flag: "import-extension",
    kind: "choice",
    values: ["js", "ts", "none"],
    group: "Output",
    summary: "extension in the imports between generated files",
  },
  {
    key: "runtime",
    flag: "runtime",
    kind: "text",
    placeholder: "SPECIFIER",
    group: "Output",
    summary: "module that generated code imports instead of @thriftgen/runtime/codegen-v1",
  },
  {
    key: "format",
    flag: "format",
    kind: "flag",
    group: "Output",
    summary: "format the output with your Prettier and its config",
  },
];
