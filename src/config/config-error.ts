/** A config file that cannot be used: a failure to tell the user, not a bug. */
export class ConfigError extends Error {
  /** `io`: it cannot be read; `usage`: what it says is wrong. */
  readonly kind: "io" | "usage";
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(kind: "io" | "usage", message: string, hint?: string) {
    super(message);
    this.name = "ConfigError";
    this.kind = kind;
    this.hint = hint;
  }
}
