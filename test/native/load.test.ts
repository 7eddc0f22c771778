/** How the runtime finds the add-on, and that it does without wherever it cannot be had. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type Format, type Platform } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { findFault } from "../../packages/runtime/src/list/native-check.js";
import { loadNative } from "../../packages/runtime/src/list/native.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { buildNative, compiler, needsCompiler } from "./build.js";

const BUILD_TIMEOUT = 60_000;
const sources = join(repositoryRoot, "packages/runtime/src/list");
const directory = createTemporaryDirectory();

const probes = new Map<string, Promise<string>>();

/** A program of one file that prints what the runtime finds. */
function bundleProbe(format: Format, platform: Platform): Promise<string> {
  const key = `${format} ${platform}`;
  const known = probes.get(key);
  if (known !== undefined) return known;
  const made = buildProbe(format, platform);
  probes.set(key, made);
  return made;
}

async function buildProbe(format: Format, platform: Platform): Promise<string> {
  const outfile = join(directory, `${platform}.${format === "cjs" ? "cjs" : "mjs"}`);
  const variant = platform === "node" ? "native-node.ts" : "native-none.ts";
  const probe = `import { loadNative } from "./native.ts";
    const { kernels, ...rest } = loadNative();
    console.log(JSON.stringify({ ...rest, names: Object.keys(kernels ?? {}).length }));`;
  const { warnings } = await build({
    stdin: { contents: probe, resolveDir: sources, loader: "ts" },
    alias: { "#native": join(sources, variant) },
    bundle: true,
    format,
    platform,
    outfile,
    logLevel: "silent",
    // It warns of import.meta in scripts, though not of that in node_modules, where the runtime is.
    logOverride: { "empty-import-meta": "debug" },
  });
  expect(warnings).toEqual([]);
  return outfile;
}

/** What the probe prints, and that it prints nothing else. */
function runProbe(file: string, flags: readonly string[] = [], isa?: string): unknown {
  const output = execFileSync(process.execPath, ["--no-warnings", ...flags, file], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, THRIFTGEN_SIMD_ISA: isa },
  });
  return JSON.parse(output);
}

/** A package in place of the add-on: a module in JavaScript that does as told. */
function install(text: string | undefined): void {
  const { name } = JSON.parse(
    readFileSync(join(dirname(buildNative()), "package.json"), "utf8"),
  ) as { readonly name: string };
  const folder = join(directory, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "main": "index.cjs" }');
  rmSync(join(folder, "index.cjs"), { force: true });
  if (text !== undefined) writeFileSync(join(folder, "index.cjs"), text);
}

describe.skipIf(compiler === undefined)(`the add-on that is installed ${needsCompiler}`, () => {
  let binary = "";
  beforeAll(() => {
    binary = buildNative();
  }, BUILD_TIMEOUT);

  it("is found in a clone, after npm run build:native", () => {
    const tier = loadNative();
    if ("absent" in tier) throw new Error(tier.absent);
    const target = new Uint8Array(5);
    expect(tier.kernels.swap32(target, 1, Int32Array.of(0x01020304), 0, 1)).toBe(1);
    expect([...target]).toEqual([0, 1, 2, 3, 4]);
    expect(tier.instructionSet).toMatch(/^(?:avx2|ssse3|neon|scalar)$/);
  });

  it("is found by a bundle of one file, from where that is", async () => {
    const probe = await bundleProbe("esm", "node");
    expect(runProbe(probe)).toEqual({ absent: expect.stringMatching(/not installed$/), names: 0 });
    install(`module.exports = require(${JSON.stringify(binary)});`);
    expect(runProbe(probe)).toMatchObject({ instructionSet: expect.any(String), names: 4 });
    expect(runProbe(probe, [], "scalar")).toMatchObject({ instructionSet: "scalar" });
    expect(runProbe(probe, [], "mmx")).toMatchObject({ refused: "mmx" });
  });

  it("is shown by simdInfo with its instruction set, and why another one is not used", async () => {
    const outfile = join(directory, "info.mjs");
    await build({
      stdin: {
        contents: `import { simdInfo } from "./info.ts"; console.log(JSON.stringify(simdInfo()));`,
        resolveDir: sources,
        loader: "ts",
      },
      alias: { "#native": join(sources, "native-node.ts") },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
    });
    install(`module.exports = require(${JSON.stringify(binary)});`);
    const scalar = runProbe(outfile, [], "scalar");
    expect(scalar).toMatchObject({ tier: "native", features: ["wasm-simd128", "scalar"] });
    expect(scalar).not.toHaveProperty("refused");
    const best = runProbe(outfile) as { readonly features: readonly string[] };
    expect(runProbe(outfile, [], "mmx")).toMatchObject({
      tier: "native",
      features: best.features,
      refused: `THRIFTGEN_SIMD_ISA=mmx: unknown, or this processor lacks it; ${best.features[1]} is used`,
    });
  });

  it("is done without where Node refuses native code", async () => {
    const probe = await bundleProbe("esm", "node");
    const folder = join(directory, "node_modules/@thriftgen");
    install("");
    cpSync(dirname(binary), join(folder, dirname(binary).split(/[/\\]/).at(-1) ?? ""), {
      recursive: true,
      force: true,
    });
    const permission = process.allowedNodeEnvironmentFlags.has("--permission")
      ? "--permission"
      : "--experimental-permission";
    for (const flags of [["--no-addons"], [permission, "--allow-fs-read=*"]]) {
      const { absent } = runProbe(probe, flags) as { readonly absent: string };
      expect(absent).toMatch(/disabled/);
    }
    expect(runProbe(probe, ["--jitless"])).toMatchObject({ names: 4 });
  });

  it.each([
    ["throws", "throw new Error('no\\nway');", /^@thriftgen\/simd-[\w-]+: no$/],
    ["throws no error", "throw 1;", /: 1$/],
    ["is for another processor", "process.dlopen(module, __filename);", /: .*index\.cjs/],
    ["has no file", undefined, /: Cannot find module .*index\.cjs/],
    ["is something else", "module.exports = { swap16() {} };", /does not export its features$/],
    ["exports nothing", "module.exports = undefined;", /does not export its features$/],
  ])("is done without when it %s", async (_what, text, reason) => {
    const probe = await bundleProbe("esm", "node");
    install(text);
    expect(runProbe(probe)).toEqual({ absent: expect.stringMatching(reason), names: 0 });
  });
});

describe("no add-on", () => {
  it("is looked for by a script, which does not know where it is", async () => {
    const probe = await bundleProbe("cjs", "node");
    expect(runProbe(probe)).toEqual({
      absent: "a script cannot look for add-ons, a module can",
      names: 0,
    });
  });

  it("is looked for by a bundle for browsers, which has no code for it", async () => {
    const probe = await bundleProbe("esm", "browser");
    expect(readFileSync(probe, "utf8")).not.toMatch(/createRequire|thriftgen\/simd|import\.meta/);
    expect(runProbe(probe)).toMatchObject({ names: 0 });
  });
});

/** A kernel in JavaScript, and what it does wrong. */
function makeSwap(width: number, change: (bytes: Uint8Array) => void = () => {}) {
  return (target: Uint8Array, to: number, source: Uint8Array, from: number, n: number): number => {
    if (to + n * width > target.length) return 0;
    for (let i = 0; i < n * width; i++) {
      target[to + i] = source[from + i - (i % width) + width - 1 - (i % width)] ?? 0;
    }
    change(target);
    return n;
  };
}

function checkNothing(_to: unknown, _at: unknown, _from: unknown, _start: unknown, n: number) {
  return n;
}

describe("an add-on's kernels", () => {
  const right = {
    features: { instructionSet: "test" },
    swap16: makeSwap(2),
    swap32: makeSwap(4),
    swap64: makeSwap(8),
  };
  const check = (replaced: object): string | undefined =>
    findFault({ ...right, ...replaced } as unknown as Parameters<typeof findFault>[0]);

  it("are taken when they are right", () => {
    expect(check({})).toBeUndefined();
  });

  it.each([
    ["write the guard before", (bytes: Uint8Array) => (bytes[2] = 0)],
    ["write the guard behind", (bytes: Uint8Array) => (bytes[bytes.length - 5] = 0)],
    ["leave the first byte", (bytes: Uint8Array) => (bytes[3] = 0xa5)],
    ["leave the last byte", (bytes: Uint8Array) => (bytes[bytes.length - 6] = 0xa5)],
  ])("are refused when they %s", (_what, change) => {
    expect(check({ swap16: makeSwap(2, change) })).toBe("swap16 gives wrong bytes");
    expect(check({ swap32: makeSwap(4, change) })).toBe("swap32 gives wrong bytes");
    expect(check({ swap64: makeSwap(8, change) })).toBe("swap64 gives wrong bytes");
  });

  it("are refused when they do not swap, do not check, or are not there", () => {
    expect(check({ swap16: makeSwap(1) })).toMatch(/^swap16 /);
    expect(check({ swap32: () => 0 })).toBe("swap32 refuses what fits");
    expect(check({ swap64: checkNothing })).toBe("swap64 does not refuse what is too short");
    expect(check({ swap64: undefined })).toBe("it does not export swap64");
  });
});
