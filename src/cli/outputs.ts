/** All that a compile run gives: the output below -o, and declarations where they belong. */
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { toPosix } from "../host-node.js";
import {
  compareFiles,
  comparePlacedFiles,
  writeFiles,
  writePlacedFiles,
  type DeclarationFile,
  type GeneratedFile,
  type WriteOptions,
  type WriteReport,
} from "../index.js";

export interface Outputs {
  /** As the user wrote it; undefined where there are only declarations. */
  readonly outDir: string | undefined;
  readonly files: readonly GeneratedFile[];
  readonly declarations: readonly DeclarationFile[];
  readonly workingDirectory: string;
}

/** The paths of all outputs as the user would write them. */
export function listOutputs(outputs: Outputs): readonly string[] {
  return [
    ...outputs.files.map(({ path }) => displayOutput(outputs, path)),
    ...outputs.declarations.map(({ root, path }) => displayDeclaration(outputs, join(root, path))),
  ];
}

/** What writing would do, with paths as the user would write them. */
export function compareOutputs(outputs: Outputs): WriteReport {
  const { outDir, files, declarations } = outputs;
  const root = outputRoot(outputs);
  return joinReports(
    outputs,
    outDir === undefined ? noFiles : compareFiles(root, files),
    comparePlacedFiles(declarations),
  );
}

/** Writes what differs: the output as one set, then the declarations of each directory as one. */
export async function writeOutputs(outputs: Outputs, options: WriteOptions): Promise<WriteReport> {
  const { outDir, files, declarations } = outputs;
  const root = outputRoot(outputs);
  // A declaration that cannot be written must not leave new output behind.
  comparePlacedFiles(declarations);
  return joinReports(
    outputs,
    outDir === undefined ? noFiles : await writeFiles(root, files, options),
    await writePlacedFiles(declarations, options),
  );
}

/** The absolute output directory, or the working directory where there is none. */
export function outputRoot({ outDir = ".", workingDirectory }: Outputs): string {
  return resolve(workingDirectory, outDir);
}

const noFiles: WriteReport = { created: [], updated: [], unchanged: [] };

function joinReports(outputs: Outputs, files: WriteReport, declarations: WriteReport): WriteReport {
  const joined = (key: keyof WriteReport): string[] => [
    ...files[key].map((path) => displayOutput(outputs, path)),
    ...declarations[key].map((path) => displayDeclaration(outputs, path)),
  ];
  return {
    created: joined("created"),
    updated: joined("updated"),
    unchanged: joined("unchanged"),
  };
}

function displayOutput({ outDir = "." }: Outputs, path: string): string {
  return `${toPosix(outDir).replace(/[\\/]+$/, "")}/${path}`;
}

/** Relative where it lies below the working directory. */
function displayDeclaration({ workingDirectory }: Outputs, path: string): string {
  const short = relative(workingDirectory, path);
  const isBelow = !short.startsWith(`..${sep}`) && !isAbsolute(short);
  return toPosix(isBelow ? short : path);
}
