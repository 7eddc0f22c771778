/** The commands and the options that exist only on the command line. */
import { settingOptions, type Option } from "../config/option-table.js";

const helpOption: Option = {
  key: "help",
  flag: "help",
  short: "h",
  kind: "flag",
  group: "Other",
  summary: "show this help",
};

const colorOption: Option = {
  key: "color",
  flag: "color",
  kind: "flag",
  group: "Other",
  summary: "colours, or --no-color; without either: on a terminal, unless NO_COLOR is set",
};

const compileOnlyOptions: readonly Option[] = [
  {
    key: "config",
    flag: "config",
    kind: "text",
    placeholder: "FILE",
    group: "Input",
    summary: "config file (default: thriftgen.config.json, .mjs or .ts, found upward)",
  },
  {
    key: "stdinFilename",
    flag: "stdin-filename",
    kind: "text",
    placeholder: "FILE",
    group: "Input",
    summary: "path that the IDL read from - stands for",
  },
  {
    key: "check",
    flag: "check",
    kind: "flag",
    group: "Checks",
    summary: "write nothing; list stale output and exit with 1",
  },
  {
    key: "dryRun",
    flag: "dry-run",
    kind: "flag",
    group: "Checks",
    summary: "write nothing; list what would be written",
  },
  {
    key: "listFiles",
    flag: "list-files",
    kind: "flag",
    group: "Checks",
    summary: "print the path of every output file",
  },
  {
    key: "depfile",
    flag: "depfile",
    kind: "text",
    placeholder: "FILE",
    group: "Checks",
    summary: "write the dependencies as a Make rule",
  },
  {
    key: "errorFormat",
    flag: "error-format",
    kind: "choice",
    values: ["text", "json", "github"],
    group: "Checks",
    summary: "how diagnostics look",
  },
];

export interface CommandSpec {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
}

export const commands: readonly CommandSpec[] = [
  {
    name: "compile",
    usage: "thriftgen compile <files|globs> -o <dir> [options]",
    summary: "compile Thrift IDL to TypeScript",
    options: [...settingOptions, ...compileOnlyOptions, colorOption, helpOption],
    examples: [
      "thriftgen compile user.thrift -o gen",
      "thriftgen compile 'idl/**/*.thrift' -o gen --i64 number",
      "thriftgen compile idl/*.thrift -o gen --check",
    ],
  },
  {
    name: "explain",
    usage: "thriftgen explain [code]",
    summary: "explain a diagnostic, or list all of them",
    options: [helpOption],
    examples: ["thriftgen explain unknown-type"],
  },
];
