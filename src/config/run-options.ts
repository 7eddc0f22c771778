/** Options of a run of the command line: what it does with the result. A config file may hold them too. */
import type { Option } from "./option-table.js";

/** How a run of the command line behaves; of no meaning to the API. */
export interface RunSettings {
  /** Write nothing; list stale output and exit with 1. */
  readonly check?: boolean | undefined;
  /** Write nothing; list what would be written. */
  readonly dryRun?: boolean | undefined;
  /** Print the path of every output file. */
  readonly listFiles?: boolean | undefined;
  /** Write the dependencies as a Make rule to this file. */
  readonly depfile?: string | undefined;
  /** How diagnostics look. */
  readonly errorFormat?: "text" | "json" | "github" | undefined;
  /** Colours; default: on a terminal, unless NO_COLOR is set. */
  readonly color?: boolean | undefined;
  /** The path that the IDL read from `-` stands for. */
  readonly stdinFilename?: string | undefined;
  /** `watch`: look for changes every so many milliseconds instead of being told by the system. */
  readonly poll?: number | undefined;
}

export const runOptions: readonly Option<keyof RunSettings>[] = [
  {
    key: "stdinFilename",
    flag: "stdin-filename",
    kind: "text",
    placeholder: "FILE",
    group: "Input",
    summary: "path that the IDL read from - stands for",
  },
  {
    key: "poll",
    flag: "poll",
    kind: "number",
    placeholder: "MS",
    minimum: 1,
    maximum: 3_600_000,
    group: "Input",
    summary: "look for changes every so many milliseconds: for drives whose system does not tell",
  },
  {
    key: "check",
    flag: "check",
    kind: "flag",
    group: "Checks",
    summary: "write nothing; list stale output and exit with 1",
  },
  {
    key: "dryRun",
    flag: "dry-run",
    kind: "flag",
    group: "Checks",
    summary: "write nothing; list what would be written",
  },
  {
    key: "listFiles",
    flag: "list-files",
    kind: "flag",
    group: "Checks",
    summary: "print the path of every output file",
  },
  {
    key: "depfile",
    flag: "depfile",
    kind: "text",
    placeholder: "FILE",
    isPath: true,
    group: "Checks",
    summary: "write the dependencies as a Make rule",
  },
  {
    key: "errorFormat",
    flag: "error-format",
    kind: "choice",
    values: ["text", "json", "github"],
    group: "Checks",
    summary: "how diagnostics look",
  },
  {
    key: "color",
    flag: "color",
    kind: "flag",
    group: "Other",
    summary: "colours, or --no-color; without either: on a terminal, unless NO_COLOR is set",
  },
];

/** Those of some keys, in the order of the table. */
export function pickRunOptions(...keys: readonly (keyof RunSettings)[]): readonly Option[] {
  return runOptions.filter(({ key }) => keys.includes(key));
}
