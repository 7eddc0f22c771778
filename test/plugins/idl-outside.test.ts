/** IDL that stands outside the package that imports it, where nothing is installed: the runtime is the package's. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rspack } from "@rspack/core";
import { build as buildByEsbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { build as buildByVite, createServer } from "vite";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import webpack from "webpack";
import { bundleApi, bundlePlugins } from "../../scripts/bundle.mjs";
import { thrift as forBun, type BunPluginBuilder } from "../../src/plugins/bun.js";
import { thrift as forEsbuild } from "../../src/plugins/esbuild.js";
import type { ThriftPluginOptions } from "../../src/plugins/options.js";
import { thrift as forRolldown } from "../../src/plugins/rolldown.js";
import { thrift as forRollup } from "../../src/plugins/rollup.js";
import { thrift as forRspack } from "../../src/plugins/rspack.js";
import { thrift as forVite } from "../../src/plugins/vite.js";
import { thrift as forWebpack } from "../../src/plugins/webpack.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { installRuntime } from "./sample-app.js";

const root = createTemporaryDirectory();
const app = join(root, "app");

const files = {
  "idl/base.thrift":
    'include "level.thrift"\nstruct Meta { 1: required string k, 2: level.Level l }',
  "idl/level.thrift": "enum Level { LOW = 1, HIGH = 2 }\nstruct Step { 1: i32 size }",
  "app/package.json": '{ "type": "module", "private": true }',
  "app/src/app.js": `import { Meta } from "../../idl/base.thrift";
import { MetaView } from "../../idl/base.view.thrift";
import { Level, Step } from "../../idl/level.thrift";
const bytes = Meta.encode({ k: "Ada", l: Level.HIGH });
console.log(MetaView.of(bytes).k, Meta.decode(bytes).l, Step.decode(Step.encode({ size: 3 })).size);
`,
};
const printed = "Ada 2 3";

beforeAll(async () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  await installRuntime(join(app, "node_modules/@thriftgen/runtime"));
});

beforeEach(() => {
  vi.spyOn(process, "cwd").mockReturnValue(app);
});

afterEach(() => vi.restoreAllMocks());

const entry = join(app, "src/app.js");
const outfile = join(app, "out/bundle.mjs");

type Build = (options: ThriftPluginOptions) => Promise<unknown>;

const builds: Readonly<Record<string, Build>> = {
  esbuild: (options) =>
    buildByEsbuild({
      absWorkingDir: app,
      entryPoints: [entry],
      bundle: true,
      platform: "node",
      format: "esm",
      outfile,
      logLevel: "silent",
      plugins: [forEsbuild(options)],
    }),
  Vite: (options) =>
    buildByVite({
      root: app,
      configFile: false,
      logLevel: "silent",
      plugins: [forVite(options)],
      ssr: { noExternal: true },
      build: {
        ssr: entry,
        outDir: join(app, "out"),
        rollupOptions: { output: { entryFileNames: "bundle.mjs" } },
      },
    }),
  Rollup: async (options) => {
    const plugins = [forRollup(options), nodeResolve()];
    return (await rollup({ input: entry, plugins })).write({ file: outfile });
  },
  "Rollup alone": async (options) =>
    (await rollup({ input: entry, plugins: [forRollup(options)], onLog: () => undefined })).write({
      file: outfile,
    }),
  Rolldown: async (options) =>
    (await rolldown({ input: entry, platform: "node", plugins: [forRolldown(options)] })).write({
      file: outfile,
    }),
  webpack: (options) => pack(webpack, forWebpack(options)),
  Rspack: (options) => pack(rspack as unknown as typeof webpack, forRspack(options)),
};

/** webpack and Rspack take the same settings. */
function pack(bundler: typeof webpack, plugin: unknown): Promise<unknown> {
  return new Promise((done, fail) => {
    const compiler = bundler({
      mode: "production",
      target: "node20",
      context: app,
      entry,
      experiments: { outputModule: true },
      output: { path: join(app, "out"), filename: "bundle.mjs", module: true },
      plugins: [plugin as webpack.WebpackPluginInstance],
    });
    compiler?.run((error, stats) => {
      if (error !== null) fail(error);
      else if (stats?.hasErrors() === true) fail(new Error(stats.toString("errors-only")));
      else done(stats);
    });
  });
}

function run(path: string): string {
  return execFileSync(process.execPath, [path], { encoding: "utf8" }).trim();
}

describe.each(Object.entries(builds))("%s", (_, build) => {
  it("bundles the runtime of the project", async () => {
    await build({ config: false });
    expect(run(outfile)).toBe(printed);
  });

  it("names the directories where a runtime was looked for in vain", async () => {
    const failure = build({ config: false, runtime: "@thriftgen/absent/codegen-v1" });
    await expect(failure).rejects.toThrow(
      /imports "@thriftgen\/absent\/codegen-v1", which is not found/,
    );
    const text = await failure.catch((error: unknown) => showFailure(error));
    expect(text).toContain("Run: npm install @thriftgen/absent");
    expect(text).toContain(`looked for from ${join(root, "idl")} and from ${app}; `);
  });
});

/** What is shown of a failure, esbuild's notes too. */
function showFailure(error: unknown): string {
  const { errors } = error as { readonly errors?: unknown };
  return `${String(error)} ${JSON.stringify(errors)}`;
}

it("Vite's development server serves the runtime of the project", async () => {
  const server = await createServer({
    root: app,
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, ws: false },
    plugins: [forVite({ config: false })],
  });
  try {
    const log = vi.spyOn(console, "log").mockReturnValue();
    await server.ssrLoadModule("/src/app.js");
    expect(log.mock.calls.join("\n")).toBe("Ada,2,3");
  } finally {
    await server.close();
  }
});

it("Bun gets the path of the runtime of the project", async () => {
  type Load = Parameters<BunPluginBuilder["onLoad"]>[1];
  const loads: Load[] = [];
  const builder = {
    onResolve: () => undefined,
    onLoad: (_: unknown, callback: Load) => void loads.push(callback),
  };
  forBun({ config: false }).setup(builder);
  const module = await loads[0]?.({ path: join(root, "idl/base.thrift") });
  const path = join(app, "node_modules/@thriftgen/runtime/dist/codegen-v1.js");
  expect(module?.contents).toContain(`} from ${JSON.stringify(path)};`);
  forBun({ config: false, runtime: "@thriftgen/absent" }).setup(builder);
  await expect(loads[1]?.({ path: join(root, "idl/base.thrift") })).rejects.toThrow(
    `looked for from ${join(root, "idl")} and from ${app}; `,
  );
});

describe("thriftgen/register", () => {
  const installed = join(app, "node_modules/thriftgen/dist");

  beforeAll(async () => {
    await bundleApi(join(installed, "index.js"));
    await bundlePlugins(join(installed, "plugins"));
    const exports = { "./register": "./dist/plugins/register.js" };
    const manifest = JSON.stringify({ name: "thriftgen", type: "module", exports });
    writeFileSync(join(installed, "../package.json"), manifest);
  });

  function runApp(): { readonly stdout: string; readonly stderr: string } {
    const args = ["--import", "thriftgen/register", entry];
    return spawnSync(process.execPath, args, { cwd: app, encoding: "utf8" });
  }

  it("imports the runtime of the working directory", () => {
    expect(runApp()).toMatchObject({ stdout: `${printed}\n` });
  });

  it("names the directories where a runtime was looked for in vain", () => {
    const config = join(app, "thriftgen.config.json");
    writeFileSync(config, '{ "runtime": "@thriftgen/absent/codegen-v1" }');
    const { stderr } = runApp();
    expect(stderr).toContain('imports "@thriftgen/absent/codegen-v1", which is not found. Run: ');
    expect(stderr).toContain(`looked for from ${join(root, "idl")} and from ${app}; `);
  });
});
