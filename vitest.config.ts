import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const runtime = (name: string): string =>
  fileURLToPath(new URL(`packages/runtime/src/${name}.ts`, import.meta.url));

const alias = [
  { find: "@thriftgen/runtime/codegen-v1", replacement: runtime("codegen-v1") },
  { find: /^@thriftgen\/runtime$/, replacement: runtime("index") },
  { find: "#text", replacement: runtime("text-node") },
];

/** `unit` needs Node and npm only; `corpus` needs ../shared; `interop` needs foreign compilers. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/corpus/**", "test/interop/**"],
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "corpus",
          include: ["test/corpus/**/*.test.ts"],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "interop",
          include: ["test/interop/**/*.test.ts"],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
