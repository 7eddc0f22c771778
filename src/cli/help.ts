/** Help texts, made from the same tables that arguments are read by. */
import { defaultOptions } from "../options.js";
import type { Option, OptionGroup } from "../config/option-table.js";
import { commands, type CommandSpec } from "./command-table.js";

const GROUPS: readonly OptionGroup[] = ["Input", "Types", "Output", "Checks", "Other"];
const SUMMARY_COLUMN = 26;
/** Terminals are at least this wide. */
const WIDTH = 80;

export function formatMainHelp(): string {
  const rows = commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`);
  return [
    "Compiles Thrift IDL to TypeScript with fast, safe, byte-compatible codecs.",
    "",
    "Usage: thriftgen <command> [options]",
    "",
    "Commands:",
    ...rows,
    "",
    "  --help, -h     help; thriftgen <command> --help for a command",
    "  --version, -V  version",
    "",
    "Exit codes: 0 ok, 1 findings in the IDL or stale output, 2 usage,",
    "            3 I/O or internal, 130 interrupted.",
    "",
    "Example:",
    "  thriftgen compile user.thrift -o gen",
    "",
  ].join("\n");
}

export function formatCommandHelp(command: CommandSpec): string {
  const lines = [`Usage: ${command.usage}`, "", capitalize(command.summary) + ".", ""];
  for (const group of GROUPS) {
    const options = command.options.filter((option) => option.group === group);
    if (options.length > 0) lines.push(`${group}:`, ...options.flatMap(formatOption), "");
  }
  lines.push("Examples:", ...command.examples.map((example) => `  ${example}`), "");
  return lines.join("\n");
}

function formatOption(option: Option): string[] {
  const left = `  ${formatNames(option)}`;
  const right = [...wrap(option.summary), ...describeValues(option)];
  const [first = "", ...rest] = right;
  const continued = rest.map((line) => " ".repeat(SUMMARY_COLUMN) + line);
  if (left.length + 2 > SUMMARY_COLUMN) {
    return [left, ...right.map((line) => " ".repeat(SUMMARY_COLUMN) + line)];
  }
  return [left.padEnd(SUMMARY_COLUMN) + first, ...continued];
}

/** Lines of whole words that fit beside the names. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const isFull = last === undefined || SUMMARY_COLUMN + last.length + 1 + word.length > WIDTH;
    if (isFull) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function formatNames(option: Option): string {
  const isNegative = option.kind === "flag" && option.isOnByDefault === true;
  const long = `--${isNegative ? "no-" : ""}${option.flag}`;
  const names = option.short === undefined ? long : `${long}, -${option.short}`;
  if ("placeholder" in option) return `${names} ${option.placeholder}`;
  if (option.kind === "choice" && option.bare !== undefined) return `${names}[=PLACE]`;
  return names;
}

function describeValues(option: Option): string[] {
  if (option.kind !== "choice" && option.kind !== "choices") return [];
  const preset = option.bare ?? defaultOf(option.key);
  const values = option.values.map((value) => (value === preset ? `${value} (default)` : value));
  return [values.join(" | ")];
}

function defaultOf(key: string): string | undefined {
  if (key === "errorFormat") return "text";
  const value = Object.entries(defaultOptions).find(([name]) => name === key)?.[1];
  return value === undefined ? undefined : String(value);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
