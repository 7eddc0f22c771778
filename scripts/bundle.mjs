/** The bundles that are published. The CLI is one minified file: start-up time is mostly loading. */
import { renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { esbuildTemplates } from "./handlebars-module.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

export async function bundleCli(outfile) {
  await bundleHandlebars(dirname(outfile));
  const plugins = [esbuildTemplates, handlebarsApart];
  return bundle({ entryPoints: ["cli.ts"], outfile, minify: true, plugins });
}

/** A file of its own beside the command line, so that only `scaffold` loads it. Without its source maps. */
async function bundleHandlebars(directory) {
  const outfile = join(directory, "handlebars.js");
  const temporary = join(directory, `handlebars-${process.pid}.js`);
  const contents = 'export { default } from "handlebars/dist/cjs/handlebars.js";';
  const stdin = { contents, resolveDir: root };
  await bundle({ stdin, outfile: temporary, minify: true, external: ["source-map"] });
  renameSync(temporary, outfile);
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

/** The plugins that package.json exports, by file name. */
export const plugins = ["esbuild"];

/** Small files beside the API, which they import and do not contain; what several share is a file of its own. */
export function bundlePlugins(outdir) {
  return bundle({
    entryPoints: plugins.map((name) => `src/plugins/${name}.ts`),
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
