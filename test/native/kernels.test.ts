/** The kernels in C under sanitizers: see harness.c. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { listArguments } from "../../scripts/native-compiler.mjs";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { compiler, needsCompiler } from "./build.js";

const MIN_CASES = 100_000;
/** Compiling takes two seconds, on a busy machine many. */
const BUILD_TIMEOUT = 60_000;
/** `all` runs 32 x 32 misalignments for each n: three minutes, before a release. */
const mode = process.env["THRIFTGEN_HARNESS"] ?? "";

const source = join(repositoryRoot, "packages/simd/src/simd.c");
const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Run {
  // Memory that is freed is kept from use by the sanitizer: a megabyte of it is plenty for one case at a time.
  const env = { ...process.env, ASAN_OPTIONS: "quarantine_size_mb=1" };
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...env, ...more },
  });
  return { status, stdout, stderr };
}

/** The libraries that must be loaded first where a sanitized add-on is loaded by a plain Node; gcc has them. */
function findSanitizers(): readonly string[] {
  const [command = "", ...first] = compiler ?? [];
  return ["libasan.so", "libubsan.so"].map((name) => {
    const path = run(command, [...first, `-print-file-name=${name}`]).stdout.trim();
    if (!path.includes("/")) throw new Error(`${command} has no ${name}`);
    return path;
  });
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
    const program = join(repositoryRoot, "test/native/harness.c");
    const warnings = ["-Wall", "-Wextra", "-Werror"];
    const options = ["-std=c11", "-O1", "-g", ...sanitizers, ...warnings, "-o", harness];
    const { status, stderr } = run(command, [...first, ...options, program]);
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

// Node itself is not sanitized, so that its own memory is not watched; buffers of scripts are, being of malloc.
const canPreload = compiler !== undefined && process.platform === "linux";

describe.skipIf(!canPreload)(`the add-on under sanitizers (needs gcc on Linux)`, () => {
  const binary = join(createTemporaryDirectory(), "sanitized.node");

  beforeAll(() => {
    const { command, args } = listArguments(compiler ?? [], { os: "linux" }, source, binary);
    const { status, stderr } = run(command, [...args, "-O1", "-g", ...sanitizers]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  }, BUILD_TIMEOUT);

  it.each([
    ["check-hostile.mjs", []],
    ["check-addon.mjs", ["8"]],
    ["check-random.mjs", ["20000"]],
  ])("touches no byte outside of a view: %s", (name, args) => {
    const script = join(repositoryRoot, "test/native", name);
    const more = {
      LD_PRELOAD: findSanitizers().join(" "),
      // Node does not free what it has at its end.
      ASAN_OPTIONS: "detect_leaks=0:quarantine_size_mb=8",
    };
    const { status, stdout, stderr } = run(process.execPath, [script, binary, ...args], more);
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toBeTypeOf("object");
  });
});
