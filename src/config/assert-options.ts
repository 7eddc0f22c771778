/** Options of the API, checked for those who call it without types. */
import { assertKind, OptionError, type ArgumentKindName } from "../argument-kinds.js";
import { suggestName } from "../suggest.js";
import { settingOptions } from "./option-table.js";
import { joinWords, readValue } from "./read-value.js";
import { runOptions } from "./run-options.js";
import { scaffoldSettings } from "./scaffold-settings.js";

/** What `compile` takes and no table has. */
const compileKeys = ["files", "host", "write", "signal", "onProgress", "project", "emitters"];

/** What a host has; each is a function. */
const hostMethods = ["kindOf", "realPath", "sizeOf", "readFile"] as const;

/** Options that only the API has. */
const apiOptions: ReadonlyMap<string, ArgumentKindName> = new Map([
  ["signal", "signal"],
  ["onProgress", "callback"],
  ["project", "directory"],
  ["sourceMap", "flag"],
  ["cache", "loadCache"],
]);

/** Throws an OptionError. A function is a legal `format`; `own` are options of the function that no table has. */
export function assertOptions(given: object, own: readonly string[] = compileKeys): void {
  const all: unknown = given;
  if (typeof all !== "object" || all === null)
    throw new OptionError("options are missing: an object with files at the least");
  for (const [key, value] of Object.entries(given)) assertOption(key, value, own);
  const emitters: unknown = "emitters" in given ? given.emitters : undefined;
  if (emitters !== undefined && !isEmitterList(emitters)) {
    throw new OptionError("emitters takes a list of objects with a name and a function emit");
  }
  assertFiles("files" in given ? given.files : undefined);
  const host: unknown = "host" in given ? given.host : undefined;
  if (host !== undefined && host !== null) assertHost(host);
}

function assertOption(key: string, value: unknown, own: readonly string[]): void {
  if (value === undefined) return;
  const option = settingOptions.find((candidate) => candidate.key === key);
  if (option === undefined) {
    assertKnown(key, own);
    const kind = apiOptions.get(key);
    if (kind !== undefined) assertKind(key, kind, value);
    return;
  }
  if (key === "format" && typeof value === "function") return;
  const result = readValue(option, value);
  if ("problem" in result) {
    const hint = result.hint === undefined ? "" : `. ${result.hint}`;
    throw new OptionError(`${key} ${result.problem}${hint}`);
  }
  // The command line and config files join them by "+".
  if (option.kind === "choices" && !Array.isArray(value))
    throw new OptionError(`${key} takes a list here: ${JSON.stringify(result.value)}`);
}

function assertFiles(files: unknown): void {
  if (!Array.isArray(files)) throw new OptionError("files takes a list of paths");
  const all: readonly unknown[] = files;
  if (all.every((file) => typeof file === "string")) return;
  const url = all.find((file) => file instanceof URL);
  throw new OptionError(`files takes a list of paths${describeUrl(url)}`);
}

/** Throws an OptionError where the value is no whole host. */
export function assertHost(host: unknown): void {
  const advice = "createNodeHost and createMemoryHost make one";
  // A class with static methods is one too.
  if ((typeof host !== "object" && typeof host !== "function") || host === null)
    throw new OptionError(`host takes an object: ${advice}`);
  const lacking = [
    ...hostMethods.filter((name) => typeof Reflect.get(host, name) !== "function"),
    ...(typeof Reflect.get(host, "workingDirectory") === "string" ? [] : ["workingDirectory"]),
  ];
  if (lacking.length > 0)
    throw new OptionError(`host lacks ${joinWords(lacking, "and")}: ${advice}`);
}

/** Throws an OptionError where a function that takes a path, and options or none, is given something else. */
export function assertArguments(path: unknown, options: unknown): void {
  if (typeof path !== "string")
    throw new OptionError(`the first argument is the path of an IDL file${describeUrl(path)}`);
  if (typeof options !== "object" || options === null)
    throw new OptionError("the second argument is an object of options");
}

function describeUrl(value: unknown): string {
  return value instanceof URL ? ": fileURLToPath of node:url makes one of a URL" : "";
}

/** Settings of a config file hold options of the command line too, which mean nothing here. */
const known: ReadonlySet<string> = new Set(
  [...settingOptions, ...runOptions, ...scaffoldSettings].map((option) => option.key),
);

function assertKnown(key: string, own: readonly string[]): void {
  if (known.has(key) || own.includes(key)) return;
  const near = suggestName(key, [...known, ...own]);
  const hint = near === undefined ? "" : `. Did you mean ${near}?`;
  throw new OptionError(`there is no option ${key}${hint}`);
}

/** Whether the value is a list of custom emitters, as far as can be told without calling them. */
export function isEmitterList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isEmitter);
}

function isEmitter(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isNamed = "name" in value && typeof value.name === "string";
  return isNamed && "emit" in value && typeof value.emit === "function";
}
