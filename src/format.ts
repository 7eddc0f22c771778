/** Formatting of output by a tool of the user's choice. */

/** Gives the formatted text of a file; `path` is relative to the output directory. */
export type FormatText = (path: string, text: string) => Promise<string>;

/** An optional package that a run needs is not installed. */
export class MissingPackageError extends Error {
  /** As npm knows it. */
  readonly packageName: string;
  /** The command that mends it. */
  readonly hint: string;

  constructor(packageName: string) {
    super(`${packageName} is not installed`);
    this.name = "MissingPackageError";
    this.packageName = packageName;
    this.hint = `Install it: npm install --save-dev ${packageName}`;
  }
}
