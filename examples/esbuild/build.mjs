/** Bundles app.ts, which imports .thrift files, and runs the bundle. */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { thrift } from "thriftgen/esbuild";

const here = dirname(fileURLToPath(import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: ["app.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  sourcemap: true,
  outfile: "dist/app.mjs",
  logLevel: "info",
  plugins: [thrift({ declarations: true })],
});
await import(pathToFileURL(join(here, "dist/app.mjs")).href);
