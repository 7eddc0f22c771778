/** What a watch run says of a build. */
import type { BuiltEvent } from "../index.js";
import { count } from "./report.js";

/** `user.thrift -> 3 files [12 ms], 2 unchanged`; `causes` are the IDL files that gave rise to it. */
export function describeBuilt(causes: readonly string[], event: BuiltEvent): string {
  const [only = ""] = causes;
  const what = causes.length === 1 ? only : count(causes.length, "file");
  const { written, writtenDeclarations, removed, milliseconds } = event;
  const unchanged = [written, writtenDeclarations].flatMap((report) => report?.unchanged ?? []);
  const changed = [written, writtenDeclarations].flatMap((report) => [
    ...(report?.created ?? []),
    ...(report?.updated ?? []),
  ]);
  const parts = [
    `${what} -> ${count(unchanged.length + changed.length, "file")} [${Math.round(milliseconds)} ms]`,
    unchanged.length === 0 ? "" : `${unchanged.length} unchanged`,
    removed.length === 0 ? "" : `${removed.length} removed`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
