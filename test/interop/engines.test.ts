/** Lists give the same bytes in every engine and under every restriction, from the best tier that is to be had there. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, enginePath } from "../support/engines.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { addToHash, lengths, makeValues, type Outcome, type Values } from "./engine-cases.js";
import { bundleProgram, createProject, packPackages, type Tarballs } from "./engine-packages.js";

const directory = createTemporaryDirectory();
const node = process.execPath;

/** Without the add-on, and with it. */
let plain = "";
let native = "";
let tarballs: Tarballs;

beforeAll(async () => {
  tarballs = packPackages(directory);
  plain = await createProject(join(directory, "plain"), [tarballs.runtime]);
  const withAddon = tarballs.addon === undefined ? [] : [tarballs.addon];
  native = await createProject(join(directory, "native"), [tarballs.runtime, ...withAddon]);
});

/** The struct as the specification of Thrift's binary protocol has it, by a DataView and nothing of ours. */
function writeReference({ shorts, ints, longs, doubles }: Values): Uint8Array {
  const n = shorts.length;
  const bytes = new Uint8Array(4 * 8 + n * 22 + 1);
  const view = new DataView(bytes.buffer);
  let o = 0;
  const writeList = <T>(
    id: number,
    type: number,
    list: readonly T[],
    size: number,
    put: (o: number, x: T) => void,
  ): void => {
    view.setUint8(o, 15);
    view.setInt16(o + 1, id);
    view.setUint8(o + 3, type);
    view.setInt32(o + 4, n);
    list.forEach((x, i) => put(o + 8 + i * size, x));
    o += 8 + n * size;
  };
  writeList(1, 6, shorts, 2, (at, x) => view.setInt16(at, x));
  writeList(2, 8, ints, 4, (at, x) => view.setInt32(at, x));
  writeList(3, 10, longs, 8, (at, x) => view.setBigInt64(at, x));
  writeList(4, 4, doubles, 8, (at, x) => view.setFloat64(at, x));
  return bytes;
}

const expectedHash =
  lengths.reduce((hash, n) => addToHash(hash, writeReference(makeValues(n))), 0x811c_9dc5) >>> 0;

interface Start {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What V8 up to 12 says itself to --jitless. */
const jitlessWarning = /^Warning: disabling flag --expose_wasm due to conflicting flags\n/;

/** Runs a program that prints an outcome and nothing else: a warning would be on stderr, and fail it. */
function start(command: string, args: readonly string[], { cwd, env }: Start = {}): Outcome {
  const { error, status, stdout, ...output } = spawnSync(command, args, {
    cwd: cwd ?? plain,
    encoding: "utf8",
    env: { ...process.env, THRIFTGEN_SIMD: undefined, NODE_OPTIONS: undefined, ...env },
  });
  if (error !== undefined) throw error;
  const stderr = output.stderr.replace(jitlessWarning, "");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as Outcome;
}

function expectTier(outcome: Outcome, tier: string): void {
  expect({ hash: outcome.hash, lists: outcome.lists }).toEqual({
    hash: expectedHash,
    lists: lengths.length * 40,
  });
  expect(outcome).toMatchObject({ tier });
}

/** What there is for the add-on's users here. */
const best = (): string => (tarballs.addon === undefined ? "wasm" : "native");

describe("Node", () => {
  test.each(["this Node", "node22", "node24"] as const)("%s", (name) => {
    const path = name === "this Node" ? node : enginePath(name);
    const outcome = start(path, ["main.mjs"]);
    expectTier(outcome, "wasm");
    expect(outcome.absent["native"]).toContain("is not installed");
    expectTier(start(path, ["main.mjs"], { cwd: native }), best());
  });

  test("THRIFTGEN_SIMD chooses the tier, and unknown values are as none", () => {
    const tiers = { off: "js", js: "js", wasm: "wasm", native: best(), fast: best() };
    for (const [setting, tier] of Object.entries(tiers)) {
      const env = { THRIFTGEN_SIMD: setting };
      expectTier(start(node, ["main.mjs"], { cwd: native, env }), tier);
    }
  });

  test("without WebAssembly", () => {
    for (const path of [node, enginePath("node24")]) {
      const outcome = start(path, ["--jitless", "main.mjs"]);
      expectTier(outcome, "js");
      expect(outcome.absent["wasm"]).toContain("WebAssembly");
    }
  });

  test("with too little address space for a memory of WebAssembly", () => {
    const limited = 'ulimit -v 4000000; exec "$0" main.mjs';
    const outcome = start("bash", ["-c", limited, node]);
    expectTier(outcome, "js");
    expect(outcome.absent["wasm"]).toContain("could not allocate memory");
    // The add-on needs none.
    expectTier(
      start("bash", ["-c", limited, node], { cwd: native }),
      best() === "native" ? "native" : "js",
    );
  });

  test("with permissions, which refuse add-ons", () => {
    const outcome = start(enginePath("node24"), ["--permission", "--allow-fs-read=*", "main.mjs"], {
      cwd: native,
    });
    expectTier(outcome, "wasm");
    const flags = ["--no-warnings", "--experimental-permission", "--allow-fs-read=*"];
    expectTier(start(node, [...flags, "main.mjs"], { cwd: native }), "wasm");
  });
});

describe("one file", () => {
  test("as a module, minified", async () => {
    const file = await bundleProgram(plain, "one.mjs", { format: "esm" });
    const alone = join(directory, "alone");
    mkdirSync(alone);
    expect(readFileSync(file, "utf8")).not.toContain("@thriftgen/runtime");
    expectTier(start(node, [file], { cwd: alone }), "wasm");
    expectTier(start(enginePath("bun"), [file], { cwd: alone }), "native");
    expectTier(start(enginePath("deno"), ["run", file], { cwd: alone }), "wasm");
  });

  test("as a script, minified", async () => {
    const file = await bundleProgram(plain, "one.cjs", { format: "cjs" });
    expectTier(start(node, [file]), "wasm");
    expectTier(start(enginePath("node24"), [file]), "wasm");
  });
});

describe("Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  });
  afterAll(() => browser.close());

  /** Opens a page whose only script is the bundle, with this Content-Security-Policy. */
  async function openPage(policy: string): Promise<Outcome> {
    const file = await bundleProgram(plain, "page.js", { format: "iife", platform: "browser" });
    const page = await browser.newPage();
    await page.route("**/*", (route) =>
      route.request().url().endsWith(".js")
        ? route.fulfill({ path: file, contentType: "text/javascript" })
        : route.fulfill({
            body: '<!doctype html><script src="/page.js"></script>',
            contentType: "text/html",
            headers: { "content-security-policy": policy },
          }),
    );
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto("http://lists.test/");
    const outcome = await page.evaluate(() => (globalThis as { outcome?: Outcome }).outcome);
    await page.close();
    expect(errors).toEqual([]);
    if (outcome === undefined) throw new Error("the page has no outcome");
    return outcome;
  }

  test("as pages usually are", async () => {
    expectTier(await openPage("script-src 'self' 'wasm-unsafe-eval'"), "wasm");
  });

  test("under a policy that refuses WebAssembly", async () => {
    const outcome = await openPage("default-src 'none'; script-src 'self'");
    expectTier(outcome, "js");
    expect(outcome.absent["wasm"]).toContain("Content Security Policy");
  });
});

describe("other engines", () => {
  test("Bun", () => {
    // Its own byte swaps are vector code: they serve where the add-on is not.
    expectTier(start(enginePath("bun"), ["main.mjs"]), "native");
    expectTier(start(enginePath("bun"), ["main.mjs"], { cwd: native }), "native");
  });

  test("Deno", () => {
    const deno = enginePath("deno");
    expectTier(start(deno, ["run", "--no-prompt", "main.mjs"]), "wasm");
    const allowed = ["run", "--allow-ffi", "--allow-read", "--allow-env", "main.mjs"];
    expectTier(start(deno, allowed, { cwd: native }), best());
  });
});
