/** What a watch run says of a build. */
import type { BuiltEvent } from "../index.js";

/** `user.thrift -> 3 files [12 ms], 2 unchanged`; `causes` are the IDL files that gave rise to it. */
export function describeBuilt(causes: readonly string[], event: BuiltEvent): string {
  const [only = ""] = causes;
  const what = causes.length === 1 ? only : count(causes.length, "file");
  const { written, files, removed, milliseconds } = event;
  const unchanged = written?.unchanged.length ?? 0;
  const parts = [
    `${what} -> ${count(files.length, "file")} [${Math.round(milliseconds)} ms]`,
    unchanged === 0 ? "" : `${unchanged} unchanged`,
    removed.length === 0 ? "" : `${removed.length} removed`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** The paths of all output, a line each. */
export function listBuilt({ files }: BuiltEvent, outDir: string): string[] {
  const directory = outDir.replace(/[\\/]+$/, "");
  return files.map(({ path }) => `${directory}/${path}\n`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
