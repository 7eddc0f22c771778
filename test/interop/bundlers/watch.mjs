/**
 * Watches the app of the current directory with one bundler, edits the IDL and waits for what each edit must lead to.
 * Prints what was seen after each.
 *
 *     node watch.mjs NAME EDITS (JSON: a list of { path, text or null, expected })
 */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [name, edits] = process.argv.slice(2);
const root = process.cwd();
const outfile = "out/app.mjs";
const plugin = createRequire(join(root, "index.js")).resolve(`thriftgen/${name}`);
const { thrift } = await import(pathToFileURL(plugin).href);
const plugins = [thrift()];

const watchers = {
  async webpack() {
    watchCompiler((await import("webpack")).default);
  },
  async rspack() {
    watchCompiler((await import("@rspack/core")).rspack);
  },
  async rollup() {
    const { watch } = await import("rollup");
    const { nodeResolve } = await import("@rollup/plugin-node-resolve");
    const resolver = nodeResolve({ exportConditions: ["node"] });
    listen(
      watch({ input: "src/app.js", plugins: [...plugins, resolver], output: { file: outfile } }),
    );
  },
  async rolldown() {
    const { watch } = await import("rolldown");
    listen(watch({ input: "src/app.js", platform: "node", plugins, output: { file: outfile } }));
  },
  async vite() {
    const { build } = await import("vite");
    const rollupOptions = { output: { entryFileNames: "app.mjs" } };
    const options = { watch: {}, ssr: "src/app.js", outDir: "out", rollupOptions };
    const ssr = { noExternal: true };
    listen(await build({ configFile: false, logLevel: "silent", plugins, ssr, build: options }));
  },
};

const seen = [];
let wake;
await watchers[name]();
for (const { path, text, expected } of JSON.parse(edits)) {
  if (text === null) rmSync(path);
  else if (path !== undefined) writeFileSync(path, text);
  console.log(await waitFor(expected));
  // Bundlers do not see an edit that comes before they watch again.
  await new Promise((resolve) => setTimeout(resolve, 300));
}
process.exit(0);

function watchCompiler(make) {
  const compiler = make({
    context: root,
    mode: "none",
    target: "node",
    entry: "./src/app.js",
    output: { path: join(root, "out"), filename: "app.mjs", module: true, chunkFormat: "module" },
    experiments: { outputModule: true },
    plugins,
  });
  compiler.watch({ aggregateTimeout: 20 }, (error, stats) => {
    if (error) tell(String(error));
    else tell(stats.hasErrors() ? stats.toString({ all: false, errors: true }) : runApp());
  });
}

function listen(watcher) {
  watcher.on("event", (event) => {
    if (event.code === "ERROR") tell(event.error.message);
    if (event.code === "END") tell(runApp());
    event.result?.close();
  });
}

function runApp() {
  return spawnSync(process.execPath, [outfile], { encoding: "utf8" }).stdout.trim();
}

function tell(text) {
  seen.push(text);
  wake?.();
}

/** What is seen before may be of the edit before: it does not count. The test's own time limit ends the waiting. */
async function waitFor(expected) {
  for (;;) {
    const text = seen.shift();
    if (text?.includes(expected)) return expected;
    if (text === undefined) await new Promise((resolve) => (wake = resolve));
  }
}
