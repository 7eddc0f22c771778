/** The commands and the options that exist only on the command line. */
import { settingOptions, type Option } from "../config/option-table.js";
import { scaffoldOptions } from "./scaffold-options.js";

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

/** Options of `compile` that `scaffold` has too. */
const scaffoldRunKeys: ReadonlySet<string> = new Set(["config", "check", "dryRun", "errorFormat"]);

/** Options of `compile` that `watch` has too. */
const watchRunKeys: ReadonlySet<string> = new Set(["config", "listFiles", "errorFormat"]);

const pollOption: Option = {
  key: "poll",
  flag: "poll",
  kind: "text",
  placeholder: "MS",
  group: "Input",
  summary: "look for changes every so many milliseconds: for drives whose system does not tell",
};

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
    name: "scaffold",
    usage: "thriftgen scaffold handler <Service> [files|globs] -o <path> --gen <dir>",
    summary: "write a handler class, or add the methods that yours lacks",
    options: [
      ...scaffoldOptions,
      ...compileOnlyOptions.filter(({ key }) => scaffoldRunKeys.has(key)),
      colorOption,
      helpOption,
    ],
    examples: [
      "thriftgen scaffold handler Users user.thrift -o src/handlers --gen gen",
      "thriftgen scaffold handler Users -o src/users.ts --check",
      "thriftgen scaffold handler Users -o src/handlers --templates templates",
    ],
  },
  {
    name: "watch",
    usage: "thriftgen watch <files|globs> -o <dir> [options]",
    summary: "compile, and again whenever something changes",
    options: [
      ...settingOptions,
      ...compileOnlyOptions.filter(({ key }) => watchRunKeys.has(key)),
      pollOption,
      colorOption,
      helpOption,
    ],
    examples: ["thriftgen watch user.thrift -o gen", "thriftgen watch 'idl/**/*.thrift' -o gen"],
  },
  {
    name: "explain",
    usage: "thriftgen explain [code]",
    summary: "explain a diagnostic, or list all of them",
    options: [helpOption],
    examples: ["thriftgen explain unknown-type"],
  },
];
