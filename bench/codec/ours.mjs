/** Loads code that thriftgen generated (or a prototype of it) with its runtime. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const cache = resolve(root, "bench/.cache");

/**
 * Bundles a .ts or .js module together with the runtime into bench/.cache; returns the bundle's path, which
 * carries a hash of its content. `runtime: "src"` takes the runtime's sources, "dist" what it ships.
 */
export async function bundleOurs(path, runtime) {
  const folder = resolve(root, "packages/runtime", runtime);
  const extension = runtime === "src" ? "ts" : "js";
  const wrap = runtime === "src" ? resolve(folder, "block.ts") : "@thriftgen/runtime";
  const entry = `
    export * from ${JSON.stringify(resolve(path))};
    export { wrapBlock } from ${JSON.stringify(wrap)};`;
  const result = await build({
    stdin: { contents: entry, resolveDir: dirname(resolve(path)), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    alias: {
      "@thriftgen/runtime": resolve(folder, `index.${extension}`),
      "@thriftgen/runtime/codegen-v1": resolve(folder, `codegen-v1.${extension}`),
      "#text": resolve(folder, `text-node.${extension}`),
      "#wide": resolve(folder, `wide/open-node.${extension}`),
      "#native": resolve(folder, `list/native-node.${extension}`),
    },
    logLevel: "error",
  });
  const text = result.outputFiles[0].text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  mkdirSync(cache, { recursive: true });
  const out = resolve(cache, `ours-${hash}.mjs`);
  writeFileSync(out, text);
  return out;
}

export const importOurs = (path) => import(pathToFileURL(path).href);

// Bytes out of a Buffer come back as a Buffer: as good as a Uint8Array, but not deeply equal to one.
const plain = { i64: Number, binary: (bytes) => new Uint8Array(bytes) };

const toTypedList = (item, items) =>
  item === "i64"
    ? BigInt64Array.from(items, BigInt)
    : item === "i32"
      ? Int32Array.from(items)
      : items;

/** Our modes differ in the form of i64; "typed" is number mode with --typed-lists. */
export const ourForms = {
  number: { form: {}, plain },
  bigint: { form: { i64: BigInt }, plain },
  typed: { form: { list: toTypedList }, plain },
};
