/** What a `scaffold` run is to do: command line over config file over defaults. */
import { settingOptions, type Option, type Settings } from "../config/option-table.js";
import type { ErrorFormat } from "../diagnostics/render.js";
import type { ParsedArguments } from "./arguments.js";
import { usageError } from "./errors.js";

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

const ownOptions: readonly Option[] = [
  {
    key: "handlerDir",
    flag: "out",
    short: "o",
    kind: "text",
    placeholder: "PATH",
    group: "Input",
    summary: "directory of the handlers, or the handler's file itself",
  },
  {
    key: "outDir",
    flag: "gen",
    short: "g",
    kind: "text",
    placeholder: "DIR",
    group: "Input",
    summary: "where compile wrote its output (default: outDir of the config file)",
  },
  {
    key: "templates",
    flag: "templates",
    kind: "text",
    placeholder: "DIR",
    group: "Output",
    summary: "take handler.hbs and handler-method.hbs from here, where it has them",
  },
];

/** The options of the command, in the order of the help. */
export const scaffoldOptions: readonly Option[] = [
  ...ownOptions,
  ...settingOptions.filter((option) => SHARED.has(option.key)),
];

const USAGE = "For example: thriftgen scaffold handler Users user.thrift -o src/handlers --gen gen";

export function readScaffoldRequest(parsed: ParsedArguments, config: Settings): ScaffoldRequest {
  const { values } = parsed;
  const [kind, service, ...named] = parsed.operands;
  if (kind === undefined) throw usageError("what to scaffold is not named", USAGE);
  if (kind !== "handler") {
    throw usageError(`there is no scaffold called ${kind}`, "Only handler exists.");
  }
  if (service === undefined) throw usageError("no service is named", USAGE);
  const files = named.length > 0 ? named : (config.files ?? []);
  if (files.length === 0) throw usageError("no IDL file is named", USAGE);
  const out = readText(values, "handlerDir");
  if (out === undefined || out === "") {
    throw usageError("no place for the handler is named", "Add -o PATH, such as -o src/handlers.");
  }
  const genDir = readText(values, "outDir") ?? config.outDir;
  if (genDir === undefined) {
    throw usageError(
      "where the compiled code stands is not known",
      "Add --gen DIR with what compile has as -o, or set outDir in the config file.",
    );
  }
  const check = values.get("check") === true;
  const dryRun = values.get("dryRun") === true;
  if (check && dryRun) {
    throw usageError("--check and --dry-run exclude each other", "--check lists what is missing.");
  }
  const settings = { ...config, ...Object.fromEntries(values) };
  return {
    service,
    files,
    out,
    genDir,
    templates: readText(values, "templates"),
    // Both were read by tables whose keys are those of Settings.
    settings: Object.fromEntries(
      Object.entries(settings).filter(([key]) => SHARED.has(key)),
    ) as Settings,
    check,
    dryRun,
    errorFormat: readErrorFormat(values.get("errorFormat")),
    color: typeof values.get("color") === "boolean" ? values.get("color") === true : undefined,
  };
}

function readText(values: ReadonlyMap<string, unknown>, key: string): string | undefined {
  const value = values.get(key);
  return typeof value === "string" ? value : undefined;
}

function readErrorFormat(value: unknown): ErrorFormat {
  return value === "json" || value === "github" ? value : "text";
}
