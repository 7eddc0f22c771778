/** Emitters that users bring: what they are given, and how their files join the output. */
import type {
  Definition,
  FieldDef,
  FileDef,
  FunctionDef,
  Program,
  ServiceDef,
  StructDef,
} from "../ir/definitions.js";
import { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { CompilerOptions } from "../options.js";
import { version } from "../version.js";
import { hashContents, hashText } from "./content-hash.js";
import { createContext } from "./emitter.js";
import { extensions, printHeader, sortByPath, type GeneratedFile } from "./generated-file.js";
import { createNames } from "./names.js";
import { findPathProblem, planOutputPaths } from "./paths.js";
import {
  createModuleWriter,
  type ImportRef,
  type ModuleWriter,
  type Printable,
} from "./print/index.js";

/** A custom emitter threw (`cause` is what), or gave what cannot be a file of the output. */
export class EmitterError extends Error {
  /** The name of the emitter. */
  readonly emitter: string;

  constructor(emitter: string, problem: string, cause?: unknown) {
    super(`emitter "${emitter}" ${problem}`, { cause });
    this.name = "EmitterError";
    this.emitter = emitter;
  }
}

/** A file that an emitter has made as text. */
export interface CustomFile {
  /** Relative to the output directory, `/` between the parts, with its extension. */
  readonly path: string;
  /** All that the file holds. */
  readonly text: string;
}

/**
 * Makes files of its own from a linked program without errors, beside what thriftgen makes: an object, given in `emitters`.
 * The same program must give the same files, whatever the time and the machine; what it throws ends the compilation
 * with an EmitterError.
 *
 *     const listing = {
 *       name: "listing",
 *       emit: (program) => [{ path: "structs.txt", text: program.files.map((file) => file.modulePath).join("\n") }],
 *     };
 */
export interface CustomEmitter {
  /** For messages. */
  readonly name: string;
  /** The files, as text or as modules that `tools.createModule` has made; each path once. */
  emit(program: Program, tools: EmitterTools): Iterable<CustomFile | ModuleWriter>;
}

/** What custom emitters are given to fit in with the generated code. */
export interface EmitterTools {
  /** The options of the compilation, complete. */
  readonly options: CompilerOptions;
  /**
   * A module below the output directory, given without extension; it is printed for each of the targets, with imports and
   * header. `declared` are the names that it declares: imports and locals keep clear of them.
   */
  createModule(path: string, declared?: Iterable<string>): ModuleWriter;
  /** Where the generated module of an IDL file stands, without extension, relative to the output directory. */
  modulePath(file: FileDef): string;
  /** The generated type of a definition, and its companion, enum object or constant where it has one. */
  reference(definition: Definition): ImportRef;
  /** The view of a struct; it exists where `views` is on. */
  view(struct: StructDef): ImportRef;
  /** A name that the runtime exports. */
  runtime(name: string): ImportRef;
  /** The property name of a field, after `naming`. */
  fieldName(struct: StructDef, field: FieldDef): string;
  /** The method name of a function, after `naming`. */
  methodName(service: ServiceDef, method: FunctionDef): string;
}

/**
 * The files of custom emitters, sorted by path. Throws an EmitterError where one throws, or gives what is no file, a path
 * that no file may have, or one that is taken already.
 */
export function emitCustom(
  program: Program,
  options: CompilerOptions,
  emitters: readonly CustomEmitter[],
  builtIn: readonly GeneratedFile[],
): readonly GeneratedFile[] {
  const taken = new Set(builtIn.map(({ path }) => path.normalize("NFC").toLowerCase()));
  const tools = createTools(program, options);
  const header = createHeader(program, options);
  const files: GeneratedFile[] = [];
  for (const emitter of emitters) {
    for (const file of runEmitter(emitter, program, tools, header)) {
      assertFile(emitter.name, file, taken);
      files.push({ path: file.path, text: file.text, source: "" });
    }
  }
  return sortByPath(files);
}

function createTools(program: Program, options: CompilerOptions): EmitterTools {
  // Unusable paths were reported when the program's own files were made.
  const paths = planOutputPaths(program, options, new DiagnosticSink());
  const names = createNames(options);
  const context = createContext(options, names, paths);
  return {
    options,
    createModule: (path, declared = []) =>
      createModuleWriter({
        path,
        declaredNames: new Set(declared),
        importExtension: options.importExtension,
        placeOf: (place) => place,
        targets: options.targets,
      }),
    modulePath: (file) => paths.of(file, "main"),
    reference: context.reference,
    view: context.view,
    runtime: context.runtime,
    fieldName: (struct, field) => names.field(struct, field),
    methodName: (service, method) => names.method(service, method),
  };
}

/** Of all IDL, as a custom emitter can see all of it. */
function createHeader(program: Program, options: CompilerOptions): Printable {
  const hashes = hashContents(program, options, version);
  return printHeader(hashText(program.files.map((file) => hashes.get(file) ?? "").join("\n")));
}

function runEmitter(
  emitter: CustomEmitter,
  program: Program,
  tools: EmitterTools,
  header: Printable,
): readonly CustomFile[] {
  try {
    const made = emitter.emit(program, tools);
    if (isList(made)) return [...made].flatMap((file) => toFiles(file, tools.options, header));
    ignoreRejection(made);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmitterError(emitter.name, `failed: ${reason}`, error);
  }
  throw new EmitterError(emitter.name, "gave no list of files (is its emit async?)");
}

/** Texts are iterable too, and no list of files. */
function isList(made: unknown): boolean {
  return isObject(made) && Symbol.iterator in made;
}

/** What async code throws later would end the process beside our own error. */
function ignoreRejection(made: unknown): void {
  if (made instanceof Promise) made.catch(() => undefined);
}

function toFiles(
  made: CustomFile | ModuleWriter,
  options: CompilerOptions,
  header: Printable,
): readonly CustomFile[] {
  ignoreRejection(made);
  if (!isModule(made)) return [made];
  return [...new Set(options.targets)].map((target) => {
    const text = made.render(target, header);
    ignoreRejection(text);
    return { path: made.path + extensions[target], text };
  });
}

/** Emitters are the user's code, often without types: what they give may be null, or a module in part. */
function isModule(made: CustomFile | ModuleWriter): made is ModuleWriter {
  if (!isObject(made) || !("render" in made)) return false;
  return typeof made.render === "function" && typeof made.path === "string";
}

function isFile(file: unknown): boolean {
  if (!isObject(file) || !("path" in file) || !("text" in file)) return false;
  return typeof file.path === "string" && typeof file.text === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function assertFile(name: string, file: CustomFile, taken: Set<string>): void {
  if (!isFile(file))
    throw new EmitterError(name, "gave a file that is not { path, text } of strings");
  const { path } = file;
  const problem = findPathProblem(path, "path");
  if (problem !== undefined) {
    throw new EmitterError(name, `gave the path ${JSON.stringify(path)}: ${problem}`);
  }
  const key = path.normalize("NFC").toLowerCase();
  if (taken.has(key)) {
    throw new EmitterError(name, `gave ${path}, which another file of the output is`);
  }
  taken.add(key);
}
