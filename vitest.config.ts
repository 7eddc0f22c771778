import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { viteTemplates } from "./scripts/handlebars-module.mjs";
import { LongestFirst } from "./test/support/longest-first.js";

const runtime = (name: string): string =>
  fileURLToPath(new URL(`packages/runtime/src/${name}.ts`, import.meta.url));

const alias = [
  { find: "@thriftgen/runtime/codegen-v1", replacement: runtime("codegen-v1") },
  { find: /^@thriftgen\/runtime$/, replacement: runtime("index") },
  { find: "#text", replacement: runtime("text-node") },
  { find: "#wide", replacement: runtime("wide/open-node") },
  { find: "#native", replacement: runtime("list/native-node") },
];

// Vitest's own 100 frames make each of the million errors that the tests provoke three times as slow.
const setupFiles = ["test/support/stack-traces.ts"];

/** `unit` needs Node and npm only; `corpus` needs ../shared; `interop` needs foreign compilers. */
export default defineConfig({
  test: {
    // All cores: by default Vitest leaves one idle, on two cores half of them.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [viteTemplates],
        resolve: { alias },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/corpus/**", "test/interop/**"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          setupFiles,
        },
      },
      {
        plugins: [viteTemplates],
        resolve: { alias },
        test: {
          name: "corpus",
          include: ["test/corpus/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 180_000,
          setupFiles,
        },
      },
      {
        plugins: [viteTemplates],
        resolve: { alias },
        test: {
          name: "interop",
          include: ["test/interop/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 180_000,
          setupFiles,
        },
      },
    ],
  },
});
