/** The depfile of a run on disk: in the place of nothing else. */
import {
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describeFailure, errorCode } from "../host-node.js";
import { formatDepfile } from "./depfile.js";
import { ioError, usageError } from "./errors.js";
import { listOutputs, type Outputs } from "./outputs.js";
import type { Terminal } from "./terminal.js";

interface Described {
  /** Everything that the output depends on. */
  readonly sources: readonly string[];
  readonly outputs: Outputs;
  readonly terminal: Terminal;
}

/** Throws where the depfile would take the place of something else. */
export function checkDepfile(
  { sources, outputs, terminal: { workingDirectory } }: Described,
  depfile: string,
): void {
  const target = realPath(resolve(workingDirectory, depfile));
  const taken = [...sources, ...listOutputs(outputs)];
  assertLines(taken);
  const problem = taken.some((path) => realPath(resolve(workingDirectory, path)) === target)
    ? "would replace a file of this run"
    : depfile.endsWith(".thrift")
      ? "would be an IDL file"
      : isForeignFile(target)
        ? "would replace a file that is no depfile"
        : undefined;
  if (problem === undefined) return;
  const advice = "Give it a name of its own, such as gen/deps.d.";
  throw usageError(`the depfile ${depfile} ${problem}`, advice);
}

/** Throws where a path has a line break, which Make cannot write in any way: a broken rule would stop the next build. */
function assertLines(paths: readonly string[]): void {
  const broken = paths.find((path) => /[\r\n]/.test(path));
  if (broken === undefined) return;
  throw usageError(
    `the depfile cannot name ${JSON.stringify(broken)}: Make has no way to write a line break`,
    "Rename the file or directory.",
  );
}

/** Also of what is not there yet, below directories that are. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}

/** A file of another name than depfiles have, that does not begin as ours do: with targets, a colon, and a continued line or no more. */
function isForeignFile(path: string): boolean {
  if (path.endsWith(".d") || statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return false;
  const text = readFileSync(path, "utf8");
  return text !== "" && !/^(?:[^\n:\\"'{}();]|\\[^])+:(?: \\\r?\n|\r?\n?$)/.test(text);
}

/** Throws where the disk refuses. */
export function writeDepfile({ sources, outputs, terminal }: Described, path: string): void {
  // What standard input stands for need not exist, and Make would look for it.
  const isReal = (source: string): boolean =>
    existsSync(resolve(terminal.workingDirectory, source));
  const text = formatDepfile(listOutputs(outputs), sources.filter(isReal));
  try {
    replaceFile(resolve(terminal.workingDirectory, path), text);
  } catch (error) {
    const isLost = errorCode(error) === "ENOENT";
    const cause = isLost ? "its directory does not exist" : describeFailure(error);
    throw ioError(`cannot write ${path}: ${cause}`);
  }
}

/** Whole or not at all; devices and pipes are written to, and links followed, never replaced. */
function replaceFile(path: string, text: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const target = stats === undefined ? path : realpathSync(path);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
