/** Values of options, as config files and command lines give them. */
import { suggestName } from "../suggest.js";
import type { NumberOption, Option } from "./option-table.js";

/** Why a value does not fit, in words that finish "--i64 ...", and what to do about it. */
export interface ValueProblem {
  readonly problem: string;
  readonly hint?: string | undefined;
}

export type ValueResult = { readonly value: unknown } | ValueProblem;

/** The value in the form that the API takes, or what is wrong with it. */
export function readValue(option: Option, value: unknown): ValueResult {
  switch (option.kind) {
    case "flag":
      return typeof value === "boolean" ? { value } : { problem: "takes true or false" };
    case "text":
      return isText(value) ? { value } : { problem: "takes a text that is not empty" };
    case "number":
      return readNumber(option, value);
    case "texts":
      if (Array.isArray(value) && value.every(isText)) return { value };
      return { problem: "takes a list of texts" };
    case "choice":
      if (option.bare !== undefined && typeof value === "boolean") {
        return { value: value ? option.bare : false };
      }
      return readChoice(option.values, value);
    case "choices":
      return readChoices(option.values, value);
    default:
      return option satisfies never;
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function readNumber({ minimum, maximum }: NumberOption, value: unknown): ValueResult {
  const number = typeof value === "string" && /^[0-9]{1,15}$/.test(value) ? Number(value) : value;
  const isFitting =
    Number.isInteger(number) && Number(number) >= minimum && Number(number) <= maximum;
  if (isFitting) return { value: number };
  return { problem: `takes a whole number from ${minimum} to ${maximum}` };
}

function readChoice(values: readonly string[], value: unknown): ValueResult {
  if (typeof value === "string" && values.includes(value)) return { value };
  const allowed = `takes ${joinWords(values, "or")}`;
  if (typeof value !== "string") return { problem: allowed };
  const near = suggestName(value, values);
  return {
    problem: `${allowed}, not ${JSON.stringify(value)}`,
    hint: near === undefined ? undefined : `Did you mean "${near}"?`,
  };
}

function readChoices(values: readonly string[], value: unknown): ValueResult {
  const parts: unknown = typeof value === "string" ? value.split("+") : value;
  if (!Array.isArray(parts) || parts.length === 0) {
    return { problem: `takes ${joinWords(values, "or")}, several joined by +` };
  }
  for (const part of parts) {
    const result = readChoice(values, part);
    if ("problem" in result)
      return String(part).includes(",") ? { ...result, hint: "Join several by +." } : result;
  }
  return { value: [...new Set(parts)] };
}

/** `a`, `a or b`, `a, b or c`. */
export function joinWords(words: readonly string[], conjunction: string): string {
  const last = words.at(-1) ?? "";
  if (words.length < 2) return last;
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
