/** What is asked of the engine before long ASCII text is read by counting its bytes. */
import { afterEach, expect, test, vi } from "vitest";
import { native, type NativeBuffer } from "../../packages/runtime/src/text-native.js";
import { countsFast } from "../../packages/runtime/src/text-probe.js";

const isNew = "f16round" in Math;

afterEach(() => {
  if (!isNew) Reflect.deleteProperty(Math, "f16round");
  vi.restoreAllMocks();
  vi.resetModules();
});

/** As V8 from 13 on has it, which is measured. */
function makeNew(): void {
  if (!isNew) Object.defineProperty(Math, "f16round", { value: Number, configurable: true });
}

function engineOf(byteLength: (text: string) => number): NativeBuffer {
  if (native === undefined) throw new Error("This test needs Node's Buffer.");
  return { byteLength, prototype: native };
}

function countSlowly(text: string): number {
  let n = 0;
  for (let round = 0; round < 100; round++)
    for (let i = 0; i < text.length; i++) n += text.charCodeAt(i) < 128 ? 1 : 2;
  return n / 100;
}

// By the clock, as the probe itself; the two are a hundred times apart.
test("an engine that counts slowly is found out, one that counts fast too", () => {
  makeNew();
  expect(countsFast(engineOf(countSlowly))).toBe(false);
  expect(countsFast(engineOf((text) => text.length))).toBe(true);
});

test.skipIf(isNew)("engines before V8 13 are not measured", () => {
  expect(countsFast(engineOf(countSlowly))).toBe(true);
});

test("where counting is slow, long text of all kinds reads alike", async () => {
  makeNew();
  vi.spyOn(Buffer, "byteLength").mockImplementation((text) => countSlowly(text as string));
  vi.resetModules();
  const { decodeText } = await import("../../packages/runtime/src/text-node.js");
  const { Memory } = await import("../../packages/runtime/src/memory.js");
  for (const text of ["ascii ".repeat(100), "café ".repeat(100), "中文".repeat(100)]) {
    const bytes = new TextEncoder().encode(`xx${text}`);
    expect(decodeText(new Memory(bytes), 2, bytes.length - 2)).toBe(text);
  }
  // The first text asked how fast counting is, and no other counts.
  const counted = vi.mocked(Buffer.byteLength).mock.calls.map(([text]) => String(text).length);
  expect(new Set(counted)).toEqual(new Set([8192]));
});
