/** The vector code of text in Node, Bun and Deno: a file of the installed package, which bundles do not carry. */
import type { NativeText, WideText } from "../text-native.js";

interface Host {
  readonly process: {
    getBuiltinModule(id: "node:module"): { createRequire(from: string): Require };
  };
}

interface Require {
  (path: string): unknown;
  resolve(id: string): string;
}

/** Undefined where it is not found, may not be read, or does not work. Never throws. */
export function openVectors(engine: NativeText): WideText | undefined {
  try {
    const { process } = globalThis as unknown as Host;
    const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);
    const path = require.resolve("@thriftgen/runtime/package.json");
    const file = require(path.replace(/package\.json$/, "dist/wide-text.cjs"));
    const wide = (file as { openWide(engine: NativeText): WideText | undefined }).openWide(engine);
    return wide !== undefined && isRight(wide) ? wide : undefined;
  } catch {
    return undefined;
  }
}

/** A file of another version, or a host whose text functions differ, costs speed at most. */
function isRight(wide: WideText): boolean {
  const text = "\u4e2d\u6587, \u00e9\u00df \ud83d\ude00 \uff0c".repeat(8);
  const target = new Uint8Array(text.length * 3);
  const size = wide.encode(target, 0, text);
  const decoded = new TextDecoder().decode(target.subarray(0, size));
  return decoded === text && wide.decode(new DataView(target.buffer), 0, size) === text;
}
