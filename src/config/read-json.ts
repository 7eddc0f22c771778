/** A config file in JSON, whose mistakes have a place. */
import { SourceFile } from "../source.js";
import { ConfigError, type ConfigProblem } from "./config-error.js";
import { findMember, JsoncError, parseJsonc, toPlain, type JsoncValue } from "./jsonc.js";
import type { SettingProblem } from "./read-settings.js";

export interface ConfigText {
  /** What it holds, as JSON.parse gives it. */
  readonly content: unknown;
  /** The problem with the place of its key or value. */
  locate(problem: SettingProblem): ConfigProblem;
}

/** Comments and trailing commas are welcome. Throws a ConfigError with the place where the text stops being JSON. */
export function readJson(path: string, text: string): ConfigText {
  const file = new SourceFile(path, text.replace(/^\uFEFF/, ""));
  let root: JsoncValue;
  try {
    root = parseJsonc(file.text);
  } catch (error) {
    if (!(error instanceof JsoncError)) throw error;
    const span = { file, start: error.offset, end: error.offset + 1 };
    throw new ConfigError("usage", [{ message: `this is not JSON: ${error.message}`, span }]);
  }
  return {
    content: toPlain(root),
    locate: ({ problem, hint, key, isUnknown }) => ({
      message: key === undefined ? `the config ${problem}` : problem,
      hint,
      span: { file, ...findPlace(root, key, isUnknown) },
    }),
  };
}

function findPlace(
  root: JsoncValue,
  key = "",
  isUnknown = false,
): { readonly start: number; readonly end: number } {
  const member = root.kind === "object" ? findMember(root, key) : undefined;
  if (member === undefined) return { start: root.start, end: root.start + 1 };
  const { start, value } = member;
  return isUnknown
    ? { start, end: start + JSON.stringify(key).length }
    : { start: value.start, end: value.end };
}
