/** The object of a config file, checked key by key. */
import { isEmitterList } from "./assert-options.js";
import { suggestName } from "../suggest.js";
import { settingOptions, type Option, type Settings } from "./option-table.js";
import { readValue, type ValueProblem } from "./read-value.js";
import { runOptions } from "./run-options.js";
import { scaffoldSettings } from "./scaffold-settings.js";

/** A problem with an option of this key, or with the config as a whole. */
export interface SettingProblem extends ValueProblem {
  readonly key?: string;
  /** There is no such option: the key is wrong, not its value. */
  readonly isUnknown?: boolean;
}

export type SettingsResult =
  { readonly settings: Settings } | { readonly problems: readonly SettingProblem[] };

/** Editors read `$schema`; we do not. */
const ignoredKeys: ReadonlySet<string> = new Set(["$schema"]);

/** All that a config file may hold, but `files`. */
export const configOptions: readonly Option[] = [
  ...settingOptions,
  ...runOptions,
  ...scaffoldSettings,
];

/**
 * Checks what a config file holds. Unknown keys are refused, because a mistyped one would silently do nothing.
 * `resolvePath` makes paths absolute.
 */
export function readSettings(
  config: unknown,
  resolvePath: (path: string) => string,
): SettingsResult {
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    return { problems: [{ problem: "does not hold an object of options" }] };
  }
  const settings: Record<string, unknown> = {};
  const problems: SettingProblem[] = [];
  for (const [key, value] of Object.entries(config)) {
    if (ignoredKeys.has(key) || value === undefined) continue;
    const result = readSetting(key, value, resolvePath);
    if ("problem" in result) problems.push({ ...result, key });
    else settings[key] = result.value;
  }
  if (problems.length > 0) return { problems };
  // Each value was checked against the table, whose keys are those of Settings.
  return { settings: settings as Settings };
}

function readSetting(
  key: string,
  value: unknown,
  resolvePath: (path: string) => string,
): { readonly value: unknown } | SettingProblem {
  if (key === "files") return readFiles(value, resolvePath);
  if (key === "emitters") {
    const problem = '"emitters" takes a list of objects with a name and a function emit';
    return isEmitterList(value) ? { value } : { problem };
  }
  const option = configOptions.find((candidate) => candidate.key === key);
  if (option === undefined) return describeUnknownKey(key);
  const result = readValue(option, value);
  if ("problem" in result) return { ...result, problem: `"${key}" ${result.problem}` };
  const isPath = "isPath" in option && option.isPath === true;
  return isPath ? { value: mapPaths(result.value, resolvePath) } : result;
}

function readFiles(
  value: unknown,
  resolvePath: (path: string) => string,
): { readonly value: unknown } | ValueProblem {
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  if (!isList) return { problem: '"files" takes a list of paths and globs' };
  // It would become the config's own directory.
  if (value.includes(""))
    return { problem: 'an empty path is named in "files"', hint: "Take it out, or name a file." };
  return { value: mapPaths(value, resolvePath) };
}

function describeUnknownKey(key: string): SettingProblem {
  const byFlag = configOptions.find((option) => option.flag === key || `no-${option.flag}` === key);
  const known = ["files", ...configOptions.map((option) => option.key), "emitters"];
  const near = byFlag?.key ?? suggestName(key, known);
  return {
    problem: `there is no option "${key}"`,
    isUnknown: true,
    hint: near === undefined ? `The options are ${known.join(", ")}.` : `Did you mean "${near}"?`,
  };
}

function mapPaths(value: unknown, resolvePath: (path: string) => string): unknown {
  return Array.isArray(value)
    ? value.map((path) => resolvePath(String(path)))
    : resolvePath(String(value));
}
