/**
 * Every diagnostic: its class, severity and text. This file holds all the words; passes give parameters only.
 * Each code has an explanation (explanations.ts) and a scenario (fixtures/scenarios), which tests check.
 */

export type DiagnosticClass =
  | "SYNTAX"
  | "TYPE"
  | "DUPLICATE"
  | "INTEGER_RANGE"
  | "UNKNOWN_NAME"
  | "RESERVED_NAME"
  | "CYCLE"
  | "NESTING_LIMIT"
  | "LIMIT"
  | "INCLUDE_NOT_FOUND"
  | "INCLUDE_CYCLE"
  | "INCLUDE_OUTSIDE_ROOTS"
  | "OUTPUT_ESCAPE"
  | "ANNOTATION"
  | "STYLE";

interface CatalogEntry<P> {
  readonly class: DiagnosticClass;
  readonly severity: "error" | "warning";
  /** Apache's compiler lets this pass, so `--lenient` makes it a warning. */
  readonly lenient: boolean;
  readonly message: (parameters: P) => string;
  readonly hint: string | undefined;
}

type None = Record<never, never>;

function define<P>(
  severity: "error" | "lenient-error" | "warning",
  diagnosticClass: DiagnosticClass,
  message: (parameters: P) => string,
  hint?: string,
): CatalogEntry<P> {
  return {
    class: diagnosticClass,
    severity: severity === "warning" ? "warning" : "error",
    lenient: severity === "lenient-error",
    message,
    hint,
  };
}

export const catalog = {
  "syntax-error": define<{ message: string }>("error", "SYNTAX", (p) => p.message),
  "unknown-type": define<{ name: string }>(
    "error",
    "UNKNOWN_NAME",
    (p) => `Type "${p.name}" is not defined.`,
  ),
} as const;

export type DiagnosticCode = keyof typeof catalog;
export type DiagnosticParameters<C extends DiagnosticCode> =
  (typeof catalog)[C] extends CatalogEntry<infer P> ? P : never;
export type NoParameters = None;
