/** Options of the API, checked for those who call it without types. */
import { suggestName } from "../suggest.js";
import { settingOptions } from "./option-table.js";
import { readValue } from "./read-value.js";
import { runOptions } from "./run-options.js";
import { scaffoldSettings } from "./scaffold-settings.js";

/** An option has a value that it cannot have, or does not exist. The message names it, and what it takes. */
export class OptionError extends TypeError {}

/** What `compile` takes and no table has. */
const compileKeys = ["files", "host", "write", "signal", "onProgress", "project", "emitters"];

/** Throws an OptionError. A function is a legal `format`; `own` are options of the function that no table has. */
export function assertOptions(given: object, own: readonly string[] = compileKeys): void {
  const all: unknown = given;
  if (typeof all !== "object" || all === null)
    throw new OptionError("options are missing: an object with files at the least");
  for (const [key, value] of Object.entries(given)) {
    const option = settingOptions.find((candidate) => candidate.key === key);
    if (option === undefined && value !== undefined) assertKnown(key, own);
    if (option === undefined || value === undefined || typeof value === "function") continue;
    const result = readValue(option, value);
    if ("problem" in result) {
      const hint = result.hint === undefined ? "" : `. ${result.hint}`;
      throw new OptionError(`${key} ${result.problem}${hint}`);
    }
  }
  const emitters: unknown = "emitters" in given ? given.emitters : undefined;
  if (emitters !== undefined && !isEmitterList(emitters)) {
    throw new OptionError("emitters takes a list of objects with a name and a function emit");
  }
  const files: unknown = "files" in given ? given.files : undefined;
  if (!Array.isArray(files)) throw new OptionError("files takes a list of paths");
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
