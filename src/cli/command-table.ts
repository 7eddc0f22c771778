/** The commands and the options that exist only on the command line. */
import { settingOptions, type Option } from "../config/option-table.js";
import { pickRunOptions, runOptions } from "../config/run-options.js";
import { scaffoldOptions } from "./scaffold-options.js";

const helpOption: Option = {
  key: "help",
  flag: "help",
  short: "h",
  kind: "flag",
  group: "Other",
  summary: "show this help",
};

const configOption: Option = {
  key: "config",
  flag: "config",
  kind: "text",
  placeholder: "FILE",
  group: "Input",
  summary: "config file (default: thriftgen.config.json, .mjs or .ts, found upward)",
};

const initOptions: readonly Option[] = [
  {
    key: "project",
    flag: "project",
    short: "p",
    kind: "text",
    placeholder: "FILE",
    group: "Input",
    summary: "tsconfig.json or its directory (default: found upward)",
  },
  {
    key: "declarations",
    flag: "declarations",
    kind: "choice",
    values: ["mirror", "beside"],
    bare: "mirror",
    group: "Output",
    summary: "where foo.d.thrift.ts is to stand: in .thriftgen, or beside foo.thrift",
  },
  {
    key: "yes",
    flag: "yes",
    short: "y",
    kind: "flag",
    group: "Output",
    summary: "write the changes without a question",
  },
  {
    key: "dryRun",
    flag: "dry-run",
    kind: "flag",
    group: "Checks",
    summary: "write nothing; show what would change",
  },
];

export type CommandName = "compile" | "scaffold" | "watch" | "init" | "explain";

export interface CommandSpec {
  readonly name: CommandName;
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
    options: [
      ...settingOptions,
      configOption,
      ...runOptions.filter(({ key }) => key !== "poll"),
      helpOption,
    ],
    examples: [
      "thriftgen compile user.thrift -o gen",
      'thriftgen compile "idl/**/*.thrift" -o gen --i64 number',
      "thriftgen compile idl/*.thrift -o gen --check",
    ],
  },
  {
    name: "scaffold",
    usage: "thriftgen scaffold handler <Service> [files|globs] -o <path> --gen <dir>",
    summary: "write a handler class, or add the methods that yours lacks",
    options: [
      ...scaffoldOptions,
      configOption,
      ...pickRunOptions("check", "dryRun", "errorFormat", "color"),
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
      configOption,
      ...pickRunOptions("poll", "listFiles", "depfile", "errorFormat", "color"),
      helpOption,
    ],
    examples: ["thriftgen watch user.thrift -o gen", 'thriftgen watch "idl/**/*.thrift" -o gen'],
  },
  {
    name: "init",
    usage: "thriftgen init [options]",
    summary: "set up typed imports of .thrift files in tsconfig.json",
    options: [...initOptions, helpOption],
    examples: ["thriftgen init", "thriftgen init --yes --declarations=beside"],
  },
  {
    name: "explain",
    usage: "thriftgen explain [code]",
    summary: "explain a diagnostic or the code of a ThriftError, or list them all",
    options: [helpOption],
    examples: ["thriftgen explain unknown-type", "thriftgen explain TRUNCATED"],
  },
];

/** The options of a command. */
export function optionsOf(name: CommandName): readonly Option[] {
  return commands.find((command) => command.name === name)?.options ?? [];
}
