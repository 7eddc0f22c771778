/** What ends a run of the command line early, with the exit code that says why. */
import type { Span } from "../source.js";

/** Exit codes: 0 ok, 1 findings, 2 usage, 3 I/O or internal, 130 interrupted. */
export const exitCodes = {
  ok: 0,
  findings: 1,
  usage: 2,
  failure: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type CliErrorKind = "usage" | "io";

/** One of several causes, with its place if it has one. */
export interface CliProblem {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly span?: Span | undefined;
}

/** A failure with a message for the user; never a bug, so no stack trace is shown. */
export class CliError extends Error {
  readonly kind: CliErrorKind;
  readonly hint: string | undefined;
  /** What is shown. */
  readonly problems: readonly CliProblem[];

  constructor(
    kind: CliErrorKind,
    message: string,
    hint?: string,
    problems: readonly CliProblem[] = [{ message, hint }],
  ) {
    super(message);
    this.problems = problems;
    this.name = "CliError";
    this.kind = kind;
    this.hint = hint;
  }
}

/** The command line is wrong: exit code 2. */
export function usageError(message: string, hint?: string): CliError {
  return new CliError("usage", message, hint);
}

/** A file could not be read or written: exit code 3. */
export function ioError(message: string, hint?: string): CliError {
  return new CliError("io", message, hint);
}
