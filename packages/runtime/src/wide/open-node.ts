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
    return (file as { openWide(engine: NativeText): WideText | undefined }).openWide(engine);
  } catch {
    return undefined;
  }
}
