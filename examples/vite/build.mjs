/** Builds the page into dist/. To develop: npx vite examples/vite */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

await build({ root: dirname(fileURLToPath(import.meta.url)) });
