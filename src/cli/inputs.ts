/** From the operands of a command to the IDL files that it works on. */
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { suggestName } from "../suggest.js";
import { ioError, usageError } from "./errors.js";
import { expandGlob, isGlob } from "./glob.js";

/** The operand that stands for standard input. */
export const STDIN = "-";

/** Paths of existing files, each once. Throws where a file is missing (I/O) or a glob matches nothing (usage). */
export function resolveInputs(
  operands: readonly string[],
  workingDirectory: string,
  stdinFilename: string,
): string[] {
  const paths = operands.flatMap((operand) => {
    if (operand === STDIN) return [stdinFilename];
    return resolveOperand(operand.replaceAll("\\", pathSeparator()), workingDirectory);
  });
  return [...new Set(paths)];
}

function resolveOperand(operand: string, workingDirectory: string): string[] {
  const stats = readStats(resolve(workingDirectory, operand));
  if (stats?.isDirectory()) {
    const pattern = join(operand, "**", "*.thrift");
    throw ioError(`${operand} is a directory, not a file`, `Name its files: '${pattern}'.`);
  }
  if (stats !== undefined) return [operand];
  if (!isGlob(operand)) throw missingFile(operand, workingDirectory);
  const found = expandGlob(operand, workingDirectory);
  if (found.length === 0) throw usageError(`no file matches ${operand}`);
  return found;
}

function missingFile(operand: string, workingDirectory: string): Error {
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

function readStats(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** On Windows both slashes separate; elsewhere a backslash is a letter like any other. */
function pathSeparator(): string {
  return process.platform === "win32" ? "/" : "\\";
}
