/** One build of a watcher: configure, compile, write. Knows nothing of events and time. */
import { join, resolve } from "node:path";
import { formatFiles } from "../compile.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { GeneratedFile } from "../emitters/index.js";
import { createNodeHost, toPosix } from "../host-node.js";
import { normalizePath } from "../host.js";
import { createSession, type CompileSession, type SessionBuild } from "../incremental/session.js";
import { DeclarationOutputs } from "./declaration-outputs.js";
import { Outputs } from "./outputs.js";
import type { SignatureKind } from "./signatures.js";
import { Untold } from "./untold.js";
import type { BuiltEvent, WatchedCompilation, WatchOptions } from "./watcher.js";

/** What is compiled now. */
interface Plan {
  readonly given: WatchedCompilation;
  readonly session: CompileSession;
}

/** What a build gave and, where there were no errors, what was written. */
export interface Delivery {
  readonly diagnostics: readonly Diagnostic[];
  /** Whether IDL was read anew since the last delivery. */
  readonly isEdited: boolean;
  /** Undefined where there are errors, or where nothing came of the change. */
  readonly event: Omit<BuiltEvent, "milliseconds"> | undefined;
}

export class Builder {
  readonly #options: WatchOptions;
  readonly #directory: string;
  readonly #configFiles: ReadonlySet<string>;
  #plan: Plan | undefined;
  /** By directory; those of earlier plans until what they have written is taken away. */
  readonly #outputs = new Map<string, Outputs>();
  readonly #declarations = new DeclarationOutputs();
  /** Of the last plan, so that the places of a broken config stay known. */
  #listed: ReadonlySet<string> = new Set();
  #needsPlan = true;
  #latest: SessionBuild | undefined;
  /** Changed, and not yet told to the session: a broken config can stand between. */
  readonly #unread = new Set<string>();
  /** Where something stands, perhaps, that keeps the last build from being written. */
  #wanted: readonly string[] = [];
  readonly #untold = new Untold();
  /** Since the last build that was told. */
  readonly #parsed = new Set<string>();
  readonly #emitted = new Set<string>();
  #isTold = false;
  #isEdited = false;
  #formatted = new WeakMap<GeneratedFile, GeneratedFile>();

  constructor(options: WatchOptions, directory: string) {
    this.#options = options;
    this.#directory = directory;
    const files = (options.configFiles ?? []).map((path) => this.#locate(path));
    this.#configFiles = new Set(files);
  }

  /** Absolute paths of all that the output depends on, so far as is known. */
  places(): ReadonlyMap<string, SignatureKind> {
    const places = new Map<string, SignatureKind>();
    const outDir = this.#locateOutput(this.#plan?.given);
    if (outDir !== undefined) places.set(outDir, "presence");
    // Not what they hold: formatters and other writers of the same file would never come to an end with us.
    for (const path of [...this.#listOutputs(), ...this.#wanted]) places.set(path, "presence");
    for (const path of this.#plan?.session.dependencies ?? []) places.set(path, "content");
    for (const path of this.#listed) places.set(path, "entries");
    for (const path of this.#configFiles) places.set(path, "content");
    return places;
  }

  /** Compiles what differs; `changed` holds absolute paths. Throws what cannot be compiled at all. */
  async compile(changed: readonly string[]): Promise<void> {
    for (const path of changed) this.#unread.add(path);
    const isListed = changed.some((path) => this.#configFiles.has(path) || this.#listed.has(path));
    this.#latest = undefined;
    if (isListed || this.#needsPlan) await this.#configure();
    const { given, session } = this.#plan ?? {};
    if (given?.problem !== undefined) throw given.problem;
    const unread = [...this.#unread];
    this.#unread.clear();
    const build = session?.build(unread, given?.files);
    for (const path of build?.parsed ?? []) this.#parsed.add(path);
    for (const path of build?.emitted ?? []) this.#emitted.add(path);
    if (build !== undefined && build.parsed.length > 0) this.#isEdited = true;
    this.#latest = build;
  }

  /** Writes what the last `compile` gave. Throws a HostError where the disk refuses; the next call tries again. */
  async deliver(signal: AbortSignal): Promise<Delivery> {
    const build = this.#latest;
    const plan = this.#plan;
    if (build === undefined || plan === undefined) throw new Error("nothing was compiled");
    const { diagnostics, inputs } = build;
    const isEdited = this.#isEdited;
    if (diagnostics.some(({ severity }) => severity === "error")) {
      this.#isTold = false;
      this.#isEdited = false;
      return { diagnostics, isEdited, event: undefined };
    }
    const changed = [...this.#parsed].toSorted();
    const files = await this.#format(build.files, plan.given);
    signal.throwIfAborted();
    const current = this.#locateOutput(plan.given);
    const declarations = build.declarations ?? [];
    const below = current === undefined ? [] : files.map(({ path }) => join(current, path));
    const beside = declarations.map(({ root, path }) => join(root, path));
    this.#wanted = [...below, ...beside].map(toPosix);
    const report = await this.#outputsOf(current)?.update(files, signal);
    const written = report && this.#untold.complete(report.written, current);
    if (report !== undefined) this.#untold.add(report, current);
    const typed = await this.#declarations.update(declarations, signal);
    this.#untold.add({ ...typed, removed: [...typed.removed, ...this.#clearOthers(current)] });
    const removed = this.#untold.takeRemoved(new Set(this.#wanted), current);
    this.#wanted = [];
    const emitted = [...this.#emitted].toSorted();
    const done = [written, typed.written].flatMap((all) => [all?.created, all?.updated]);
    const isNews =
      [changed, emitted, removed, ...done].some((list = []) => list.length > 0) || !this.#isTold;
    this.#isTold = true;
    this.#isEdited = false;
    this.#parsed.clear();
    this.#emitted.clear();
    const event = {
      changed,
      inputs,
      emitted,
      files,
      declarations: build.declarations,
      written,
      writtenDeclarations: build.declarations && typed.written,
      removed,
    };
    return { diagnostics, isEdited, event: isNews ? event : undefined };
  }

  async #configure(): Promise<void> {
    this.#needsPlan = true;
    const { compilation } = this.#options;
    const given = typeof compilation === "function" ? await compilation() : compilation;
    this.#needsPlan = false;
    this.#listed = new Set((given.directories ?? []).map((path) => this.#locate(path)));
    const before = this.#plan;
    if (before !== undefined && isSame(before.given, given)) {
      this.#plan = { ...before, given };
      return;
    }
    const host = createNodeHost(this.#directory);
    // A config that has just changed has no place in what was made by the one before.
    this.#formatted = new WeakMap();
    const onlyDeclarations = given.outDir === undefined && (given.declarations ?? false) !== false;
    const { directories: _directories, problem: _problem, ...options } = given;
    const session = createSession({ ...options, host, onlyDeclarations });
    this.#plan = { given, session };
  }

  #outputsOf(directory: string | undefined): Outputs | undefined {
    if (directory === undefined) return undefined;
    const outputs = this.#outputs.get(directory) ?? new Outputs(directory);
    this.#outputs.set(directory, outputs);
    return outputs;
  }

  /** Takes away what earlier plans have written into other directories; returns absolute paths. */
  #clearOthers(current: string | undefined): string[] {
    const others = [...this.#outputs].filter(([directory]) => directory !== current);
    for (const [directory] of others) this.#outputs.delete(directory);
    // One directory may lie in the other, and a file in both; or be the other, by another name.
    const host = createNodeHost(this.#directory);
    const realOf = (path: string): string => host.realPath(path) ?? path;
    const kept = new Set(this.#listOutputs().map(realOf));
    return others.flatMap(([, outputs]) =>
      outputs.clear((path) => kept.has(realOf(path)), this.#directory),
    );
  }

  /** Absolute paths of what was written. */
  #listOutputs(): string[] {
    return [...this.#outputs.values(), this.#declarations].flatMap((outputs) => outputs.paths());
  }

  async #format(
    files: readonly GeneratedFile[],
    given: WatchedCompilation,
  ): Promise<readonly GeneratedFile[]> {
    if (given.format === undefined || given.format === false) return files;
    const fresh = files.filter((file) => !this.#formatted.has(file));
    const outDir = this.#locateOutput(given);
    const formatted = await formatFiles(fresh, { ...given, outDir });
    for (const [index, file] of fresh.entries()) {
      this.#formatted.set(file, formatted[index] ?? file);
    }
    return files.map((file) => this.#formatted.get(file) ?? file);
  }

  #locateOutput({ outDir }: { readonly outDir?: string | undefined } = {}): string | undefined {
    return outDir === undefined ? undefined : this.#locate(outDir);
  }

  /** A path on the disk, as its system reads it. */
  #locate(path: string): string {
    return normalizePath(resolve(this.#directory, path));
  }
}

/** What may differ while all that was made before stays right. */
const variableKeys: ReadonlySet<string> = new Set(["files", "directories", "problem"]);

/** Lists by their elements, all else by identity. */
function isSame(a: WatchedCompilation, b: WatchedCompilation): boolean {
  const [before, after] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.every((key) => variableKeys.has(key) || isSameValue(before.get(key), after.get(key)));
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}
