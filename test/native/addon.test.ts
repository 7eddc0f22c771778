/** The add-on against a DataView, with each instruction set; what is hostile to it runs in a process of its own too. */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";
import { buildNative, compiler, needsCompiler } from "./build.js";

/** Misalignments for each width and n; there are 1,024. */
const PAIRS = process.env["THRIFTGEN_NATIVE_PAIRS"] ?? "48";

/** Compiling takes a second, on a busy machine many. */
const BUILD_TIMEOUT = 60_000;

interface Features {
  readonly instructionSet: string;
  readonly refused?: string;
  readonly available: readonly string[];
}

interface Checked extends Features {
  readonly cases: number;
}

function runCheck(name: string, isa: string | undefined, ...args: readonly string[]): unknown {
  const script = join(repositoryRoot, "test/native", name);
  const output = execFileSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    env: { ...process.env, THRIFTGEN_SIMD_ISA: isa },
  });
  return JSON.parse(output);
}

/** All that the add-on says of itself, and how many cases were right. */
function checkAddon(binary: string, isa: string | undefined, pairs: string): Checked {
  return runCheck("check-addon.mjs", isa, binary, pairs) as Checked;
}

describe.skipIf(compiler === undefined)(`the native add-on ${needsCompiler}`, () => {
  let binary = "";
  let available: readonly string[] = [];

  beforeAll(() => {
    binary = buildNative();
    const addon = createRequire(import.meta.url)(binary) as { readonly features: Features };
    available = addon.features.available;
  }, BUILD_TIMEOUT);

  it("gives the bytes of a DataView with each instruction set that this processor has", () => {
    expect(available.at(-1)).toBe("scalar");
    for (const isa of available) {
      const { cases, instructionSet, refused } = checkAddon(binary, isa, PAIRS);
      console.log(`cases with ${instructionSet}: ${cases}`);
      expect({ instructionSet, refused }).toEqual({ instructionSet: isa, refused: undefined });
      expect(cases).toBe(3 * (301 + 12) * Number(PAIRS));
    }
  });

  it("takes the best instruction set unless it is told another, and says what it refused", () => {
    const [best] = available;
    const foreign = process.arch === "arm64" ? "avx2" : "neon";
    const { instructionSet, refused: none } = checkAddon(binary, undefined, "0");
    expect([instructionSet, none]).toEqual([best, undefined]);
    for (const refused of ["avx-1024", "AVX2", foreign]) {
      expect(checkAddon(binary, refused, "0")).toMatchObject({ instructionSet: best, refused });
    }
  });

  it("answers 0 to wrong arguments, and never crashes", () => {
    for (const isa of available) {
      const { checks, mistakes } = runCheck("check-hostile.mjs", isa, binary) as {
        readonly checks: number;
        readonly mistakes: readonly string[];
      };
      expect(mistakes).toEqual([]);
      expect(checks).toBeGreaterThan(400);
    }
  });

  it("answers random calls as its model does, and leaves all other memory as it was", () => {
    const calls = 20_000;
    const report = runCheck("check-random.mjs", undefined, binary, `${calls}`) as {
      readonly calls: number;
      readonly copied: number;
      readonly sameBuffer: number;
    };
    expect(report.calls).toBe(calls);
    expect(report.copied).toBeGreaterThan(calls / 10);
    expect(report.sameBuffer).toBeGreaterThan(calls / 100);
  });

  it("serves many threads at once", () => {
    const report = runCheck("check-threads.mjs", undefined, binary);
    expect(report).toEqual({ threads: 4, rounds: 4 * 2000, mistakes: 0 });
  });
});
