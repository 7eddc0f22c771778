/** The bundles that are published. The CLI is one minified file: start-up time is mostly loading. */
import { renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { esbuildTemplates } from "./handlebars-module.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

export async function bundleCli(outfile) {
  const handlebars = await bundleHandlebars(dirname(outfile));
  const plugins = [esbuildTemplates, handlebarsApart];
  // One character beyond ASCII makes Node read and hold all of it as UTF-16.
  const charset = "ascii";
  const cli = await bundle({ entryPoints: ["cli.ts"], outfile, minify: true, plugins, charset });
  // Its licence is carried along too.
  Object.assign(cli.metafile.inputs, handlebars.metafile.inputs);
  return cli;
}

/** A file of its own beside the command line, so that only `scaffold` loads it. Without its source maps. */
async function bundleHandlebars(directory) {
  const outfile = join(directory, "handlebars.js");
  const temporary = join(directory, `handlebars-${process.pid}.js`);
  const contents = 'export { default } from "handlebars/dist/cjs/handlebars.js";';
  const stdin = { contents, resolveDir: root };
  const external = ["source-map"];
  const result = await bundle({ stdin, outfile: temporary, minify: true, external });
  renameSync(temporary, outfile);
  return result;
}

const handlebarsApart = {
  name: "handlebars-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^handlebars$/ }, () => ({ path: "./handlebars.js", external: true }));
  },
};

export function bundleApi(outfile) {
  return bundle({ entryPoints: ["src/index.ts"], outfile });
}

/** The API for browsers, in which everything that needs a disk says so. */
export function bundleBrowser(outfile) {
  const options = { platform: "browser", target: "es2023", plugins: [withoutDisk] };
  return bundle({ entryPoints: ["src/index.ts"], outfile, ...options });
}

/** Loaded by the runtime where text asks for it, by `require`: all versions of Node have that for this kind of module. */
export function bundleWideText(outfile) {
  const entryPoints = ["packages/runtime/src/wide/index.ts"];
  return bundle({ entryPoints, outfile, format: "cjs", minify: true });
}

const withoutDisk = {
  name: "without-disk",
  setup({ onResolve }) {
    const filter =
      /\/(?:host-(?:config|format|inputs|node)|host-output\/[\w-]+|watch\/create-watcher)\.js$/;
    onResolve({ filter }, () => ({ path: join(root, "src/host-browser.ts") }));
  },
};

/** The plugins that package.json exports, by file name. */
export const plugins = [
  "esbuild",
  "vite",
  "rollup",
  "rolldown",
  "webpack",
  "rspack",
  "rsbuild",
  "farm",
  "bun",
  "register",
];

/** Small files beside the API, which they import and do not contain; what several share is a file of its own. */
export function bundlePlugins(outdir) {
  return bundle({
    // The hooks are imported by `register`, in a thread of their own.
    entryPoints: [...plugins, "register-hooks"].map((name) => `src/plugins/${name}.ts`),
    outdir,
    splitting: true,
    chunkNames: "shared-[hash]",
    // Spelled as sources of the plugins do; the output stands one level below dist/index.js too.
    external: ["../index.js", "unplugin"],
  });
}

/** Prettier is the user's own and found by path at run time; everything else is inside. */
function bundle(options) {
  return build({
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // scripts/licenses.mjs gathers the licences instead.
    legalComments: "none",
    charset: "utf8",
    metafile: true,
    logLevel: "warning",
    ...options,
  });
}
