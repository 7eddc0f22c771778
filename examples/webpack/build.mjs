/** Bundles app.js as webpack.config.js says, and runs the bundle. */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import webpack from "webpack";
import config from "./webpack.config.js";

const here = dirname(fileURLToPath(import.meta.url));

const stats = await new Promise((resolve, reject) => {
  webpack(config, (error, result) => (error ? reject(error) : resolve(result)));
});
console.log(stats.toString("errors-warnings"));
if (stats.hasErrors()) process.exit(1);
await import(pathToFileURL(join(here, "dist/app.mjs")).href);
