/** Options of the API, checked for those who call it without types. */
import { settingOptions } from "./option-table.js";
import { readValue } from "./read-value.js";

/** Throws a TypeError that names the option and its values. A function is a legal `format`. */
export function assertOptions(given: object): void {
  for (const [key, value] of Object.entries(given)) {
    const option = settingOptions.find((candidate) => candidate.key === key);
    if (option === undefined || value === undefined || typeof value === "function") continue;
    const result = readValue(option, value);
    if ("problem" in result) throw new TypeError(`${key} ${result.problem}`);
  }
  const emitters: unknown = "emitters" in given ? given.emitters : undefined;
  if (emitters !== undefined && !isEmitterList(emitters)) {
    throw new TypeError("emitters takes a list of objects with a name and a function emit");
  }
  const files: unknown = "files" in given ? given.files : undefined;
  if (!Array.isArray(files)) throw new TypeError("files takes a list of paths");
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
