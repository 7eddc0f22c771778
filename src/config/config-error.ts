import type { Span } from "../source.js";

/** One thing that is wrong with a config file. */
export interface ConfigProblem {
  /** One sentence. Where there is no place, it names the file. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** Where it stands, in JSON. */
  readonly span?: Span | undefined;
}

/** A config file that cannot be used: a failure to tell the user, not a bug. Its message is all problems, a line each. */
export class ConfigError extends Error {
  /** `io`: it cannot be read; `usage`: what it says is wrong. */
  readonly kind: "io" | "usage";
  /** All that is wrong with it, in the order of the file. */
  readonly problems: readonly ConfigProblem[];
  /** What to do about the first problem. */
  readonly hint: string | undefined;

  constructor(kind: "io" | "usage", problems: readonly ConfigProblem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.name = "ConfigError";
    this.kind = kind;
    this.problems = problems;
    this.hint = problems[0]?.hint;
  }

  /** All problems, each with what to do about it: lines for a log. */
  describe(): string {
    const lines = this.problems.flatMap((problem) => [
      describeProblem(problem),
      problem.hint ?? "",
    ]);
    return lines.filter((line) => line !== "").join("\n");
  }
}

function describeProblem({ message, span }: ConfigProblem): string {
  if (span === undefined) return message;
  const { line, column } = span.file.positionAt(span.start);
  return `${span.file.path}:${line}:${column}: ${message}`;
}
