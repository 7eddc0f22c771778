/** What a `compile` run is to do: command line over config file over defaults. */
import { settingOptions, type Settings } from "../config/option-table.js";
import type { ErrorFormat } from "../diagnostics/render.js";
import { toPosix } from "../host-node.js";
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
  readonly poll: number | undefined;
}

/** What `compile` of the API takes; the rest is about the run. */
const SETTING_KEYS: ReadonlySet<string> = new Set([
  "emitters",
  ...settingOptions.map(({ key }) => key),
]);

function isSetting([key]: readonly [string, unknown]): boolean {
  return SETTING_KEYS.has(key) && key !== "outDir";
}

export function mergeRequest(parsed: ParsedArguments, fromConfig: Settings): CompileRequest {
  const { values } = parsed;
  const { files = [], ...fromFile } = fromConfig;
  const operands = parsed.operands.length > 0 ? parsed.operands : files;
  if (operands.length === 0) {
    throw usageError("no IDL file is named", "For example: thriftgen compile user.thrift -o gen");
  }
  // The arguments were read by the tables that Settings is made from.
  const merged: Settings = { ...fromFile, ...(Object.fromEntries(values) as Settings) };
  const { outDir, declarations = false } = merged;
  if (outDir === undefined && declarations === false) {
    throw usageError("no output directory is named", "Add -o DIR, such as -o gen.");
  }
  const request: CompileRequest = {
    operands,
    settings: Object.fromEntries(Object.entries(merged).filter(isSetting)) as Settings,
    outDir,
    stdinFilename: toPosix(merged.stdinFilename ?? "stdin.thrift"),
    check: merged.check ?? false,
    dryRun: merged.dryRun ?? false,
    listFiles: merged.listFiles ?? false,
    depfile: merged.depfile,
    errorFormat: merged.errorFormat ?? "text",
    color: merged.color,
    poll: merged.poll,
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
