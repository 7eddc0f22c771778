/** What the catalogue keeps about each code. */

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

export interface CatalogEntry<P> {
  readonly class: DiagnosticClass;
  readonly severity: "error" | "warning";
  /** Apache's compiler lets this pass, so `--lenient` makes it a warning. */
  readonly lenient: boolean;
  readonly message: (parameters: P) => string;
  readonly hint: string | undefined;
}

/** The parameters of an entry whose message has none. */
export type None = Record<never, never>;

/** An entry of the catalogue; `lenient-error` is an error that `--lenient` turns into a warning. */
export function define<P>(
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
