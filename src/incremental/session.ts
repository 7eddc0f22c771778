/** A compilation that is repeated: it keeps what it knows, and makes again only what a change reaches. */
import { addCustomFiles, type CompileOptions } from "../compile.js";
import { assertHost, assertOptions } from "../config/assert-options.js";
import {
  emitDeclarationFiles,
  requestDeclarations,
  selectDeclarations,
  sortDeclarations,
  type DeclarationFile,
  type DeclarationsRequest,
} from "../declarations/emit-declarations.js";
import { DiagnosticSink, type Diagnostic } from "../diagnostics/diagnostic.js";
import { sortDiagnostics } from "../diagnostics/render.js";
import {
  checkCollisions,
  emitSelected,
  sortByPath,
  type EmittedFile,
  type GeneratedFile,
} from "../emitters/index.js";
import type { Host } from "../host.js";
import { bindProgram } from "../ir/bind.js";
import type { FileDef, Program } from "../ir/definitions.js";
import type { LoadedDocument } from "../ir/load.js";
import { resolvePath } from "../ir/paths.js";
import { linkDocuments, listInputs, loadFiles } from "../link.js";
import { completeOptions, type CompilerOptions } from "../options.js";
import type { DocumentNode } from "../parser/ast.js";
import type { SourceFile } from "../source.js";
import { createCachingHost, type CachingHost } from "./caching-host.js";
import { createParseCache, type ParseCache } from "./parse-cache.js";
import { makeUnits, selectClosure, type MadeUnit, type Unit } from "./units.js";

/** What one build of a session gives. */
export interface SessionBuild {
  /** All output, sorted by path, as a compilation from scratch would give it; empty where there are errors. */
  readonly files: readonly GeneratedFile[];
  /** Declarations, sorted by path; undefined where none were asked for. */
  readonly declarations: readonly DeclarationFile[] | undefined;
  /** Everything found, sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every IDL file that took part, as messages show them, sorted. */
  readonly inputs: readonly string[];
  /** The IDL files among them whose text was parsed in this build, sorted. */
  readonly parsed: readonly string[];
  /** The IDL files whose output was made in this build, by the `source` of their output, sorted. */
  readonly emitted: readonly string[];
}

/** Compiles the same files again and again. */
export interface CompileSession {
  /**
   * Compiles what differs from the last build. `changed` holds the paths of all files and directories that changed since,
   * absolute or relative to the host's working directory; without it everything is read again. Mistakes in the IDL are diagnostics. Throws a HostError where a named
   * file is missing or cannot be read; the next build starts from what was known before. `files` replaces those that the
   * session was made with.
   */
  build(changed?: readonly string[], files?: readonly string[]): SessionBuild;
  /**
   * The absolute paths whose change can change the result: files that were read, and the places where an include was
   * looked for and not found.
   */
  readonly dependencies: ReadonlySet<string>;
}

/** What to compile; `write` and `format` are for the caller to do. */
export type SessionOptions = Omit<
  CompileOptions,
  "host" | "write" | "format" | "signal" | "onProgress"
> & {
  readonly host: Host;
  /** Make no output but declarations. */
  readonly onlyDeclarations?: boolean | undefined;
};

type Made = Omit<SessionBuild, "inputs" | "parsed">;

interface Emission {
  readonly outputs: readonly EmittedFile[];
  readonly declarations: readonly DeclarationFile[];
}

/**
 * Keeps syntax trees by text, and output by the text of a file and of all that it includes: after an edit the
 * files that include it, directly or not, are linked, checked and emitted again, and no others. Throws a TypeError where
 * an option has a value that it cannot have.
 */
export function createSession(given: SessionOptions): CompileSession {
  assertOptions(given, ["files", "host", "project", "emitters", "onlyDeclarations"]);
  assertHost(given.host);
  return new Session(given);
}

class Session implements CompileSession {
  readonly #given: SessionOptions;
  #files: readonly string[];
  readonly #options: CompilerOptions;
  readonly #host: CachingHost;
  readonly #cache: ParseCache;
  readonly #request: DeclarationsRequest | undefined;
  #units = new Map<string, Unit>();
  /** The last output with the files of custom emitters, and what it was made of. */
  #custom:
    { readonly units: readonly Unit[]; readonly files: readonly GeneratedFile[] } | undefined;

  constructor(given: SessionOptions) {
    this.#given = given;
    this.#files = given.files;
    this.#options = completeOptions(given);
    this.#host = createCachingHost(given.host);
    this.#cache = createParseCache(this.#options);
    this.#request = requestDeclarations(given, this.#host);
  }

  get dependencies(): ReadonlySet<string> {
    return this.#host.asked;
  }

  build(changed?: readonly string[], files = this.#files): SessionBuild {
    this.#files = files;
    const { workingDirectory } = this.#host;
    this.#host.forget(changed?.map((path) => resolvePath(path, workingDirectory)));
    this.#host.begin();
    let isWhole = false;
    try {
      const sink = new DiagnosticSink({ lenient: this.#options.lenient });
      const parse = (file: SourceFile): DocumentNode => this.#cache.parse(file, sink);
      const documents = loadFiles({ ...this.#given, files }, this.#host, parse, sink);
      const parsed = this.#cache.sweep().toSorted();
      const inputs = listInputs(documents);
      const result = this.#make(documents, sink);
      isWhole = true;
      return { ...result, inputs, parsed };
    } finally {
      this.#host.end(isWhole);
    }
  }

  #make(documents: readonly LoadedDocument[], sink: DiagnosticSink): Made {
    const loading = sink.diagnostics.slice();
    const units = makeUnits(documents, this.#units);
    this.#units = new Map([...units].map(([document, unit]) => [document.source.path, unit]));
    const stale = documents.filter((document) => units.get(document)?.made === undefined);
    const made = sink.hasErrors ? undefined : this.#makeUnits(documents, new Set(stale));
    if (made === undefined) return this.#findErrors(documents, loading);
    for (const [document, output] of made) {
      const unit = units.get(document);
      if (unit !== undefined) unit.made = output;
    }
    const all = documents.flatMap((document) => units.get(document)?.made ?? []);
    const late = new DiagnosticSink();
    const outputs = all.flatMap((unit) => unit.outputs);
    checkCollisions(outputs, this.#options.layout, late);
    const warnings = all.flatMap((unit) => unit.warnings);
    const declarations = late.hasErrors ? [] : all.flatMap((unit) => unit.declarations);
    const own = late.hasErrors ? [] : sortByPath(outputs.map(({ output }) => output));
    return {
      declarations:
        this.#request && sortDeclarations(selectDeclarations(declarations, this.#request)),
      files: late.hasErrors ? [] : this.#addCustom(own, documents, [...units.values()]),
      diagnostics: sortDiagnostics([...loading, ...warnings, ...late.diagnostics]),
      emitted: stale.map((document) => document.modulePath).toSorted(),
    };
  }

  /** A custom emitter can look at everything, so its files are made again when anything is. */
  #addCustom(
    own: readonly GeneratedFile[],
    documents: readonly LoadedDocument[],
    units: readonly Unit[],
  ): readonly GeneratedFile[] {
    if ((this.#given.emitters ?? []).length === 0) return own;
    const last = this.#custom;
    if (last?.units.length === units.length && last.units.every((unit, i) => unit === units[i])) {
      return last.files;
    }
    const program = bindProgram(documents, this.#options, new DiagnosticSink());
    const files = addCustomFiles(own, program, this.#given);
    this.#custom = { units, files };
    return files;
  }

  /** Output of the stale documents; undefined where something is wrong with them. */
  #makeUnits(
    documents: readonly LoadedDocument[],
    stale: ReadonlySet<LoadedDocument>,
  ): ReadonlyMap<LoadedDocument, MadeUnit> | undefined {
    const sink = new DiagnosticSink({ lenient: this.#options.lenient });
    const closure = selectClosure(documents, (document) => stale.has(document));
    const program = linkDocuments(closure, this.#options, sink);
    if (program === undefined) return undefined;
    const sources = new Set([...stale].map((document) => document.source));
    const emission = this.#emit(program, sink, ({ source }) => sources.has(source));
    if (sink.hasErrors) return undefined;
    const outputs = groupBy(emission.outputs, ({ blame }) => blame.source);
    const declarations = groupBy(emission.declarations, ({ source }) => source);
    const warnings = groupBy(sink.diagnostics, ({ span }) => span?.file);
    return new Map(
      [...stale].map((document) => [
        document,
        {
          outputs: outputs.get(document.source) ?? [],
          declarations: declarations.get(document.source.path) ?? [],
          warnings: warnings.get(document.source) ?? [],
        },
      ]),
    );
  }

  #emit(program: Program, sink: DiagnosticSink, isWanted: (file: FileDef) => boolean): Emission {
    const outputs =
      this.#given.onlyDeclarations === true
        ? []
        : emitSelected(program, this.#options, sink, isWanted);
    const request = this.#request && { ...this.#request, isWanted };
    const declarations =
      request === undefined ? [] : emitDeclarationFiles(program, this.#options, request, sink);
    return { outputs, declarations };
  }

  /**
   * Everything is linked and checked, so that errors and hints are those of a compilation from scratch: what one file
   * reports can depend on what was found in others.
   */
  #findErrors(documents: readonly LoadedDocument[], loading: readonly Diagnostic[]): Made {
    const sink = new DiagnosticSink({ lenient: this.#options.lenient });
    for (const diagnostic of loading) sink.add(diagnostic);
    const program = linkDocuments(documents, this.#options, sink);
    if (program !== undefined) {
      const { outputs } = this.#emit(program, sink, () => true);
      checkCollisions(outputs, this.#options.layout, sink);
    }
    return {
      files: [],
      declarations: this.#request && [],
      diagnostics: sortDiagnostics(sink.diagnostics),
      emitted: [],
    };
  }
}

/** As Map.groupBy of later engines. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
