/** Writes schema/thriftgen.config.schema.json from the option table: `npm run schema`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { format } from "prettier";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "schema/thriftgen.config.schema.json");

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["src/config/json-schema.ts"],
  bundle: true,
  format: "esm",
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString("base64");
const { createConfigSchema } = await import(`data:text/javascript;base64,${source}`);
mkdirSync(dirname(target), { recursive: true });
const text = JSON.stringify(createConfigSchema(), undefined, 2);
writeFileSync(target, await format(text, { parser: "json", printWidth: 100 }));
