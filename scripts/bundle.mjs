/** The bundles that are published. The CLI is one minified file: start-up time is mostly loading. */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

export function bundleCli(outfile) {
  return bundle({ entryPoints: ["cli.ts"], outfile, minify: true });
}

export function bundleApi(outfile) {
  return bundle({ entryPoints: ["src/index.ts"], outfile });
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
