/** Options of the API, checked for those who call it without types. */
import { settingOptions } from "./option-table.js";
import { suggestName } from "../suggest.js";
import { readValue } from "./read-value.js";

/** An option has a value that it cannot have, or does not exist. The message names it, and what it takes. */
export class OptionError extends TypeError {}

/** Throws an OptionError. A function is a legal `format`. */
export function assertOptions(given: object): void {
  for (const [key, value] of Object.entries(given)) {
    const option = settingOptions.find((candidate) => candidate.key === key);
    if (option === undefined && value !== undefined) assertKnown(key);
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

/** Options that are in no table: of `compile`, of `loadConfig` and of sessions. */
const others = [
  "files",
  "host",
  "write",
  "signal",
  "onProgress",
  "project",
  "emitters",
  "file",
  "directory",
  "fresh",
];

/** What is not in the table may be an option of one function, but not one that is only misspelt. */
function assertKnown(key: string): void {
  const names = [...settingOptions.map((option) => option.key), ...others];
  if (names.includes(key)) return;
  const near = suggestName(key, names);
  if (near !== undefined && isMisspelt(key, near))
    throw new OptionError(`there is no option ${key}. Did you mean ${near}?`);
}

/** Longer options of other functions may begin alike. */
function isMisspelt(key: string, near: string): boolean {
  return Math.abs(key.length - near.length) < 2;
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
