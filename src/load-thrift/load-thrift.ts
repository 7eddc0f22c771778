/** One module of an IDL file as JavaScript: what stands behind every bundler plugin and Node's loader. */
import { OptionError } from "../argument-kinds.js";
import { assertArguments, assertHost, assertOptions } from "../config/assert-options.js";
import { emitDeclarationFiles } from "../declarations/emit-declarations.js";
import { DiagnosticSink, type Diagnostic } from "../diagnostics/diagnostic.js";
import { sortDiagnostics } from "../diagnostics/render.js";
import { emitProgram } from "../emitters/index.js";
import type { Host } from "../host.js";
import type { Program } from "../ir/definitions.js";
import { directoryOf, pathUnder, resolvePath } from "../ir/paths.js";
import { linkProgram } from "../link.js";
import { completeOptions, defaultOptions, type CompilerOptions, type Given } from "../options.js";
import { checkImports } from "./check-imports.js";
import { findThriftModule, type ThriftModule } from "./module-name.js";
import { recordHost, type ContentStore, type Recording } from "./recording-host.js";

/** Options of the compiler that shape a module; where and in what form it is written is the bundler's business. */
export type ModuleOptions = Given<
  Omit<CompilerOptions, "layout" | "importExtension" | "targets" | "views" | "emitIncludes">
>;

/** How `loadThrift` finds and compiles a module; options that are left out are those of `defaultOptions`. */
export interface LoadThriftOptions extends ModuleOptions {
  /** Where IDL is read from; default: the disk, from the process's working directory. */
  readonly host?: Host | undefined;
  /**
   * An include root, which includes may not leave. Default, and for files outside it: the package of the file, that is
   * the nearest directory upward with a package.json, or else the file's own directory.
   */
  readonly root?: string | undefined;
  /** More directories to look for includes in. */
  readonly includeDirs?: readonly string[] | undefined;
  /** Whether to make a source map; default true. */
  readonly sourceMap?: boolean | undefined;
  /** Whether to make the declarations that type the module; default false. */
  readonly declarations?: boolean | undefined;
  /** Keeps results for as long as everything that they were made from stays the same; default: nothing is kept. */
  readonly cache?: LoadCache | undefined;
}

/** A module of an IDL file, ready to be handed to a bundler. */
export interface LoadedThrift {
  /** JavaScript; it imports other IDL by their .thrift names, and the runtime. Empty where there are errors. */
  readonly code: string;
  /**
   * The source map of `code`, version 3, as JSON, with the text of the IDL; its source is relative to the IDL file's
   * directory. Undefined where there are errors or none was wanted.
   */
  readonly map: string | undefined;
  /** What `user.d.thrift.ts` says of the module; undefined where there are errors or none was wanted. */
  readonly declarations: string | undefined;
  /** The source map of `declarations`, whose names lead to the IDL, from start to end. */
  readonly declarationMap: string | undefined;
  /** The absolute path of the IDL file, also where the name was virtual. */
  readonly source: string;
  /** The absolute include root that held. */
  readonly root: string;
  /** Absolute paths of every file that was read: the IDL file and all that it includes, sorted. */
  readonly dependencies: readonly string[];
  /** Absolute paths where an include was looked for and nothing stood: a file there changes the result. Sorted. */
  readonly missingDependencies: readonly string[];
  /** What was found in the whole closure, sorted by place; paths are absolute. */
  readonly diagnostics: readonly Diagnostic[];
}

interface CacheEntry {
  readonly recording: Recording;
  readonly result: LoadedThrift;
}

/** What `loadThrift` keeps between calls; made by `createLoadCache`, one for each plugin. */
export interface LoadCache {
  /** @internal */
  readonly entries: Map<string, CacheEntry>;
  /** @internal */
  readonly contents: ContentStore;
}

/** An empty cache for `loadThrift`. It compares contents, not times, and holds the last result of each module. */
export function createLoadCache(): LoadCache {
  return { entries: new Map(), contents: new Map() };
}

/**
 * Compiles one module of an IDL file to JavaScript. `path` is absolute or relative to the host's working directory:
 * `user.thrift` for types and codec, or a virtual name, `user.view.thrift` or `user.service.thrift`; a real file
 * of such a name wins. Mistakes in the IDL never reject; they are diagnostics.
 * Rejects with a HostError where the file is missing or the disk refuses, and with a TypeError where an option has a
 * value that it cannot have.
 */
export async function loadThrift(
  path: string,
  options: LoadThriftOptions = {},
): Promise<LoadedThrift> {
  assertArguments(path, options);
  const host = options.host ?? (await import("../host-node.js")).createNodeHost();
  return loadThriftSync(path, { ...options, host });
}

/** The same at once, from a host that is given: Node's module hooks cannot wait. */
export function loadThriftSync(
  path: string,
  options: LoadThriftOptions & { readonly host: Host },
): LoadedThrift {
  assertArguments(path, options);
  const { host, cache: given, ...settings } = options;
  assertHost(host);
  assertOptions({ ...settings, cache: given, files: [] }, ["files", "sourceMap", "cache"]);
  const cache = given ?? createLoadCache();
  const absolute = locate(path, host);
  const { root, includeDirs } = findRoots(absolute, settings, host);
  const request = { ...settings, root, includeDirs };
  const key = JSON.stringify([absolute, request]);
  const known = cache.entries.get(key);
  if (known?.recording.holds() === true) return known.result;
  const recording = recordHost(host, cache.contents);
  const result = compileModule(absolute, request, recording);
  cache.entries.set(key, { recording, result });
  return result;
}

function compileModule(
  path: string,
  settings: Omit<LoadThriftOptions, "host" | "cache"> & { readonly root: string },
  recording: Recording,
): LoadedThrift {
  const { host } = recording;
  const module = findThriftModule(path, host);
  // Absolute paths, so that the paths between modules are those between their files, whatever root each was found in.
  const files = [module.source];
  const request = { ...settings, files, ...bundledForm, views: module.kind === "view" };
  const sink = new DiagnosticSink({ lenient: settings.lenient ?? defaultOptions.lenient });
  const { program } = linkProgram(request, host, sink);
  const texts = program === undefined ? noTexts : emitModule(program, host, module, request, sink);
  return {
    ...(sink.hasErrors ? noTexts : texts),
    source: module.source,
    root: settings.root,
    dependencies: recording.files().toSorted(),
    missingDependencies: recording.absent().toSorted(),
    diagnostics: sortDiagnostics(sink.diagnostics),
  };
}

type ModuleTexts = Pick<LoadedThrift, "code" | "map" | "declarations" | "declarationMap">;

const noTexts: ModuleTexts = {
  code: "",
  map: undefined,
  declarations: undefined,
  declarationMap: undefined,
};

function emitModule(
  program: Program,
  host: Host,
  { source, kind }: ThriftModule,
  request: Omit<LoadThriftOptions, "host" | "cache"> & { readonly root: string },
  sink: DiagnosticSink,
): ModuleTexts {
  const options = completeOptions(request);
  const base = source.replace(/\.thrift$/, "") + (kind === "main" ? "" : `.${kind}`);
  const emitted = emitProgram(program, options, sink, { sourceMaps: request.sourceMap ?? true });
  const code = emitted.find(({ path }) => path === `${base}.js`);
  checkImports(base, code?.text ?? "", program, sink);
  const place = {
    place: "beside",
    project: directoryOf(source),
    workingDirectory: "/",
    includes: false,
    kindOf: (path: string) => host.kindOf(path),
  } as const;
  const declared =
    request.declarations === true ? emitDeclarationFiles(program, options, place, sink) : [];
  const findDeclared = (suffix: string): string | undefined =>
    declared.find(({ root, path }) => resolvePath(path, root) === `${base}.d.thrift.ts${suffix}`)
      ?.text;
  return {
    code: code?.text ?? emptyModule,
    map: code?.map,
    declarations: findDeclared(""),
    declarationMap: findDeclared(".map"),
  };
}

const bundledForm = {
  targets: ["js"],
  layout: "path",
  importExtension: "thrift",
  emitIncludes: false,
} as const satisfies Partial<CompilerOptions>;

/** A file without structs has no views, and services are types only as yet. */
const emptyModule = "export {};\n";

interface Roots {
  readonly root: string;
  readonly includeDirs: readonly string[];
}

/** A root that does not hold the file, such as the project's for IDL of an installed package, is one to include from. */
function findRoots(path: string, settings: LoadThriftOptions, host: Host): Roots {
  const includeDirs = (settings.includeDirs ?? []).map((directory) => locate(directory, host));
  const given = settings.root && locate(settings.root, host);
  if (given === undefined) return { root: findPackage(path, host), includeDirs };
  if (host.kindOf(given) !== "directory")
    throw new OptionError(`root takes a directory that exists, and ${given} is none`);
  if (pathUnder(given, path) !== undefined) return { root: given, includeDirs };
  return { root: findPackage(path, host), includeDirs: [given, ...includeDirs] };
}

/** The nearest directory upward that holds a package.json; the file's own where none does. */
function findPackage(file: string, host: Host): string {
  for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
    if (host.kindOf(`${directory}/package.json`) === "file") return directory;
    if (directory === directoryOf(directory)) return directoryOf(file);
  }
}

/** Absolute with `/` between the parts, as hosts have it; `C:\a.thrift` becomes `C:/a.thrift`. */
function locate(path: string, host: Host): string {
  return resolvePath(path, host.workingDirectory);
}
