import { assertKind } from "../argument-kinds.js";
import { createListeners } from "./listeners.js";
import type { Watcher, WatchEvents, WatchOptions } from "./watcher.js";

/**
 * Compiles at once, and again whenever the IDL, an include, a place where an include was looked for, a config file or the
 * output directory changes. Throws where options are missing, and outlives every other mistake: see the events. Needs Node, Bun or Deno.
 *
 *     const watcher = createWatcher({ compilation: { files: ["user.thrift"], outDir: "gen" } });
 *     watcher.on("built", ({ changed, written }) => console.log(changed, written));
 *     watcher.on("diagnostics", (found) => process.stderr.write(formatDiagnostics(found)));
 */
export function createWatcher(options: WatchOptions): Watcher {
  assertKind("createWatcher", "object", options, "{ compilation: { files, outDir } }");
  const listeners = createListeners<WatchEvents>();
  // What watches needs Node: loaded here, so that the API itself loads in browsers. Listeners may be added meanwhile.
  const engine = import("./engine.js").then(({ startEngine }) => startEngine(options, listeners));
  engine.catch((error: unknown) => listeners.tell("error", error));
  return {
    on: listeners.on,
    settle: async () => (await engine).settle(),
    async close() {
      listeners.silence();
      await (await engine).close();
    },
  };
}
