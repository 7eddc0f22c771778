/** The form of an explanation page. */

/** IDL: the text of one file, or several files by path (the first is the one that is compiled). */
export type Example = string | ExampleFiles;

export interface ExampleFiles {
  readonly files: Readonly<Record<string, string>>;
  /** Command-line options that the example needs. */
  readonly options?: string;
  /** Not compiled: a handler of the service of the first file is made, with the templates and the handler among the others. */
  readonly isScaffold?: boolean;
  /** The first file is imported by a plugin instead of compiled. */
  readonly isModule?: boolean;
}

export interface Explanation {
  /** What is reported, and why it matters. */
  readonly meaning: string;
  readonly wrong: Example;
  readonly right: Example;
  /** `wrong` only sketches what would be too long to print; the tests build the real thing. */
  readonly isSketch?: boolean;
}
