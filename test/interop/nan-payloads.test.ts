/**
 * Bits of NaNs in typed lists, in loops that engines have optimised: as numbers they may have any, and optimisers set or clear some
 * on the way from one array to another.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { enginePath, type Engine } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const program = `
  import { Doubles } from "./doubles.js";
  const patterns = [[0x7ff00000, 1], [0xfff7ffff, 0xfff7ffff], [0x7ff80000, 5], [0xffffffff, 0xffffffff], [0x7ff7ffff, 9], [0x40000000, 0]];
  const faults = new Set();
  let compared = 0;
  for (const length of [7, 40, 3000]) {
    const list = new Float64Array(length);
    const wire = new DataView(new ArrayBuffer(length * 8));
    for (let i = 0; i < length; i++) {
      const [high, low] = patterns[i % patterns.length];
      new Uint32Array(list.buffer).set([low, high], i * 2);
      wire.setUint32(i * 8, high);
      wire.setUint32(i * 8 + 4, low);
    }
    const expected = Buffer.from(wire.buffer);
    for (let round = 0; round * length < 6e6; round++) {
      const bytes = Doubles.encode({ list });
      if (round % 64 !== 0 && round * length < 5.9e6) continue;
      compared++;
      if (!expected.equals(bytes.subarray(8, -1))) faults.add("writing " + length);
      const read = Doubles.decode(bytes).list;
      if (!Buffer.from(read.buffer, read.byteOffset, read.byteLength).equals(Buffer.from(list.buffer))) faults.add("reading " + length);
    }
  }
  console.log(JSON.stringify({ compared, faults: [...faults] }));
`;

const directory = createTemporaryDirectory();
const script = join(directory, "program.mjs");

beforeAll(async () => {
  const idl = { "doubles.thrift": "struct Doubles { 1: list<double> list }" };
  const files = await compileOrFail(idl, "doubles.thrift", { typedLists: true });
  const source = join(repositoryRoot, "packages/runtime/src");
  await build({
    stdin: { contents: program, resolveDir: writeGenerated(files), loader: "js" },
    alias: {
      "@thriftgen/runtime/codegen-v1": join(source, "codegen-v1.ts"),
      "#text": join(source, "text-node.ts"),
      "#wide": join(source, "wide/open-node.ts"),
      "#native": join(source, "list/native-none.ts"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: script,
  });
});

const engines: readonly (readonly [Engine | "node", readonly string[]])[] = [
  ["node", []],
  ["node22", []],
  ["node24", []],
  ["node26", []],
  ["bun", []],
  ["deno", ["run", "--quiet", "--allow-read", "--allow-env"]],
];

test.each(engines)("are kept by loops and kernels in %s", (engine, flags) => {
  const path = engine === "node" ? process.execPath : enginePath(engine);
  for (const tier of ["js", "wasm"]) {
    const env = { ...process.env, THRIFTGEN_SIMD: tier, NO_COLOR: "1" };
    const output = execFileSync(path, [...flags, script], { encoding: "utf8", env });
    const { compared, faults } = JSON.parse(output) as { compared: number; faults: string[] };
    expect(faults, tier).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  }
});
