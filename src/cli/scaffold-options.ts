/** What a `scaffold` run is to do: command line over config file over defaults. */
import { settingOptions, type Option, type Settings } from "../config/option-table.js";
import { scaffoldSettings } from "../config/scaffold-settings.js";
import type { ErrorFormat } from "../diagnostics/render.js";
import type { ParsedArguments } from "./arguments.js";
import { usageError } from "./errors.js";
import { STDIN } from "./inputs.js";

export interface ScaffoldRequest {
  readonly service: string;
  /** IDL files and globs. */
  readonly files: readonly string[];
  /** A directory, or the file itself. */
  readonly out: string;
  /** Where `compile` writes. */
  readonly genDir: string;
  readonly templates: string | undefined;
  readonly settings: Omit<Settings, "files" | "outDir">;
  readonly check: boolean;
  readonly dryRun: boolean;
  readonly errorFormat: ErrorFormat;
  readonly color: boolean | undefined;
}

/** The settings that a handler depends on: what is read, and how the types look. */
const SHARED: ReadonlySet<string> = new Set(
  (
    "root includeDirs lenient dialect " +
    "i64 typedLists naming defaultFields layout importExtension"
  ).split(" "),
);

/** `-o` is where handlers go, so the output of `compile` has another name here. */
const genOption: Option = {
  key: "outDir",
  flag: "gen",
  short: "g",
  kind: "text",
  placeholder: "DIR",
  group: "Input",
  summary: "where compile wrote its output (default: outDir of the config file)",
};

/** The options of the command, in the order of the help. */
export const scaffoldOptions: readonly Option[] = [
  ...scaffoldSettings,
  genOption,
  ...settingOptions.filter((option) => SHARED.has(option.key)),
];

const USAGE = "For example: thriftgen scaffold handler Users user.thrift -o src/handlers --gen gen";

export function readScaffoldRequest(parsed: ParsedArguments, config: Settings): ScaffoldRequest {
  const [kind, service, ...named] = parsed.operands;
  if (kind === undefined) throw usageError("what to scaffold is not named", USAGE);
  if (kind !== "handler") {
    throw usageError(`there is no scaffold called ${kind}`, "Only handler exists.");
  }
  if (service === undefined) throw usageError("no service is named", USAGE);
  const files = named.length > 0 ? named : (config.files ?? []);
  if (files.length === 0) throw usageError("no IDL file is named", USAGE);
  if (files.includes(STDIN))
    throw usageError("scaffold cannot read standard input", "Name the IDL files.");
  // The arguments were read by the tables that Settings is made from.
  const merged: Settings = { ...config, ...(Object.fromEntries(parsed.values) as Settings) };
  const { handlers = "", outDir, templates, check = false, dryRun = false, color } = merged;
  if (handlers === "") {
    throw usageError(
      "no place for the handler is named",
      "Add -o PATH, such as -o src/handlers, or set handlers in the config file.",
    );
  }
  if (outDir === undefined) {
    throw usageError(
      "where the compiled code stands is not known",
      "Add --gen DIR with what compile has as -o, or set outDir in the config file.",
    );
  }
  if (check && dryRun) {
    throw usageError("--check and --dry-run exclude each other", "--check lists what is missing.");
  }
  const shared = Object.entries(merged).filter(([key]) => SHARED.has(key));
  const { errorFormat = "text" } = merged;
  const settings = Object.fromEntries(shared) as Settings;
  const run = { check, dryRun, errorFormat, color };
  return { service, files, out: handlers, genDir: outDir, templates, settings, ...run };
}
