/**
 * The pipeline: load -> parse -> bind -> check, which are link.ts, -> emit -> format -> write. Layouts are made where they are
 * emitted.
 */
import { OptionError } from "./argument-kinds.js";
import { assertOptions } from "./config/assert-options.js";
import {
  emitDeclarationFiles,
  requestDeclarations,
  selectDeclarations,
  type DeclarationFile,
} from "./declarations/emit-declarations.js";
import type { DeclarationsPlace } from "./declarations/places.js";
import { DiagnosticSink, type Diagnostic } from "./diagnostics/diagnostic.js";
import { sortDiagnostics } from "./diagnostics/render.js";
import {
  emitCustom,
  emitProgram,
  sortByPath,
  type CustomEmitter,
  type GeneratedFile,
} from "./emitters/index.js";
import type { FormatText } from "./format.js";
import type { WriteReport } from "./host-output/write-files.js";
import type { Host } from "./host.js";
import type { Program } from "./ir/definitions.js";
import { linkProgram } from "./link.js";
import { completeOptions, defaultOptions, type CompilerOptions, type Given } from "./options.js";

/** What a compilation reports about itself while it runs. */
export interface CompileProgress {
  /** What was done with the file. */
  readonly step: "read" | "format";
  /** Files that went through this step so far. */
  readonly files: number;
}

/** What to compile, and how; options that are left out are those of `defaultOptions`. */
export interface CompileOptions extends Given<CompilerOptions> {
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
  /**
   * Write the files that differ to `outDir`, which is on the disk whatever the host is, and declarations where they belong, which
   * needs IDL that is on the disk. Nothing is written where there are errors.
   */
  readonly write?: boolean | undefined;
  /** Make more files from the linked program, each emitter its own. */
  readonly emitters?: readonly CustomEmitter[] | undefined;
  /** Ends the run before any file is changed; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each file as it goes through a step. */
  readonly onProgress?: ((progress: CompileProgress) => void) | undefined;
  /**
   * Make the declarations too that type `import { User } from "./user.thrift"`: beside the IDL (`true` means that), or in
   * `.thriftgen/` as a mirror of the project's directories.
   */
  readonly declarations?: boolean | DeclarationsPlace | undefined;
  /** The directory that `.thriftgen/` stands in; default: the host's working directory. */
  readonly project?: string | undefined;
}

/** What a compilation gives. */
export interface CompileResult {
  /** Sorted by path; empty where there are errors. */
  readonly files: readonly GeneratedFile[];
  /** Sorted by path; empty where there are errors, undefined where none were asked for. */
  readonly declarations?: readonly DeclarationFile[] | undefined;
  /** Everything found, sorted by place; `formatDiagnostics` renders it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every IDL file that was read, as messages show them, sorted. */
  readonly inputs: readonly string[];
  /** What was written to `outDir`; undefined unless `write` was asked for and there were no errors. */
  readonly written?: WriteReport | undefined;
  /** What was written of declarations, as absolute paths. */
  readonly writtenDeclarations?: WriteReport | undefined;
}

/** What `emitDeclarations` takes; `write` writes the files that differ, of IDL that is on the disk. */
export type DeclarationsOptions = Omit<
  CompileOptions,
  "format" | "outDir" | "layout" | "importExtension" | "targets" | "views" | "declarations"
> & {
  /** `true` means `beside`. */
  readonly declarations: true | DeclarationsPlace;
};

/** What `emitDeclarations` gives. */
export interface DeclarationsResult extends Pick<
  CompileResult,
  "diagnostics" | "inputs" | "writtenDeclarations"
> {
  /** Sorted by path; empty where there are errors. */
  readonly declarations: readonly DeclarationFile[];
}

/**
 * Compiles Thrift IDL to TypeScript. Mistakes in the IDL never reject; they are diagnostics.
 * Rejects with a HostError where a named file is missing or the disk refuses, with a MissingPackageError where Prettier
 * is asked for and not installed, with a TypeError where an option has a value that it cannot have, and with an
 * EmitterError where a custom emitter fails.
 */
export async function compile(options: CompileOptions): Promise<CompileResult> {
  assertOptions(options);
  const { outDir, signal, write = false } = options;
  if (typeof write !== "boolean") throw new OptionError("write takes true or false");
  if (write && outDir === undefined)
    throw new OptionError("write needs outDir, the directory to write to");
  assertPlaces(options);
  const host = options.host ?? (await import("./host-node.js")).createNodeHost();
  const sink = new DiagnosticSink({ lenient: options.lenient ?? defaultOptions.lenient });
  const { inputs, program } = linkProgram(options, host, sink);
  const files = program === undefined ? [] : emitSorted(program, options, sink);
  const declarations = declare(program, options, host, sink);
  const diagnostics = sortDiagnostics(sink.diagnostics);
  if (sink.hasErrors) return { files: [], declarations: declarations && [], diagnostics, inputs };
  const all = program === undefined ? [] : addCustomFiles(files, program, options);
  const formatted = await formatFiles(all, options);
  signal?.throwIfAborted();
  const result = { files: formatted, declarations, diagnostics, inputs };
  if (!write || outDir === undefined) return result;
  const { writeFiles } = await import("./host-output/write-files.js");
  const written = await writeFiles(outDir, formatted, { signal });
  if (declarations === undefined) return { ...result, written };
  const { writePlacedFiles } = await import("./host-output/placed-files.js");
  const writtenDeclarations = await writePlacedFiles(declarations, { signal });
  return { ...result, written, writtenDeclarations };
}

/**
 * Makes the declarations of IDL files, and nothing else: what bundler plugins write for the editor. Mistakes in the IDL
 * never reject; they are diagnostics. Rejects as `compile` does.
 */
export async function emitDeclarations(options: DeclarationsOptions): Promise<DeclarationsResult> {
  assertOptions(options);
  assertPlaces(options);
  const host = options.host ?? (await import("./host-node.js")).createNodeHost();
  const sink = new DiagnosticSink({ lenient: options.lenient ?? defaultOptions.lenient });
  const { inputs, program } = linkProgram(options, host, sink);
  const declarations = declare(program, options, host, sink) ?? [];
  const diagnostics = sortDiagnostics(sink.diagnostics);
  if (sink.hasErrors) return { declarations: [], diagnostics, inputs };
  options.signal?.throwIfAborted();
  if (options.write !== true) return { declarations, diagnostics, inputs };
  const { writePlacedFiles } = await import("./host-output/placed-files.js");
  const writtenDeclarations = await writePlacedFiles(declarations, { signal: options.signal });
  return { declarations, diagnostics, inputs, writtenDeclarations };
}

/** Declarations stand where imports look for them, and paths in memory are other places, or none, on the disk. */
function assertPlaces({
  write,
  declarations = false,
  host,
}: Pick<CompileOptions, "write" | "declarations" | "host">): void {
  if (write !== true || declarations === false || host?.isVirtual !== true) return;
  throw new OptionError(
    "write has no place on the disk for declarations of IDL that is in memory: leave write out, take files and declarations " +
      "from the result, and write them with writeFiles to directories of your own",
  );
}

function emitSorted(
  program: Program,
  given: CompileOptions,
  sink: DiagnosticSink,
): readonly GeneratedFile[] {
  return sortByPath(emitProgram(program, completeOptions(given), sink));
}

/** The files with those of the custom emitters among them, sorted. Throws an EmitterError. */
export function addCustomFiles(
  files: readonly GeneratedFile[],
  program: Program,
  given: Pick<CompileOptions, "emitters"> & Given<CompilerOptions>,
): readonly GeneratedFile[] {
  const { emitters = [] } = given;
  if (emitters.length === 0) return files;
  const custom = emitCustom(program, completeOptions(given), emitters, files);
  return sortByPath([...files, ...custom]);
}

function declare(
  program: Program | undefined,
  given: CompileOptions,
  host: Host,
  sink: DiagnosticSink,
): readonly DeclarationFile[] | undefined {
  const request = requestDeclarations(given, host);
  if (request === undefined) return undefined;
  if (program === undefined) return [];
  const all = emitDeclarationFiles(program, completeOptions(given), request, sink);
  return selectDeclarations(all, request);
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
