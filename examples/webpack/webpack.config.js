import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { thrift } from "thriftgen/webpack";

const here = dirname(fileURLToPath(import.meta.url));

export default {
  context: here,
  mode: "production",
  target: "node",
  devtool: "source-map",
  entry: "./app.js",
  output: { path: join(here, "dist"), filename: "app.mjs", module: true, chunkFormat: "module" },
  experiments: { outputModule: true },
  plugins: [thrift()],
};
