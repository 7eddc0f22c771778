/** The kernels in C under sanitizers: see harness.c. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { compiler, needsCompiler } from "./build.js";

const MIN_CASES = 100_000;
/** Compiling takes two seconds, on a busy machine many. */
const BUILD_TIMEOUT = 60_000;
/** `all` runs 32 x 32 misalignments for each n: three minutes, before a release. */
const mode = process.env["THRIFTGEN_HARNESS"] ?? "";

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[]): Run {
  // Memory that is freed is kept from use by the sanitizer: a megabyte of it is plenty for one case at a time.
  const env = { ...process.env, ASAN_OPTIONS: "quarantine_size_mb=1" };
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", env });
  return { status, stdout, stderr };
}

/** Lines of the harness: a name and a count each. */
function readCounts(stdout: string): Map<string, number> {
  const lines = stdout.trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", count] = line.split(" ");
      return [name, Number(count)];
    }),
  );
}

describe.skipIf(compiler === undefined)(`the kernels in C ${needsCompiler}`, () => {
  const harness = join(createTemporaryDirectory(), "harness");

  beforeAll(() => {
    const [command = "", ...first] = compiler ?? [];
    const source = join(repositoryRoot, "test/native/harness.c");
    const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    const warnings = ["-Wall", "-Wextra", "-Werror"];
    const options = ["-std=c11", "-O1", "-g", ...sanitizers, ...warnings, "-o", harness];
    const { status, stderr } = run(command, [...first, ...options, source]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  }, BUILD_TIMEOUT);

  it("touch no byte outside of what they are given, and give the right ones", () => {
    const { status, stdout, stderr } = run(harness, mode === "" ? [] : [mode]);
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: "" });
    const counts = readCounts(stdout);
    const { cases = 0, scalar = 0, ...vectors } = Object.fromEntries(counts);
    console.log(`cases under sanitizers: ${cases} (${[...counts.keys()].slice(0, -1).join(", ")})`);
    expect(cases).toBeGreaterThanOrEqual(MIN_CASES);
    expect(Object.values(vectors).reduce((sum, count) => sum + count, scalar)).toBe(cases);
    // Each instruction set is tried as much as the truth.
    expect(new Set([scalar, ...Object.values(vectors)]).size).toBe(1);
  });

  it("are watched by sanitizers that find a single byte", () => {
    const { status, stderr } = run(harness, ["overread"]);
    expect(status).not.toBe(0);
    expect(stderr).toContain("heap-buffer-overflow");
  });
});
