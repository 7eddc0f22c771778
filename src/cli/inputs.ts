/** From the operands of a command to the IDL files that it works on. */
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isLink, readStats } from "../host-node.js";
import { suggestName } from "../suggest.js";
import { ioError, usageError } from "./errors.js";
import { expandGlob, isGlob } from "./glob.js";

/** The operand that stands for standard input. */
export const STDIN = "-";

/**
 * Paths of existing files, each once, however often and however it is spelled. Throws where a file is missing (I/O) or a
 * glob matches nothing (usage). `visit` hears of the directories whose entries decide it.
 */
export function resolveInputs(
  operands: readonly string[],
  workingDirectory: string,
  stdinFilename: string,
  visit?: (directory: string) => void,
): string[] {
  const paths = operands.flatMap((operand) => {
    if (operand === STDIN) return [stdinFilename];
    checkOperand(operand);
    return resolveOperand(operand.replaceAll("\\", pathSeparator()), workingDirectory, visit);
  });
  const places = new Set<string>();
  return paths.filter((path) => {
    const before = places.size;
    return places.add(resolve(workingDirectory, path)).size > before;
  });
}

/** Throws where the operand is such that no file can ever mend it. */
export function checkOperand(operand: string): void {
  if (operand === "")
    throw usageError("an empty path is named", "Is a variable of your script unset?");
}

function resolveOperand(
  operand: string,
  workingDirectory: string,
  visit: ((directory: string) => void) | undefined,
): string[] {
  const stats = readStats(resolve(workingDirectory, operand));
  if (stats?.isDirectory()) {
    visit?.(resolve(workingDirectory, dirname(operand)));
    const pattern = join(operand, "**", "*.thrift");
    throw ioError(`${operand} is a directory, not a file`, `Name its files: '${pattern}'.`);
  }
  if (stats !== undefined) return [operand];
  if (!isGlob(operand)) {
    visit?.(resolve(workingDirectory, dirname(operand)));
    throw missingFile(operand, workingDirectory);
  }
  const found = expandGlob(operand, workingDirectory, visit);
  if (found.length === 0) throw usageError(`no file matches ${operand}`);
  const damaged = found.find((path) => path.includes("\ufffd") && !exists(path, workingDirectory));
  if (damaged !== undefined) throw missingFile(damaged, workingDirectory);
  return found;
}

function exists(path: string, workingDirectory: string): boolean {
  return readStats(resolve(workingDirectory, path)) !== undefined;
}

/** Throws where the root is not there: without it no output has a path. */
export function checkRoot(root: string | undefined, workingDirectory: string): void {
  if (root === undefined) return;
  const stats = readStats(resolve(workingDirectory, root));
  if (stats === undefined)
    throw usageError(`the root ${root} does not exist`, "Name a directory above all IDL files.");
  if (!stats.isDirectory())
    throw usageError(
      `the root ${root} is not a directory`,
      `Name the directory it stands in: ${dirname(root)}`,
    );
}

function missingFile(operand: string, workingDirectory: string): Error {
  if (operand.includes("\ufffd")) {
    return ioError(`${operand} cannot be opened`, "Its name is not UTF-8: rename it.");
  }
  if (isLink(resolve(workingDirectory, operand))) {
    return ioError(
      `${operand} does not exist: a symbolic link of that name leads nowhere`,
      "Make the link lead to the file, or name the file itself.",
    );
  }
  const directory = resolve(workingDirectory, dirname(operand));
  const near = suggestName(basename(operand), listNames(directory));
  const hint = near === undefined ? undefined : `Did you mean ${join(dirname(operand), near)}?`;
  return ioError(`${operand} does not exist`, hint);
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
