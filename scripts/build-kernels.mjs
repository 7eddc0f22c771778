/**
 * Assembles the SIMD kernels, packages/runtime/src/list/swap.wat, into kernels.ts beside it. The result is committed; a test
 * calls `renderKernels` and holds it against the file. `node scripts/build-kernels.mjs`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import loadWabt from "wabt";

const script = fileURLToPath(import.meta.url);
const folder = join(dirname(script), "../packages/runtime/src/list");
export const kernelsPath = join(folder, "kernels.ts");

/** The text of kernels.ts. */
export async function renderKernels() {
  const wabt = await loadWabt();
  const module = wabt.parseWat("swap.wat", readFileSync(join(folder, "swap.wat"), "utf8"), {
    simd: true,
  });
  module.validate();
  const { buffer } = module.toBinary({ canonicalize_lebs: true, write_debug_names: false });
  module.destroy();
  return [
    `/** swap.wat, assembled by scripts/build-kernels.mjs: ${buffer.length} bytes of WebAssembly in base64. */`,
    `export const kernels =`,
    `  "${Buffer.from(buffer).toString("base64")}";`,
    ``,
  ].join("\n");
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === script) {
  writeFileSync(kernelsPath, await renderKernels());
}
