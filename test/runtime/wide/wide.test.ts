/** The vector code of text against the engine's own decoder and encoder, which know nothing of it. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { NativeText } from "../../../packages/runtime/src/text-native.js";
import { openWide } from "../../../packages/runtime/src/wide/index.js";
import { repositoryRoot } from "../../support/shared.js";
import { createTemporaryDirectory } from "../../support/temporary.js";

const native = Buffer.prototype as unknown as NativeText;
const wide = openWide(native) ?? expect.unreachable("This Node has WebAssembly with vectors.");
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** Bytes in front, which nobody may write; nor those behind. */
const front = 5;

function decode(bytes: Uint8Array): string | undefined {
  const padded = new Uint8Array(front + bytes.length + 1).fill(0xb8);
  padded.set(bytes, front);
  return wide.decode(new DataView(padded.buffer), front, front + bytes.length);
}

/** What `decode` should give. */
function expectedText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** -1, or the bytes. */
function encode(text: string): Uint8Array | -1 {
  const target = new Uint8Array(front + text.length * 3 + 16).fill(0xa5);
  const size = wide.encode(target, front, text);
  expect(target.subarray(0, front).every((byte) => byte === 0xa5)).toBe(true);
  if (size < 0) return -1;
  expect(target.subarray(front + size).every((byte) => byte === 0xa5)).toBe(true);
  return target.slice(front, front + size);
}

function checkText(text: string): void {
  const expected = text.isWellFormed() ? new Uint8Array(Buffer.from(text)) : -1;
  const got = encode(text);
  if (Buffer.compare(Buffer.from(String(got)), Buffer.from(String(expected))) !== 0)
    expect.unreachable(`encode ${JSON.stringify(text)}`);
  if (expected !== -1) checkBytes(expected);
}

function checkBytes(bytes: Uint8Array): void {
  if (decode(bytes) !== expectedText(bytes))
    expect.unreachable(`decode ${Buffer.from(bytes).toString("hex")}`);
}

describe("every character", () => {
  const planes = Array.from({ length: 17 }, (_, plane) => plane);
  test.each(planes)("of plane %i, alone among Chinese and at the end of ASCII", (plane) => {
    // All of the first plane, with its surrogates; of the others one in 61.
    for (let code = plane << 16; code < (plane + 1) << 16; code += plane === 0 ? 1 : 61) {
      const character =
        code >> 11 === 0x1b ? String.fromCharCode(code) : String.fromCodePoint(code);
      checkText(`\u4e2d\u6587\u5b57\u7b26\u4e2d${character}\u6587\u5b57\u4e2d`.repeat(2));
      checkText(`twelve bytes${character}`);
    }
  });
});

/** A generator of its own, so that a failure can be repeated. */
function createRandom(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
}

/** Text of one kind mostly, with others in between. */
function randomText(random: (below: number) => number): string {
  const kinds = [
    () => String.fromCharCode(0x4e00 + random(5000)),
    () => String.fromCharCode(32 + random(95)),
    () => String.fromCharCode(0x80 + random(0x780)),
    () => String.fromCharCode(0x800 + random(0xd000)),
    () => String.fromCodePoint(0x1_0000 + random(0x10_0000)),
    () => String.fromCharCode(0xd800 + random(0x800)),
  ];
  const most = kinds[random(kinds.length - 1)] ?? kinds[0];
  const last = random(8) === 0 ? kinds.length : kinds.length - 1;
  return Array.from({ length: random(80) }, () =>
    ((random(6) === 0 ? kinds[random(last)] : most) ?? String)(),
  ).join("");
}

test("random texts, and their bytes with one of them changed or some cut off", () => {
  const random = createRandom(20_261_121);
  let texts = 0;
  let damaged = 0;
  for (; texts < 60_000; texts++) {
    const text = randomText(random);
    checkText(text);
    const bytes = new Uint8Array(Buffer.from(text));
    if (bytes.length === 0) continue;
    for (let round = 0; round < 3; round++) {
      const changed = bytes.slice(0, 1 + random(bytes.length));
      if (round > 0) changed[random(changed.length)] = random(256);
      checkBytes(changed);
      damaged++;
    }
  }
  console.log(`${texts} random texts, ${damaged} damaged ones`);
});

test("malformed bytes at every place of a vector", () => {
  const malformed = [
    [0xc0, 0x80],
    [0xe0, 0x9f, 0xbf],
    [0xed, 0xa0, 0x80],
    [0xed, 0xbf, 0xbf],
    [0xf0, 0x8f, 0xbf, 0xbf],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf5, 0x80, 0x80, 0x80],
    [0xe4, 0xb8],
    [0xf0, 0x9f, 0x98],
    [0x80],
    [0xff],
  ];
  for (const bytes of malformed) {
    for (let before = 0; before < 12; before++) {
      const text = Buffer.from("\u4e2d".repeat(before));
      expect(decode(Uint8Array.from([...text, ...bytes]))).toBeUndefined();
      expect(decode(Uint8Array.from([...text, ...bytes, ...text, ...text]))).toBeUndefined();
    }
  }
});

test("six characters of all sizes in a row, at several places of a vector", () => {
  const characters = ["a", "\u00e9", "\u4e2d", "\ud83d\ude00"];
  for (let digits = 0; digits < 4 ** 6; digits++) {
    const row = Array.from({ length: 6 }, (_, i) => characters[(digits >> (i * 2)) & 3]).join("");
    // Alone, so that the end is near, and behind what neither step for one kind takes.
    checkText(row);
    checkText(`${"x".repeat(digits % 16)}\u0436${row}\u4e2d\u0436 and more than a vector`);
  }
});

test("any two bytes, and third and fourth ones at their limits, across the border of two vectors", () => {
  const bytes = new Uint8Array(Buffer.from("\u0436thirteen more\0\0\0\0, and some behind"));
  const check = (...some: readonly number[]): void => {
    for (let start = 13; start < 16; start++) {
      const changed = bytes.slice();
      changed.set(some, start);
      checkBytes(changed);
    }
  };
  for (let first = 0x78; first < 0x100; first++)
    for (let second = 0; second < 0x100; second++) check(first, second);
  for (let first = 0xe0; first < 0x100; first++)
    for (let second = 0x7e; second < 0xc2; second += first < 0xf6 ? 1 : 9)
      for (const third of [0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0])
        for (const fourth of [0x7f, 0x80, 0xbf, 0xe4]) check(first, second, third, fourth);
});

describe("text of several pieces", () => {
  test.each(["\u4e2d", "\u00e9", "a", "\ud83d\ude00", "\ud83d\ude00a", "a\u4e2d\u4e2d"])(
    "%s around 16 KiB of bytes and 8,192 units",
    (character) => {
      for (const length of [5461, 8191, 8192, 16_384, 40_000]) {
        const count = Math.floor(length / character.length);
        for (let before = 0; before < 4; before++)
          checkText(`${"\u6587".repeat(before)}${"x".repeat(before)}${character.repeat(count)}`);
      }
    },
  );

  test("whose first piece has no wide character, or only its last one", () => {
    checkText("a".repeat(20_000) + "\u4e2d");
    checkText("\u4e2d" + "a".repeat(20_000));
    checkText("\u00e9".repeat(20_000));
  });

  test("a surrogate alone in a later one", () => {
    expect(encode("\u4e2d".repeat(9000) + "\ud800")).toBe(-1);
    expect(encode("\u4e2d".repeat(8191) + "\ud800\u4e2d")).toBe(-1);
  });
});

describe("nobody wants it", () => {
  afterEach(() => void vi.unstubAllEnvs());
  test.each(["off", "js"])("THRIFTGEN_SIMD=%s", (setting) => {
    vi.stubEnv("THRIFTGEN_SIMD", setting);
    expect(openWide(native)).toBeUndefined();
  });
});

/** A project with the file of the runtime as it is built. */
function createInstalled(): string {
  const directory = createTemporaryDirectory();
  const installed = join(directory, "node_modules/@thriftgen/runtime");
  mkdirSync(join(installed, "dist"), { recursive: true });
  writeFileSync(join(installed, "package.json"), "{}");
  const built = join(repositoryRoot, "packages/runtime/dist/wide-text.cjs");
  copyFileSync(built, join(installed, "dist/wide-text.cjs"));
  return directory;
}

describe("a bundle", () => {
  const source = `
    import { Memory } from "./memory.js";
    import { decodeText, encodeText } from "./text-node.js";
    import { openVectors } from "./wide/open-node.js";
    const text = "\\u4e2d\\u6587, \\u5b57\\u7b26".repeat(40);
    const memory = new Memory(new Uint8Array(4096));
    const n = encodeText(memory, 4, text);
    const isSame = decodeText(memory, 4, n) === text;
    // Asked for here, because text asks where the engine is slow only.
    const vectors = openVectors(Buffer.prototype) !== undefined;
    console.log(JSON.stringify({ n, isSame, vectors }));
  `;

  async function run(directory: string, flags: readonly string[] = []): Promise<unknown> {
    const runtime = join(repositoryRoot, "packages/runtime/src");
    const outfile = join(directory, "bundle.mjs");
    await build({
      stdin: { contents: source, resolveDir: runtime, loader: "ts" },
      bundle: true,
      platform: "node",
      format: "esm",
      outfile,
    });
    const output = execFileSync(process.execPath, [...flags, outfile], { encoding: "utf8" });
    return JSON.parse(output);
  }

  const expected = { n: Buffer.byteLength("\u4e2d\u6587, \u5b57\u7b26".repeat(40)), isSame: true };

  test("finds it in the package", async () => {
    expect(await run(createInstalled())).toEqual({ ...expected, vectors: true });
  });

  test("does without it where the package has another one", async () => {
    const directory = createInstalled();
    const file = join(directory, "node_modules/@thriftgen/runtime/dist/wide-text.cjs");
    for (const wrong of ["{}", "{ encode: () => 5, decode: () => 'no' }", "undefined"]) {
      writeFileSync(file, `exports.openWide = () => (${wrong});`);
      expect(await run(directory), wrong).toEqual({ ...expected, vectors: false });
    }
  });

  test("does without it where there is no package", async () => {
    expect(await run(createTemporaryDirectory())).toEqual({ ...expected, vectors: false });
  });

  test("does without it where the engine has no WebAssembly", async () => {
    expect(await run(createInstalled(), ["--jitless"])).toMatchObject(expected);
  });

  test("does without it where files may not be read", async () => {
    const directory = createInstalled();
    const flag = process.allowedNodeEnvironmentFlags.has("--permission")
      ? "--permission"
      : "--experimental-permission";
    const flags = ["--no-warnings", flag, `--allow-fs-read=${join(directory, "bundle.mjs")}`];
    expect(await run(directory, flags)).toEqual({ ...expected, vectors: false });
  });
});
