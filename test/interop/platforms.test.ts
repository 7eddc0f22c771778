/** The native add-on on processors and systems that are not this machine's, as their Node loads it. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listArguments } from "../../scripts/native-compiler.mjs";
import { targets } from "../native/build.js";
import { qemuArm64, WineNode, type ForeignNode } from "../support/foreign.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

/** Misalignments for each width and n. */
const PAIRS = 8;

const platforms: readonly (readonly [string, ForeignNode])[] = [
  ["Linux on arm64, in QEMU", qemuArm64],
  ["Windows on x64, under Wine", new WineNode()],
];

describe.each(platforms)("%s", (_name, node) => {
  const directory = createTemporaryDirectory();
  const binary = join(directory, "thriftgen_simd.node");

  function runCheck(name: string, args: readonly unknown[], isa = ""): unknown {
    const script = join(repositoryRoot, "test/native", name);
    const { stdout, stderr } = node.run([script, binary, ...args.map(String)], {
      env: { THRIFTGEN_SIMD_ISA: isa },
    });
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  }

  beforeAll(() => {
    node.prepare(directory);
    buildAddon(node, binary);
  });
  afterAll(() => node.stop());

  it("gives the bytes of a DataView with each instruction set", () => {
    const cases = 3 * (301 + 12) * PAIRS;
    const { available } = runCheck("check-addon.mjs", [0]) as {
      readonly available: readonly string[];
    };
    expect(available.length).toBeGreaterThan(1);
    for (const instructionSet of available) {
      const report = runCheck("check-addon.mjs", [PAIRS], instructionSet);
      expect(report).toMatchObject({ instructionSet, cases });
    }
  });

  it("answers 0 to wrong arguments, and never crashes", () => {
    const report = runCheck("check-hostile.mjs", []) as { readonly checks: number };
    expect(report).toMatchObject({ mistakes: [] });
    expect(report.checks).toBeGreaterThan(400);
  });

  it("answers random calls as its model does, and leaves all other memory as it was", () => {
    expect(runCheck("check-random.mjs", [5000])).toMatchObject({ calls: 5000 });
  });

  it("serves many threads at once", () => {
    const report = { threads: 4, rounds: 4 * 2000, mistakes: 0 };
    expect(runCheck("check-threads.mjs", [])).toEqual(report);
  });

  it("is found by the runtime where its package is installed, and not missed elsewhere", () => {
    const modules = join(directory, "project/node_modules/@thriftgen");
    installPackage("packages/runtime", join(modules, "runtime"));
    const script = join(directory, "project/info.mjs");
    writeFileSync(
      script,
      `import { simdInfo } from "@thriftgen/runtime";
       const { tier, absent } = simdInfo();
       console.log(JSON.stringify({ tier, absent }));`,
    );
    const name = `simd-${node.target}`;
    const without = JSON.parse(node.run([script]).stdout) as unknown;
    const native = expect.stringContaining(`@thriftgen/${name}`) as unknown;
    expect(without).toEqual({ tier: "wasm", absent: { native } });
    installPackage(`packages/${name}`, join(modules, name));
    cpSync(binary, join(modules, name, "thriftgen_simd.node"));
    expect(JSON.parse(node.run([script]).stdout)).toEqual({ tier: "native", absent: {} });
  });
});

/** With Debian's cross compiler, into no package: those stay as they are. */
function buildAddon({ target: name, compiler, dlltool }: ForeignNode, output: string): void {
  const target = targets.find((candidate) => candidate.name === name);
  if (target === undefined) throw new Error(`there is no target ${name}`);
  const source = join(repositoryRoot, "packages/simd/src/simd.c");
  if (dlltool !== undefined) vi.stubEnv("DLLTOOL", dlltool);
  const { command, args } = listArguments([compiler], target, source, output);
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(error?.message ?? stderr);
}

function installPackage(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const part of ["package.json", "dist"]) {
    const source = join(repositoryRoot, from, part);
    if (existsSync(source)) cpSync(source, join(to, part), { recursive: true });
  }
}
