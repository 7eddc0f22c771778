/** The same values give the same bytes on every kind of processor: 32 bits, big-endian, ARM. */
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, writeGenerated, type TestOptions } from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import {
  qemuArm,
  qemuArm64,
  qemuS390x,
  runProgram,
  type EmulatedNode,
} from "../support/foreign.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import type { ProcessorOutcome } from "./processor-cases.js";

/** Of each struct and mode; emulated, a hundred values take five seconds. */
const RUNS = 4;

const modes: readonly TestOptions[] = [
  {},
  { i64: "number", typedLists: true, unknownFields: "keep" },
];
const mains = ["kitchen_sink", "kitchen_keyed", "kitchen_extras"];

const directory = createTemporaryDirectory();
const script = join(directory, "program.mjs");
let expected: ProcessorOutcome;

/** A module that imports what is compiled of the kitchen sink in each mode, and checks it. */
async function writeProgram(): Promise<string> {
  const files = readFixtures();
  const imports: string[] = [];
  const inputs: string[] = [];
  for (const [index, options] of modes.entries()) {
    const named = mains.map((main) => `${main}.thrift`);
    const generated = writeGenerated(
      await compileOrFail(files, named, { ...options, views: true }),
    );
    for (const main of mains) {
      const name = `${main}_${index}`;
      const path = JSON.stringify(join(generated, main));
      imports.push(`import * as ${name} from ${path.replace(/"$/, '.ts"')};`);
      imports.push(`import * as ${name}_views from ${path.replace(/"$/, '.view.ts"')};`);
      inputs.push(
        `{ main: "${main}", options: ${JSON.stringify(options)}, module: ${name}, views: ${name}_views }`,
      );
    }
  }
  return `${imports.join("\n")}
    import { checkProcessor } from "./processor-cases.ts";
    const outcome = await checkProcessor(${JSON.stringify(files)}, [${inputs.join(", ")}], ${RUNS});
    console.log(JSON.stringify(outcome));`;
}

function readOutcome(node: Pick<EmulatedNode, "run">): ProcessorOutcome {
  const { code, stdout, stderr } = node.run([script]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as ProcessorOutcome;
}

beforeAll(async () => {
  const contents = await writeProgram();
  const source = join(repositoryRoot, "packages/runtime/src");
  await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    alias: {
      "@thriftgen/runtime/codegen-v1": join(source, "codegen-v1.ts"),
      "@thriftgen/runtime": join(source, "index.ts"),
      "#text": join(source, "text-node.ts"),
      "#wide": join(source, "wide/open-node.ts"),
      "#native": join(source, "list/native-none.ts"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["esbuild", "vitest"],
    outfile: script,
  });
  expected = readOutcome({ run: (args) => runProgram(process.execPath, args) });
});

test("this processor makes no mistakes", () => {
  expect(expected.mistakes).toEqual([]);
  expect(expected.values).toBeGreaterThan(100);
});

test.each([
  ["arm64", qemuArm64, { endianness: "LE", tier: "wasm" }],
  ["ARM of 32 bits", qemuArm, { endianness: "LE", tier: "wasm" }],
  // A number in memory is not what the kernels take it for.
  ["s390x", qemuS390x, { endianness: "BE", tier: "js" }],
] as const)("%s gives the same bytes", (_name, node, machine) => {
  node.prepare(directory);
  expect(readOutcome(node)).toEqual({ ...expected, ...machine });
});
