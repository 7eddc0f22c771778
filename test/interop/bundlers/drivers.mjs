/**
 * How each bundler is run: `start` gives a function that builds again with the same plugin, writes `out/app.mjs` with its
 * map, and rejects with what the bundler's user sees where the build fails.
 */
import { join } from "node:path";

const entry = "src/app.js";
const outfile = "out/app.mjs";

export const drivers = {
  async vite(plugin, root) {
    const { build } = await import("vite");
    return () =>
      build({
        root,
        configFile: false,
        logLevel: "silent",
        plugins: [plugin],
        ssr: { noExternal: true },
        build: {
          ssr: entry,
          outDir: "out",
          sourcemap: true,
          minify: false,
          rollupOptions: { output: { entryFileNames: "app.mjs" } },
        },
      });
  },

  async rollup(plugin) {
    const { rollup } = await import("rollup");
    const { nodeResolve } = await import("@rollup/plugin-node-resolve");
    return async () => {
      const bundle = await rollup({
        input: entry,
        plugins: [plugin, nodeResolve({ exportConditions: ["node"] })],
      });
      await bundle.write({ file: outfile, sourcemap: true });
    };
  },

  async rolldown(plugin) {
    const { rolldown } = await import("rolldown");
    return async () => {
      const bundle = await rolldown({ input: entry, platform: "node", plugins: [plugin] });
      await bundle.write({ file: outfile, sourcemap: true });
    };
  },

  async webpack(plugin, root) {
    const { default: webpack } = await import("webpack");
    return runCompiler(webpack(webpackConfig(plugin, root)));
  },

  async rspack(plugin, root) {
    const { rspack } = await import("@rspack/core");
    return runCompiler(rspack(webpackConfig(plugin, root)));
  },

  async rsbuild(plugin, root) {
    const { createRsbuild } = await import("@rsbuild/core");
    return async () => {
      const rsbuild = await createRsbuild({
        cwd: root,
        rsbuildConfig: {
          mode: "production",
          plugins: [plugin],
          logLevel: "error",
          source: { entry: { app: `./${entry}` } },
          output: {
            target: "node",
            module: true,
            minify: false,
            sourceMap: { js: "source-map" },
            distPath: { root: "out" },
            filename: { js: "app.mjs" },
          },
        },
      });
      const { stats } = await rsbuild.build();
      assertBuilt(stats);
    };
  },

  async farm(plugin, root) {
    const { build, Logger } = await import("@farmfe/core");
    const logger = new Logger();
    // It would end the process.
    logger.error = (text) => {
      throw text instanceof Error ? text : new Error(text);
    };
    return () =>
      build({
        logger,
        root,
        configPath: undefined,
        clearScreen: false,
        plugins: [plugin],
        compilation: {
          input: { app: `./${entry}` },
          output: { path: "out", entryFilename: "app.mjs", format: "esm", targetEnv: "node" },
          external: [],
          minify: false,
          sourcemap: true,
          persistentCache: false,
          presetEnv: false,
          partialBundling: { enforceResources: [{ name: "app", test: [".+"] }] },
        },
      });
  },

  async bun(plugin, root) {
    return async () => {
      await Bun.build({
        entrypoints: [join(root, entry)],
        outdir: join(root, "out"),
        naming: "app.mjs",
        target: "node",
        sourcemap: "linked",
        plugins: [plugin],
        throw: true,
      });
    };
  },
};

function webpackConfig(plugin, root) {
  return {
    context: root,
    mode: "none",
    target: "node",
    entry: `./${entry}`,
    devtool: "source-map",
    output: { path: join(root, "out"), filename: "app.mjs", module: true, chunkFormat: "module" },
    experiments: { outputModule: true },
    infrastructureLogging: { level: "none" },
    plugins: [plugin],
  };
}

function runCompiler(compiler) {
  return () =>
    new Promise((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error) return reject(error);
        try {
          assertBuilt(stats);
          resolve();
        } catch (failure) {
          reject(failure);
        }
      });
    });
}

function assertBuilt(stats) {
  if (!stats.hasErrors()) return;
  throw new Error(stats.toString({ all: false, errors: true, colors: false }));
}
