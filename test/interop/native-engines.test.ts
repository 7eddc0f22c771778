/** The native add-on in the engines that people run: one binary, the same bytes, and never a crash. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { buildNative, compiler, needsCompiler } from "../native/build.js";
import { enginePath, type Engine } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const BUILD_TIMEOUT = 60_000;
const PAIRS = "16";
const list = join(repositoryRoot, "packages/runtime/src/list");

const engines: readonly { readonly engine: Engine; readonly flags: readonly string[] }[] = [
  { engine: "node22", flags: [] },
  { engine: "node24", flags: [] },
  { engine: "node26", flags: [] },
  { engine: "bun", flags: [] },
  { engine: "deno", flags: ["run", "--quiet", "--allow-read", "--allow-ffi"] },
];

function run(engine: Engine, flags: readonly string[], args: readonly string[]): unknown {
  const output = execFileSync(enginePath(engine), [...flags, ...args], {
    encoding: "utf8",
    env: { ...process.env, THRIFTGEN_SIMD_ISA: undefined, NO_COLOR: "1" },
  });
  return JSON.parse(output);
}

/** Why the runtime does without. */
function readAbsence(probe: string, engine: Engine, flags: readonly string[]): string {
  return (run(engine, flags, [probe]) as { readonly absent: string }).absent;
}

describe.skipIf(compiler === undefined)(`the native add-on elsewhere ${needsCompiler}`, () => {
  const directory = createTemporaryDirectory();
  const probe = join(directory, "probe.mjs");
  let binary = "";

  beforeAll(async () => {
    binary = buildNative();
    const name = basename(dirname(binary));
    const contents = `import { loadNative } from "./native.ts";
      const { kernels, ...rest } = loadNative();
      console.log(JSON.stringify({ ...rest, isLoaded: kernels !== undefined }));`;
    const alias = { "#native": join(list, "native-node.ts") };
    const stdin = { contents, resolveDir: list, loader: "ts" } as const;
    const output = { format: "esm", platform: "node", outfile: probe } as const;
    await build({ stdin, alias, bundle: true, ...output });
    const modules = join(directory, "node_modules/@thriftgen");
    mkdirSync(modules, { recursive: true });
    cpSync(dirname(binary), join(modules, name), { recursive: true });
    const dependencies = { [`@thriftgen/${name}`]: "*" };
    const manifest = { type: "module", private: true, dependencies };
    writeFileSync(join(directory, "package.json"), JSON.stringify(manifest));
  }, BUILD_TIMEOUT);

  it.each(engines)("gives the bytes of a DataView in $engine", ({ engine, flags }) => {
    const script = join(repositoryRoot, "test/native/check-addon.mjs");
    const report = run(engine, flags, [script, binary, PAIRS]);
    expect(report).toMatchObject({ cases: 3 * (301 + 12) * Number(PAIRS) });
  });

  it.each(engines)("answers 0 to wrong arguments in $engine", ({ engine, flags }) => {
    const script = join(repositoryRoot, "test/native/check-hostile.mjs");
    const report = run(engine, flags, [script, binary]);
    expect(report).toEqual({ checks: expect.any(Number), mistakes: [] });
  });

  it.each(engines)("answers random calls as its model does in $engine", ({ engine, flags }) => {
    const script = join(repositoryRoot, "test/native/check-random.mjs");
    const report = run(engine, flags, [script, binary, "20000"]);
    expect(report).toMatchObject({ calls: 20_000, copied: expect.any(Number) });
  });

  it.each(engines)("is found by the runtime in $engine", ({ engine, flags }) => {
    const report = run(engine, flags, [probe]);
    expect(report).toEqual({ instructionSet: expect.any(String), isLoaded: true });
  });

  it("is not asked for in Deno without the permission, and not missed in Node without its own", () => {
    expect(readAbsence(probe, "deno", ["run", "--quiet"])).toMatch(/--allow-ffi/);
    expect(readAbsence(probe, "deno", ["run", "--quiet", "--allow-read"])).toMatch(/--allow-ffi/);
    const permission = ["--permission", `--allow-fs-read=${directory}`];
    expect(readAbsence(probe, "node24", permission)).toMatch(/disabled|restricted|denied|Access/);
    expect(readAbsence(probe, "node24", ["--no-addons"])).toMatch(/disabled/);
  });
});
