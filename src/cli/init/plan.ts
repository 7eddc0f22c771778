/** What `thriftgen init` changes: every file with its text before and after. Nothing is written here. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { readStats } from "../../host-node.js";
import { listConfigFiles } from "../../index.js";
import { mirrorName } from "../../options.js";
import { usageError } from "../errors.js";
import { findMember } from "../../config/jsonc.js";
import { findTsconfig, listConfigs, patchConfig } from "./compiler-options.js";
import { parseSettings, readText, setSetting } from "./settings-file.js";

export interface InitRequest {
  readonly workingDirectory: string;
  /** A tsconfig.json, or its directory; default: the first upward. */
  readonly project: string | undefined;
  readonly place: "beside" | "mirror";
}

export interface FileChange {
  /** Relative to the plan's directory. */
  readonly path: string;
  /** Undefined where there is no file yet. */
  readonly before: string | undefined;
  readonly after: string;
}

export interface InitPlan {
  /** The project's absolute directory. */
  readonly directory: string;
  /** Those that differ. */
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

/** Throws a CliError where a file cannot be understood. */
export function planInit(request: InitRequest): InitPlan {
  const tsconfig = locateTsconfig(request);
  const text = readText(tsconfig) ?? "";
  const directory = dirname(tsconfig);
  const patched = listConfigs(tsconfig, text).map((path) => {
    const before = readText(path) ?? "";
    const result = patchConfig(path, before, request.place === "mirror");
    return { change: { path: relative(directory, path), before, after: result.text }, result };
  });
  const config = planConfig(directory, request.place);
  const ignore = request.place === "mirror" ? planIgnore(directory) : undefined;
  const changes = [...patched.map(({ change }) => change), config.change, ignore];
  return {
    directory,
    changes: changes.filter(
      (change) => change !== undefined && change.before !== change.after,
    ) as readonly FileChange[],
    notes: [...patched.flatMap(({ result }) => result.notes), ...config.notes],
  };
}

function locateTsconfig({ workingDirectory, project }: InitRequest): string {
  if (project === undefined) {
    const found = findTsconfig(workingDirectory);
    if (found !== undefined) return found;
    throw usageError(
      `there is no tsconfig.json in ${workingDirectory} or above it`,
      "Make one with tsc --init, or name yours: --project path/to/tsconfig.json.",
    );
  }
  const named = resolve(workingDirectory, project);
  const path = readStats(named)?.isDirectory() === true ? join(named, "tsconfig.json") : named;
  if (readStats(path)?.isFile() === true) return path;
  throw usageError(`there is no ${path}`);
}

const schemaPath = "./node_modules/thriftgen/schema/thriftgen.config.schema.json";

/** A config that is there keeps all that it says; one that is code is left to the user. */
function planConfig(
  directory: string,
  place: InitRequest["place"],
): { readonly change?: FileChange; readonly notes: readonly string[] } {
  const path = "thriftgen.config.json";
  const existing = listConfigFiles({ directory }).find((file) => existsSync(file));
  if (existing === undefined) {
    const after = printConfig(place);
    return { change: { path, before: undefined, after }, notes: [] };
  }
  const isOwn = existing === join(directory, path);
  const advice = `${existing} holds here: put declarations: "${place}" into it`;
  if (!isOwn) return { notes: [advice] };
  const before = readText(existing) ?? "";
  const known = findMember(parseSettings(before, existing), "declarations")?.value;
  if (known === undefined) {
    const after = setSetting(before, existing, ["declarations"], place);
    return { change: { path, before, after }, notes: [] };
  }
  const isSame =
    known.kind === "scalar" &&
    (known.value === place || (known.value === true && place === "beside"));
  return { notes: isSame ? [] : [advice] };
}

/** As Prettier would write it. */
function printConfig(place: InitRequest["place"]): string {
  return `{
  "$schema": "${schemaPath}",
  "files": ["**/*.thrift"],
  "declarations": "${place}"
}
`;
}

/** Only where git is in use; patterns that cover the mirror already, here or above, are enough. */
function planIgnore(directory: string): FileChange | undefined {
  for (let above = directory; ; above = dirname(above)) {
    const text = readText(join(above, ".gitignore")) ?? "";
    if (coversMirror(text, above === directory)) return undefined;
    if (existsSync(join(above, ".git"))) break;
    if (dirname(above) === above) return undefined;
  }
  const before = readText(join(directory, ".gitignore"));
  const newline = before?.includes("\r\n") === true ? "\r\n" : "\n";
  const isOpen = before !== undefined && before !== "" && !/[\n\r]$/.test(before);
  const after = `${before ?? ""}${isOpen ? newline : ""}${mirrorName}/${newline}`;
  return { path: ".gitignore", before, after };
}

function coversMirror(text: string, isBeside: boolean): boolean {
  const anywhere = [mirrorName, `**/${mirrorName}`];
  const patterns = isBeside ? [...anywhere, ...anywhere.map((one) => `/${one}`)] : anywhere;
  return text.split(/\r?\n/).some((line) => patterns.includes(line.trim().replace(/\/$/, "")));
}

/** A path for messages: below the working directory relative to it. */
export function displayPath(workingDirectory: string, path: string): string {
  const short = relative(workingDirectory, path);
  return short === "" || short.startsWith("..") ? path : short.split(sep).join("/");
}
