/** The loop of a watcher: something changed -> configure -> build -> write -> watch what the output depends on now. */
import { resolve } from "node:path";
import { formatDiagnostics } from "../diagnostics/render.js";
import { normalizePath } from "../host.js";
import { Builder, type Delivery } from "./builder.js";
import { DirectoryWatches } from "./directory-watches.js";
import type { Listeners } from "./listeners.js";
import { Places } from "./places.js";
import type { WatchEvents, WatchOptions } from "./watcher.js";

const debounceMs = 30;
/** A stream of changes is interrupted after this many times the debounce. */
const maximumDebounces = 10;

export interface Engine {
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Begins with a build. */
export function startEngine(options: WatchOptions, listeners: Listeners<WatchEvents>): Engine {
  const engine = new WatchEngine(options, listeners);
  engine.start();
  return engine;
}

class WatchEngine implements Engine {
  readonly #options: WatchOptions;
  readonly #listeners: Listeners<WatchEvents>;
  readonly #builder: Builder;
  readonly #places: Places;
  readonly #watches: DirectoryWatches;
  readonly #controller = new AbortController();
  readonly #pending = new Set<string>();
  #isPending = false;
  /** Build even where nothing looks changed: what failed may succeed now. */
  #isForced = false;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #shown = formatDiagnostics([], { format: "json" });

  constructor(options: WatchOptions, listeners: Listeners<WatchEvents>) {
    this.#options = options;
    this.#listeners = listeners;
    const directory = normalizePath(resolve(options.workingDirectory ?? process.cwd()));
    this.#builder = new Builder(options, directory);
    this.#places = new Places(directory);
    this.#watches = new DirectoryWatches((path) => this.#notice(path), options.poll);
  }

  start(): void {
    this.#since = performance.now();
    this.#isPending = true;
    this.#isForced = true;
    this.#run();
  }

  async settle(): Promise<void> {
    if (this.#controller.signal.aborted) return;
    if (!this.#isPending) this.#since = performance.now();
    this.#isPending = true;
    this.#isForced = true;
    clearTimeout(this.#timer);
    // A run that has just found nothing to do may not have ended yet: then it takes another one.
    while (this.#isPending || this.#running !== undefined) {
      if (this.#controller.signal.aborted) return;
      this.#run();
      await this.#running;
    }
  }

  async close(): Promise<void> {
    this.#controller.abort();
    clearTimeout(this.#timer);
    this.#watches.close();
    await this.#running;
  }

  /** A path that the system names; undefined where it only says that something changed. */
  #notice(path: string | undefined): void {
    if (this.#controller.signal.aborted) return;
    if (path !== undefined && !this.#places.isRelevant(path)) return;
    if (path !== undefined && this.#places.isContent(path)) this.#pending.add(path);
    const now = performance.now();
    if (!this.#isPending) this.#since = now;
    this.#isPending = true;
    const debounce = this.#options.debounce ?? debounceMs;
    const left = this.#since + maximumDebounces * debounce - now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.max(0, Math.min(debounce, left)));
  }

  #run(): void {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
  }

  async #work(): Promise<void> {
    const { signal } = this.#controller;
    while (this.#isPending && !signal.aborted) {
      const since = this.#since;
      const isForced = this.#isForced;
      this.#isPending = false;
      this.#isForced = false;
      const changed = new Set([...this.#pending, ...this.#places.findChanged()]);
      this.#pending.clear();
      if (changed.size === 0 && !isForced) continue;
      try {
        await this.#build([...changed], since);
      } catch (error) {
        if (!signal.aborted) this.#listeners.tell("error", error);
      }
    }
    if (!signal.aborted) this.#listeners.tell("idle", undefined);
  }

  async #build(changed: readonly string[], since: number): Promise<void> {
    let failure = await this.#compile(changed);
    // What was read before it was watched may have changed in between: then it is read once more.
    for (let missed = this.#watch(); missed.length > 0; missed = this.#watch()) {
      failure = await this.#compile(missed);
    }
    if (failure !== undefined) throw failure.error;
    const delivery = await this.#deliver();
    this.#tellDiagnostics(delivery);
    if (delivery.event === undefined) return;
    const milliseconds = performance.now() - since;
    this.#listeners.tell("built", { ...delivery.event, milliseconds });
  }

  /** Our own writing is no change; what others take away from the output is, from then on. */
  async #deliver(): Promise<Delivery> {
    try {
      return await this.#builder.deliver(this.#controller.signal);
    } finally {
      this.#places.set(this.#builder.places());
      this.#watches.set(this.#places.directories());
      this.#places.refresh("presence");
    }
  }

  async #compile(changed: readonly string[]): Promise<{ readonly error: unknown } | undefined> {
    try {
      await this.#builder.compile(changed);
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** Watches what the output depends on now; returns what may have changed before it was watched. */
  #watch(): readonly string[] {
    if (this.#controller.signal.aborted) return [];
    const added = this.#places.set(this.#builder.places());
    const hasNew = this.#watches.set(this.#places.directories());
    return hasNew || added.length > 0 ? [...added, ...this.#places.findChanged()] : [];
  }

  /** Also where they are those of the build before, if something was edited: people want to see that it was read. */
  #tellDiagnostics({ diagnostics, isEdited }: Delivery): void {
    const text = formatDiagnostics(diagnostics, { format: "json" });
    const isNews = text !== this.#shown || (diagnostics.length > 0 && isEdited);
    this.#shown = text;
    if (isNews) this.#listeners.tell("diagnostics", diagnostics);
  }
}
