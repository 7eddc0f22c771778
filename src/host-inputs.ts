/** From paths and globs, as they stand in commands and configs, to the IDL files that are meant. */
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { assertKind, OptionError } from "./argument-kinds.js";
import { expandGlob, isGlob } from "./host-glob.js";
import { isLink, readStats, toPosix } from "./host-node.js";
import { HostError } from "./host.js";
import { suggestName } from "./suggest.js";

/** An operand that leads to no file. */
export class InputError extends HostError {
  /** `usage` where it is written wrongly, `io` where the disk lacks what it says. */
  readonly kind: "usage" | "io";
  readonly problem: string;
  readonly hint: string | undefined;

  constructor(kind: "usage" | "io", path: string, problem: string, hint?: string) {
    super(path, hint === undefined ? problem : `${problem}. ${hint}`);
    this.kind = kind;
    this.problem = problem;
    this.hint = hint;
  }
}

/**
 * The files that paths and globs name, each once, as `thriftgen compile` takes them: of globs sorted, relative to where the
 * glob is. `compile` and the others take files alone, and `loadConfig` gives `files` as they stand in the config.
 * Both start at `directory`, default: the process's working directory. Throws a HostError where a file is missing or a glob
 * matches nothing.
 */
export function expandFiles(
  files: readonly string[],
  directory: string = process.cwd(),
): readonly string[] {
  const given: unknown = files;
  if (!Array.isArray(given) || !given.every((file) => typeof file === "string"))
    throw new OptionError("the first argument is a list of paths and globs");
  assertKind("the second argument of expandFiles", "directory", directory);
  return selectDistinct(
    files.flatMap((file) => expandOperand(file, directory)),
    directory,
  );
}

/** Those that name a place which no path before them does. */
export function selectDistinct(paths: readonly string[], directory: string): string[] {
  const places = new Set<string>();
  return paths.filter((path) => {
    const before = places.size;
    return places.add(resolve(directory, path)).size > before;
  });
}

/** Throws an InputError where the operand is such that no file can ever mend it. */
export function checkOperand(given: string): void {
  const hint = "Is a variable of your script unset?";
  if (given === "") throw new InputError("usage", given, "an empty path is named", hint);
}

/** The files of one operand. `visit` hears of the directories whose entries decide it. Throws an InputError. */
export function expandOperand(
  given: string,
  directory: string,
  visit?: (directory: string) => void,
): readonly string[] {
  checkOperand(given);
  const operand = given.replaceAll("\\", pathSeparator());
  const stats = readStats(resolve(directory, operand));
  if (stats?.isDirectory()) {
    visit?.(resolve(directory, dirname(operand)));
    const hint = `Name its files: "${joinShown(operand, "**/*.thrift")}".`;
    throw new InputError("io", operand, `${operand} is a directory, not a file`, hint);
  }
  if (stats !== undefined) return [operand];
  if (!isGlob(operand)) {
    visit?.(resolve(directory, dirname(operand)));
    throw missingFile(operand, directory);
  }
  const found = expandGlob(operand, directory, visit);
  if (found.length === 0)
    throw new InputError("usage", operand, `no file matches ${operand}`, quotesHint(operand));
  const damaged = found.find((path) => path.includes("\ufffd") && !exists(path, directory));
  if (damaged !== undefined) throw missingFile(damaged, directory);
  return found;
}

function quotesHint(operand: string): string | undefined {
  const [, inside] = /^'(.+)'$/.exec(operand) ?? [];
  return inside && `cmd.exe takes single quotes for a part of it: write "${inside}".`;
}

function exists(path: string, directory: string): boolean {
  return readStats(resolve(directory, path)) !== undefined;
}

/** As people write it, with `/` on every system. */
function joinShown(directory: string, name: string): string {
  return toPosix(join(directory, name));
}

function missingFile(operand: string, workingDirectory: string): InputError {
  if (operand.includes("\ufffd")) {
    const problem = `${operand} cannot be opened`;
    return new InputError("io", operand, problem, "Its name is not UTF-8: rename it.");
  }
  if (isLink(resolve(workingDirectory, operand))) {
    return new InputError(
      "io",
      operand,
      `${operand} does not exist: a symbolic link of that name leads nowhere`,
      "Make the link lead to the file, or name the file itself.",
    );
  }
  const directory = resolve(workingDirectory, dirname(operand));
  const near = suggestName(basename(operand), listNames(directory));
  const hint =
    near === undefined ? quotesHint(operand) : `Did you mean ${joinShown(dirname(operand), near)}?`;
  return new InputError("io", operand, `${operand} does not exist`, hint);
}

function listNames(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith(".thrift"));
  } catch {
    return [];
  }
}

/** On Windows both slashes separate; elsewhere a backslash is a letter like any other. */
function pathSeparator(): string {
  return process.platform === "win32" ? "/" : "\\";
}
