/** Reads a command's arguments against its option table. */
import type { Option } from "../config/option-table.js";
import { readValue } from "../config/read-value.js";
import { suggestName } from "../suggest.js";
import { usageError } from "./errors.js";

/** Values by option key, in the form the API takes, and what is not an option. */
export interface ParsedArguments {
  readonly values: ReadonlyMap<string, unknown>;
  readonly operands: readonly string[];
}

/**
 * Reads `--name value`, `--name=value`, `-n value`, `-nvalue`, `--flag`, `--no-flag`, `--choice[=value]`, `--no-choice`; all after `--` and a lone `-` are
 * operands. The last of a repeated option counts, lists grow. Throws a usage error that names the nearest option.
 */
export function parseArguments(
  argv: readonly string[],
  options: readonly Option[],
  command: string,
): ParsedArguments {
  const values = new Map<string, unknown>();
  const operands: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? "";
    if (argument === "--") {
      operands.push(...argv.slice(i + 1));
      break;
    }
    if (!argument.startsWith("-") || argument === "-") {
      operands.push(argument);
      continue;
    }
    const { name, inline, option, isNegated } = matchOption(argument, options, command);
    if (option.kind === "flag") {
      if (inline !== undefined) throw usageError(`${name} takes no value`);
      values.set(option.key, !isNegated);
      continue;
    }
    const bare = option.kind === "choice" ? option.bare : undefined;
    if (bare !== undefined && (isNegated || inline === undefined)) {
      if (isNegated && inline !== undefined) throw usageError(`${name} takes no value`);
      if (!isNegated) refuseValueApart(option, name, argv[i + 1]);
      values.set(option.key, isNegated ? false : bare);
      continue;
    }
    const text = inline ?? argv[++i];
    if (text === undefined) throw usageError(`${name} needs a value`, describeValue(option));
    storeValue(values, option, name, text);
  }
  return { values, operands };
}

/** As an operand the value would be a file that does not exist. */
function refuseValueApart(option: Option, name: string, next: string | undefined): void {
  if (option.kind !== "choice" || next === undefined || !option.values.includes(next)) return;
  throw usageError(
    `${name} takes its value behind an equals sign`,
    `Write ${name}=${next}, or ./${next} where that is a file.`,
  );
}

interface MatchedOption {
  /** As the user wrote it. */
  readonly name: string;
  readonly inline: string | undefined;
  readonly option: Option;
  readonly isNegated: boolean;
}

function matchOption(argument: string, options: readonly Option[], command: string): MatchedOption {
  if (!argument.startsWith("--")) return matchShort(argument, options, command);
  const equals = argument.indexOf("=");
  const name = equals < 0 ? argument : argument.slice(0, equals);
  const inline = equals < 0 ? undefined : argument.slice(equals + 1);
  const flag = name.slice(2);
  const option = options.find((candidate) => candidate.flag === flag);
  if (option !== undefined) return { name, inline, option, isNegated: false };
  const negated = options.find((candidate) => isNegation(candidate, flag));
  if (negated !== undefined) return { name, inline, option: negated, isNegated: true };
  throw unknownOption(name, options, command);
}

function matchShort(argument: string, options: readonly Option[], command: string): MatchedOption {
  const option = options.find((candidate) => candidate.short === argument[1]);
  const rest = argument.slice(2);
  if (option === undefined || (option.kind === "flag" && rest !== "")) {
    throw unknownOption(argument, options, command);
  }
  const inline = rest === "" ? undefined : rest.replace(/^=/, "");
  return { name: argument.slice(0, 2), inline, option, isNegated: false };
}

function isNegation(option: Option, flag: string): boolean {
  return hasNegation(option) && flag === `no-${option.flag}`;
}

function hasNegation(option: Option): boolean {
  return option.kind === "flag" || (option.kind === "choice" && option.bare !== undefined);
}

function unknownOption(name: string, options: readonly Option[], command: string): Error {
  const names = options.flatMap((option) =>
    hasNegation(option) ? [`--${option.flag}`, `--no-${option.flag}`] : [`--${option.flag}`],
  );
  const near = suggestName(name, names);
  return usageError(
    `there is no option ${name}`,
    near === undefined ? `thriftgen ${command} --help lists the options.` : `Did you mean ${near}?`,
  );
}

function storeValue(
  values: Map<string, unknown>,
  option: Option,
  name: string,
  text: string,
): void {
  const before = values.get(option.key);
  if (option.kind === "texts" && text === "") {
    throw usageError(`${name} takes a text that is not empty`);
  }
  const earlier: readonly unknown[] = Array.isArray(before) ? before : [];
  const result = readValue(option, option.kind === "texts" ? [...earlier, text] : text);
  if ("problem" in result) throw usageError(`${name} ${result.problem}`, result.hint);
  const isList = option.kind === "choices" && Array.isArray(result.value);
  values.set(option.key, isList ? [...new Set([...earlier, ...result.value])] : result.value);
}

function describeValue(option: Option): string | undefined {
  if (option.kind === "choice" || option.kind === "choices") {
    return `The values are ${option.values.join(", ")}.`;
  }
  return undefined;
}
