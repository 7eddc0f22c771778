/** From the operands of a command to the IDL files that it works on. */
import { dirname, resolve } from "node:path";
import { checkOperand, expandOperand, InputError, selectDistinct } from "../host-inputs.js";
import { readStats } from "../host-node.js";
import { CliError, usageError } from "./errors.js";

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
  const paths = operands.flatMap((operand) =>
    operand === STDIN
      ? [stdinFilename]
      : asUsage(() => expandOperand(operand, workingDirectory, visit)),
  );
  return selectDistinct(paths, workingDirectory);
}

/** Throws where no file can ever mend the operand. */
export function refuseOperand(operand: string): void {
  asUsage(() => checkOperand(operand));
}

function asUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new CliError(error.kind, error.problem, error.hint);
  }
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
