/** The committed kernels are those of their source. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kernelSources, kernelsPath, renderKernels } from "../../../scripts/build-kernels.mjs";
import { kernels } from "../../../packages/runtime/src/list/kernels.js";

test.each(kernelSources)(
  "a rebuild of %s gives the committed text, byte by byte",
  async (source) => {
    expect(await renderKernels(source)).toBe(readFileSync(kernelsPath(source), "utf8"));
  },
);

test("they are small enough for browsers to compile at once, and take one page that can't grow", () => {
  const code = Buffer.from(kernels, "base64");
  expect(code.length).toBeLessThan(4096);
  const module = new WebAssembly.Module(code);
  expect(WebAssembly.Module.imports(module)).toEqual([
    { module: "list", name: "memory", kind: "memory" },
  ]);
  const growing = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  expect(() => new WebAssembly.Instance(module, { list: { memory: growing } })).toThrow(
    WebAssembly.LinkError,
  );
});
