/** Bundles our runtime for the children. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { cache } from "../codec/ours.mjs";

const runtime = fileURLToPath(new URL("../../packages/runtime", import.meta.url));

/** What Node takes of nested conditions. */
const pick = (entry) =>
  typeof entry === "string" ? entry : pick(entry.node ?? entry.import ?? entry.default);

/** What the runtime's package.json says about `#name` imports for Node, as paths of its sources. */
function aliasesOfSources() {
  const { imports } = JSON.parse(readFileSync(resolve(runtime, "package.json"), "utf8"));
  const paths = Object.entries(imports).map(([name, entry]) => [
    name,
    resolve(runtime, pick(entry).replace("dist/", "src/").replace(/\.js$/, ".ts")),
  ]);
  return Object.fromEntries(paths);
}

/** One bundle of all that generated code and its users import, and of the kernels, from "dist" or "src"; returns its path, which has a hash. */
export async function bundleRuntime(from) {
  const extension = from === "src" ? "ts" : "js";
  const entry = ["index", "codegen-v1", "list/kernels"].map(
    (name) => `export * from ${JSON.stringify(resolve(runtime, from, `${name}.${extension}`))};`,
  );
  const result = await build({
    stdin: { contents: entry.join("\n"), resolveDir: runtime, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    alias: from === "src" ? aliasesOfSources() : {},
    external: ["@thriftgen/simd-*"],
    logLevel: "error",
  });
  const text = result.outputFiles[0].text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  mkdirSync(cache, { recursive: true });
  const out = resolve(cache, `lists-${hash}.mjs`);
  writeFileSync(out, text);
  return out;
}
