/** What a `compile` run is to do: command line over config file over defaults. */
import type { Settings } from "../config/option-table.js";
import type { ErrorFormat } from "../diagnostics/render.js";
import type { ParsedArguments } from "./arguments.js";
import { usageError } from "./errors.js";
import { STDIN } from "./inputs.js";

export interface CompileRequest {
  readonly operands: readonly string[];
  readonly settings: Omit<Settings, "files" | "outDir">;
  /** Undefined where only declarations are wanted. */
  readonly outDir: string | undefined;
  readonly stdinFilename: string;
  readonly check: boolean;
  readonly dryRun: boolean;
  readonly listFiles: boolean;
  readonly depfile: string | undefined;
  readonly errorFormat: ErrorFormat;
  readonly color: boolean | undefined;
}

/** Keys that the command line has and config files have not. */
const RUN_KEYS: ReadonlySet<string> = new Set([
  "config",
  "stdinFilename",
  "check",
  "dryRun",
  "listFiles",
  "depfile",
  "errorFormat",
  "color",
  "help",
]);

export function mergeRequest(parsed: ParsedArguments, fromConfig: Settings): CompileRequest {
  const { values } = parsed;
  const given = [...values].filter(([key]) => !RUN_KEYS.has(key));
  const { files = [], ...settings } = fromConfig;
  const operands = parsed.operands.length > 0 ? parsed.operands : files;
  if (operands.length === 0) {
    throw usageError("no IDL file is named", "For example: thriftgen compile user.thrift -o gen");
  }
  // The arguments were read by the table that Settings is made from.
  const { outDir, ...merged } = { ...settings, ...(Object.fromEntries(given) as Settings) };
  const { declarations = false } = merged;
  if (outDir === undefined && declarations === false) {
    throw usageError("no output directory is named", "Add -o DIR, such as -o gen.");
  }
  const request: CompileRequest = {
    operands,
    settings: merged,
    outDir,
    stdinFilename: readText(values, "stdinFilename") ?? "stdin.thrift",
    check: values.get("check") === true,
    dryRun: values.get("dryRun") === true,
    listFiles: values.get("listFiles") === true,
    depfile: readText(values, "depfile"),
    errorFormat: readErrorFormat(values.get("errorFormat")),
    color: typeof values.get("color") === "boolean" ? values.get("color") === true : undefined,
  };
  assertConsistent(request);
  if (values.has("stdinFilename") && !operands.includes(STDIN)) {
    throw usageError(
      "--stdin-filename names what - stands for, which is not there",
      "Add - to read standard input.",
    );
  }
  return request;
}

function assertConsistent(request: CompileRequest): void {
  if (request.check && (request.dryRun || request.listFiles)) {
    const other = request.dryRun ? "--dry-run" : "--list-files";
    throw usageError(`--check and ${other} exclude each other`, "--check lists what is stale.");
  }
}

function readText(values: ReadonlyMap<string, unknown>, key: string): string | undefined {
  const value = values.get(key);
  return typeof value === "string" ? value : undefined;
}

function readErrorFormat(value: unknown): ErrorFormat {
  return value === "json" || value === "github" ? value : "text";
}
