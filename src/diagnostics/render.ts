/** The ways to show the diagnostics of a run. */
import { assertKind, OptionError } from "../argument-kinds.js";
import type { Diagnostic } from "./diagnostic.js";
import { renderGithub, toJsonDiagnostic } from "./render-machine.js";
import { createPaint, renderDiagnostic, type Paint } from "./render-text.js";

export type ErrorFormat = "text" | "json" | "github";

/** How `formatDiagnostics` renders. */
export interface FormatOptions {
  /** `text` (default) for people, `json` one array for programs, `github` workflow commands. */
  readonly format?: ErrorFormat | undefined;
  /** ANSI colours, in `text` only; default false. */
  readonly color?: boolean | undefined;
  /** Most diagnostics that `text` shows, errors before warnings; default 20. The other formats show all. */
  readonly limit?: number | undefined;
}

/** Of text: more at once help nobody. */
export const defaultLimit = 20;

/**
 * Renders diagnostics sorted by place. Text and GitHub output ends in a line break unless it is empty; JSON output is
 * one array, `[]` when there is nothing to say. Control characters of the source never reach the text unescaped.
 */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: FormatOptions = {},
): string {
  assertKind("formatDiagnostics", "list", diagnostics, "the diagnostics that compile gives");
  assertKind("the second argument of formatDiagnostics", "object", options);
  const sorted = sortDiagnostics(diagnostics);
  const format = options.format ?? "text";
  switch (format) {
    case "json":
      return `${JSON.stringify(sorted.map(toJsonDiagnostic), undefined, 2)}\n`;
    case "github":
      return sorted.map(renderGithub).join("");
    case "text":
      return renderAll(sorted, createPaint(options.color ?? false), options.limit ?? defaultLimit);
    default:
      throw new OptionError(`format takes text, json or github, not ${format satisfies never}`);
  }
}

/** By file, then place; findings without a place come first. Findings of one place keep their order. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(comparePlaces);
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  const pathA = a.span?.file.path ?? "";
  const pathB = b.span?.file.path ?? "";
  if (pathA !== pathB) return pathA < pathB ? -1 : 1;
  return (a.span?.start ?? 0) - (b.span?.start ?? 0);
}

function renderAll(sorted: readonly Diagnostic[], paint: Paint, limit: number): string {
  const shown = new Set(
    [
      ...sorted.filter((diagnostic) => diagnostic.severity === "error"),
      ...sorted.filter((diagnostic) => diagnostic.severity !== "error"),
    ].slice(0, limit),
  );
  const text = sorted
    .filter((diagnostic) => shown.has(diagnostic))
    .map((diagnostic) => renderDiagnostic(diagnostic, paint))
    .join("\n");
  const hidden = sorted.length - shown.size;
  return hidden === 0 ? text : `${text}\n... and ${hidden} more\n`;
}
