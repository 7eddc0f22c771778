/** Compiles workloads.thrift with views, as a user does, and bundles it with what the rows need of the runtime. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runCompiler } from "../codec/compile.mjs";
import { bundleOurs, cache } from "../codec/ours.mjs";

/**
 * The bundle's path. `generated` is a folder with workloads.ts and workloads.view.ts in place of what the compiler makes;
 * `runtime` is "dist" for what is built or "src" for the sources.
 */
export function prepareViews({ generated, runtime }) {
  const file = fileURLToPath(new URL("../workloads.thrift", import.meta.url));
  const folder = resolve(generated ?? runCompiler(file, "views", ["--i64", "number", "--views"]));
  const entry = resolve(cache, "gen", "views-entry.ts");
  writeFileSync(
    entry,
    `export * from ${JSON.stringify(resolve(folder, "workloads.ts"))};
    export * from ${JSON.stringify(resolve(folder, "workloads.view.ts"))};
    export { ChainBuffer } from "@thriftgen/runtime";
    export { openMessage } from "@thriftgen/runtime/codegen-v1";`,
  );
  return bundleOurs(entry, runtime);
}
