/** What stands behind each plugin: modules with a cache of their own, failures of disk and config as data. */
import { resolve } from "node:path";
import { describeDeclarations } from "../host-specifier.js";
import {
  createLoadCache,
  createNodeHost,
  defaultOptions,
  emitDeclarations,
  HostError,
  loadThriftSync,
  OptionError,
  type DeclarationsResult,
  type Diagnostic,
  type Host,
  type LoadedThrift,
} from "../index.js";
import type { ThriftPluginOptions } from "./options.js";
import {
  findRootProblem,
  listSettingsFiles,
  readSettings,
  settingsOf,
  type PluginSettings,
} from "./plugin-settings.js";
import { showFindings } from "./show-findings.js";
import { translateFlags } from "./translate-flags.js";

export interface ModuleLoader {
  readonly host: Host;
  /** The project's directory, absolute: where relative paths of the options start. */
  readonly directory: string;
  /** The specifier by which modules import the runtime. */
  readonly runtime: string;
  /** The absolute path of the config file that stands there, right or wrong. */
  readonly config: string | undefined;
  /** Where config files are read or looked for: also while the one that is there is wrong, and before there is one. */
  readonly configFiles: readonly string[];
  /** A build begins: the config is read again, and what was told may be told again. */
  startBuild(): void;
  /** Reads the config, once for each build. Until then the options hold alone. */
  prepare(): Promise<void>;
  /**
   * The module at an absolute path, virtual names included; a text where the file or the config cannot be used. `runtime` is
   * what it imports instead of the runtime's specifier.
   */
  loadNow(path: string, runtime?: string): LoadedThrift | string;
  /** The same with the config read, and declarations written where they are wanted. */
  load(path: string): Promise<LoadedThrift | string>;
  /** The findings that this build has not told, whichever module of a file, or of those that include it, came first. */
  selectNew(findings: readonly Diagnostic[]): Diagnostic[];
  /** What is to be told of declarations that were written since the last call; undefined where nothing is. */
  takeHint(): string | undefined;
}

/** What a module says whose errors were told with another module. */
export const ERRORS_ARE_SHOWN = "Its IDL has errors, which are shown.";

/**
 * A loader for one plugin instance; relative paths of the options start at `directory`. Source maps cost a part of the
 * time and may be left out.
 */
export function createModuleLoader(
  options: ThriftPluginOptions,
  directory: string = process.cwd(),
  sourceMap = true,
): ModuleLoader {
  return new Loader(options, directory, sourceMap);
}

class Loader implements ModuleLoader {
  readonly host: Host;
  readonly directory: string;
  readonly configFiles: readonly string[];
  readonly #options: ThriftPluginOptions;
  readonly #sourceMap: boolean;
  readonly #cache = createLoadCache();
  readonly #told = new Set<string>();
  /** IDL files whose declarations stand as they are to be, by what they were made from. */
  readonly #declared = new Map<string, LoadedThrift>();
  #settings: PluginSettings | string;
  #hint: string | undefined;
  #reading: Promise<void> | undefined;
  /** Declarations are written one after the other: those of shared includes by several modules. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: ThriftPluginOptions, directory: string, sourceMap: boolean) {
    this.#options = options;
    this.#sourceMap = sourceMap;
    this.directory = resolve(directory);
    this.#settings = settingsOf(options);
    this.host = createNodeHost(directory);
    this.configFiles = listSettingsFiles(options, directory);
  }

  get runtime(): string {
    const { modules = {} } = typeof this.#settings === "string" ? {} : this.#settings;
    const runtime: unknown = modules.runtime;
    // A wrong one is told with the first module.
    return typeof runtime === "string" ? runtime : defaultOptions.runtime;
  }

  get config(): string | undefined {
    return this.configFiles.find((path) => this.host.kindOf(path) === "file");
  }

  startBuild(): void {
    this.#told.clear();
    this.#reading = undefined;
  }

  prepare(): Promise<void> {
    return (this.#reading ??= readSettings(this.#options, this.directory).then((settings) => {
      this.#settings = settings;
    }));
  }

  loadNow(path: string, runtime?: string): LoadedThrift | string {
    if (typeof this.#settings === "string") return this.#settings;
    const { modules } = this.#settings;
    try {
      const problem = findRootProblem(modules.root, this.host);
      if (problem !== undefined) return problem;
      const own = { host: this.host, cache: this.#cache, sourceMap: this.#sourceMap };
      const imported = runtime === undefined ? {} : { runtime };
      return loadThriftSync(path, { ...modules, ...imported, ...own });
    } catch (error) {
      if (isMistake(error)) return error.message;
      throw error;
    }
  }

  async load(path: string): Promise<LoadedThrift | string> {
    await this.prepare();
    const loaded = this.loadNow(path);
    if (typeof loaded === "string" || typeof this.#settings === "string") return loaded;
    const { declarations, modules } = this.#settings;
    if (declarations === undefined || loaded.code === "") return loaded;
    const write = this.#writing.then(() => this.#declare(loaded, modules, declarations));
    this.#writing = write.catch(() => undefined);
    return (await write) ?? loaded;
  }

  /** Writes what types the module and its includes; a text where there is no place for it or the disk refuses. */
  async #declare(
    loaded: LoadedThrift,
    modules: PluginSettings["modules"],
    declarations: NonNullable<PluginSettings["declarations"]>,
  ): Promise<string | undefined> {
    const { source, root } = loaded;
    if (this.#declared.get(source) === loaded) return undefined;
    const { host } = this;
    const project = this.directory;
    try {
      const result = await emitDeclarations({
        ...modules,
        files: [source],
        root,
        host,
        project,
        declarations,
        write: true,
      });
      // The module has none, but its declarations may have nowhere to stand.
      const errors = result.diagnostics.filter(({ severity }) => severity === "error");
      if (errors.length > 0) return showFindings(errors, project);
      this.#noteUse(result);
    } catch (error) {
      if (isMistake(error)) return error.message;
      throw error;
    }
    this.#declared.set(source, loaded);
    return undefined;
  }

  /** Those that stood there as they are have been told of, by whoever wrote them. */
  #noteUse({ declarations, writtenDeclarations }: DeclarationsResult): void {
    const { created = [], updated = [] } = writtenDeclarations ?? {};
    if (created.length + updated.length === 0) return;
    const text = describeDeclarations(declarations, this.runtime, this.directory);
    if (text === "" || this.#told.has(text)) return;
    this.#told.add(text);
    this.#hint = translateFlags(text);
  }

  takeHint(): string | undefined {
    const hint = this.#hint;
    this.#hint = undefined;
    return hint;
  }

  selectNew(findings: readonly Diagnostic[]): Diagnostic[] {
    return findings.filter(({ code, message, span }) => {
      const before = this.#told.size;
      const key = JSON.stringify([code, message, span?.file.path, span?.start]);
      return this.#told.add(key).size > before;
    });
  }
}

/** Told without a stack, whose lines would be none of the user's. */
function isMistake(error: unknown): error is HostError | OptionError {
  return error instanceof HostError || error instanceof OptionError;
}
