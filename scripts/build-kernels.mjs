/**
 * Assembles the SIMD kernels of the runtime, each into kernels.ts beside its source. The results are committed; a test calls
 * `renderKernels` and holds them against the files. `node scripts/build-kernels.mjs`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import loadWabt from "wabt";

const script = fileURLToPath(import.meta.url);
const runtime = join(dirname(script), "../packages/runtime/src");

/** The sources. */
export const kernelSources = ["list/swap.wat", "wide/wide.wat"];

/** Where the kernels of a source are committed. */
export const kernelsPath = (source) => join(runtime, dirname(source), "kernels.ts");

/** The text of that file. */
export async function renderKernels(source) {
  const wabt = await loadWabt();
  const [, name] = source.split("/");
  const module = wabt.parseWat(name, readFileSync(join(runtime, source), "utf8"), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({ canonicalize_lebs: true, write_debug_names: false });
  module.destroy();
  return [
    `/** ${name}, assembled by scripts/build-kernels.mjs: ${buffer.length} bytes of WebAssembly in base64. */`,
    `export const kernels =`,
    `  "${Buffer.from(buffer).toString("base64")}";`,
    ``,
  ].join("\n");
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === script) {
  for (const source of kernelSources)
    writeFileSync(kernelsPath(source), await renderKernels(source));
}
