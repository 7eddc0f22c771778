/** The pipeline: load -> parse -> bind -> check -> emit -> format -> write. Layouts are made where they are emitted. */
import { assertOptions } from "./config/assert-options.js";
import { DiagnosticSink, type Diagnostic } from "./diagnostics/diagnostic.js";
import { sortDiagnostics } from "./diagnostics/render.js";
import { emitProgram, type EmitSettings, type GeneratedFile } from "./emitters/index.js";
import type { FormatText } from "./format.js";
import type { WriteReport } from "./host-output/write-files.js";
import { HostError, type Host } from "./host.js";
import { bindProgram } from "./ir/bind.js";
import { checkProgram } from "./ir/check.js";
import { loadDocuments, type UnreadableFile } from "./ir/load.js";
import { defaultOptions, type CompilerOptions } from "./options.js";
import { parseDocument } from "./parser/index.js";
import type { SourceFile } from "./source.js";

/** What a compilation reports about itself while it runs. */
export interface CompileProgress {
  readonly step: "read" | "format";
  /** Files that went through this step so far. */
  readonly files: number;
}

/** What to compile, and how; options that are left out are those of `defaultOptions`. */
export interface CompileOptions extends Partial<CompilerOptions> {
  /** IDL files, absolute or relative to the host's working directory. */
  readonly files: readonly string[];
  /** Where IDL is read from; default: the disk, from the process's working directory. */
  readonly host?: Host | undefined;
  /** The directory that output paths are relative to, and an include root; default: the files' common directory. */
  readonly root?: string | undefined;
  /** More directories to look for includes in. */
  readonly includeDirs?: readonly string[] | undefined;
  /** `true` formats with the Prettier and the config that hold in `outDir`; a function formats as it likes. */
  readonly format?: boolean | FormatText | undefined;
  /** The output's directory. Nothing is written there unless `write` is true. */
  readonly outDir?: string | undefined;
  /** Write the files that differ to `outDir`. Nothing is written where there are errors. */
  readonly write?: boolean | undefined;
  /** Ends the run before any file is changed; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CompileProgress) => void) | undefined;
}

/** What a compilation gives. */
export interface CompileResult {
  /** Sorted by path; empty where there are errors. */
  readonly files: readonly GeneratedFile[];
  /** Everything found, sorted by place; `formatDiagnostics` renders it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every IDL file that was read, as messages show them, sorted. */
  readonly inputs: readonly string[];
  /** What was written; undefined unless `write` was asked for and there were no errors. */
  readonly written?: WriteReport | undefined;
}

/**
 * Compiles Thrift IDL to TypeScript. Mistakes in the IDL never reject; they are diagnostics.
 * Rejects with a HostError where a named file is missing or the disk refuses, with a MissingPackageError where Prettier
 * is asked for and not installed, and with a TypeError where an option has a value that it cannot have.
 */
export async function compile(options: CompileOptions): Promise<CompileResult> {
  assertOptions(options);
  const { outDir, signal } = options;
  const host = options.host ?? (await import("./host-node.js")).createNodeHost();
  const sink = new DiagnosticSink({ lenient: options.lenient ?? defaultOptions.lenient });
  const { inputs, files } = compileProgram(options, host, sink);
  const diagnostics = sortDiagnostics(sink.diagnostics);
  if (sink.hasErrors) return { files: [], diagnostics, inputs };
  const formatted = await formatFiles(files, options);
  signal?.throwIfAborted();
  if (options.write !== true) return { files: formatted, diagnostics, inputs };
  if (outDir === undefined) throw new TypeError("write needs outDir");
  const { writeFiles } = await import("./host-output/write-files.js");
  const written = await writeFiles(outDir, formatted, { signal });
  return { files: formatted, diagnostics, inputs, written };
}

/** What `compileProgram` gives: the files are empty where there are errors. */
export interface Compiled {
  readonly inputs: readonly string[];
  readonly files: readonly GeneratedFile[];
}

/** Everything but formatting and writing; later passes run on despite errors, so that one run shows them all. */
export function compileProgram(
  given: CompileOptions,
  host: Host,
  sink: DiagnosticSink,
  settings: EmitSettings = {},
): Compiled {
  const options = completeOptions(given);
  let parsed = 0;
  const parse = (file: SourceFile): ReturnType<typeof parseDocument> => {
    given.onProgress?.({ step: "read", files: ++parsed });
    return parseDocument(file, options, sink);
  };
  const { files, root, includeDirs = [] } = given;
  const loaded = loadDocuments({ host, files, root, includeDirs, parse }, sink);
  const [missing] = loaded.missing;
  if (missing !== undefined) throw describeMissing(missing);
  const inputs = loaded.documents.map((document) => document.source.path).toSorted();
  const program = bindProgram(loaded.documents, options, sink);
  checkProgram(program, sink);
  if (sink.hasErrors) return { inputs, files: [] };
  const emitted = emitProgram(program, options, sink, settings);
  return { inputs, files: emitted.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** What holds where `given` leaves something out. */
export function completeOptions(given: Partial<CompilerOptions>): CompilerOptions {
  // Undefined means "left out", which a spread alone would not honour.
  const chosen = Object.entries(given).filter(
    ([key, value]) => value !== undefined && key in defaultOptions,
  );
  return { ...defaultOptions, ...Object.fromEntries(chosen) };
}

/** A named file that cannot be compiled, as an error of input and output. */
export function describeMissing({ path, reason }: UnreadableFile): HostError {
  const problem = reason === "missing" ? "does not exist" : "is not a regular file";
  return new HostError(path, `${path} ${problem}`);
}

/** Formats as the options say; without `format` the files stay as they are. */
export async function formatFiles(
  files: readonly GeneratedFile[],
  { format, outDir, onProgress }: Pick<CompileOptions, "format" | "outDir" | "onProgress">,
): Promise<readonly GeneratedFile[]> {
  if (format === undefined || format === false || files.length === 0) return files;
  const formatText =
    format === true ? await (await import("./host-format.js")).loadPrettier(outDir ?? ".") : format;
  const formatted: GeneratedFile[] = [];
  for (const file of files) {
    formatted.push({ ...file, text: await formatText(file.path, file.text) });
    onProgress?.({ step: "format", files: formatted.length });
  }
  return formatted;
}
