/** The front half of the pipeline: load -> parse -> bind -> check. Whoever compiles, once or again, comes through here. */
import type { DiagnosticSink } from "./diagnostics/diagnostic.js";
import { HostError, type Host } from "./host.js";
import { bindProgram } from "./ir/bind.js";
import { checkProgram } from "./ir/check.js";
import type { Program } from "./ir/definitions.js";
import { loadDocuments, type LoadedDocument, type UnreadableFile } from "./ir/load.js";
import { completeOptions, type CompilerOptions, type Given, type IrOptions } from "./options.js";
import type { DocumentNode } from "./parser/ast.js";
import { findComments, parseDocument } from "./parser/index.js";
import type { SourceFile } from "./source.js";

/** Where IDL files and what they include are found. */
export interface LoadOptions {
  readonly files: readonly string[];
  readonly root?: string | undefined;
  readonly includeDirs?: readonly string[] | undefined;
}

/** What to link, and how. */
export interface LinkOptions extends LoadOptions, Given<CompilerOptions> {
  /** Called for each file that was read. */
  readonly onProgress?:
    ((progress: { readonly step: "read"; readonly files: number }) => void) | undefined;
}

export interface Linked {
  /** Every IDL file that was read, as messages show them, sorted. */
  readonly inputs: readonly string[];
  /** Undefined where there are errors. */
  readonly program: Program | undefined;
}

/** From text to the checked program; later passes run on despite errors, so that one run shows them all. */
export function linkProgram(given: LinkOptions, host: Host, sink: DiagnosticSink): Linked {
  const options = completeOptions(given);
  let parsed = 0;
  const parse = (file: SourceFile): DocumentNode => {
    given.onProgress?.({ step: "read", files: ++parsed });
    return parseDocument(file, options, sink);
  };
  const documents = loadFiles(given, host, parse, sink);
  return { inputs: listInputs(documents), program: linkDocuments(documents, options, sink) };
}

/** The named files and what they include. Throws a HostError where a named one is missing. */
export function loadFiles(
  { files, root, includeDirs = [] }: LoadOptions,
  host: Host,
  parse: (file: SourceFile) => DocumentNode,
  sink: DiagnosticSink,
): readonly LoadedDocument[] {
  const loaded = loadDocuments({ host, files, root, includeDirs, parse, findComments }, sink);
  const [missing] = loaded.missing;
  if (missing !== undefined) throw describeMissing(missing);
  return loaded.documents;
}

/** The checked program; undefined where the sink has errors, from loading or from here. */
export function linkDocuments(
  documents: readonly LoadedDocument[],
  options: IrOptions,
  sink: DiagnosticSink,
): Program | undefined {
  const program = bindProgram(documents, options, sink);
  checkProgram(program, sink);
  return sink.hasErrors ? undefined : program;
}

/** The paths of the files, as messages show them, sorted. */
export function listInputs(documents: readonly LoadedDocument[]): readonly string[] {
  return documents.map((document) => document.source.path).toSorted();
}

/** A named file that cannot be compiled, as an error of input and output. */
function describeMissing({ path, reason }: UnreadableFile): HostError {
  const problem = reason === "missing" ? "does not exist" : "is not a regular file";
  // Whoever knows the command line tries them here too.
  const hint = path.includes("*")
    ? ": files are named one by one, expandFiles gives those of a pattern"
    : "";
  return new HostError(path, `${path} ${problem}${hint}`);
}
