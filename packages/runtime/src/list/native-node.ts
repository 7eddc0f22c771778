/**
 * The native tier in Node, Bun and Deno. Nothing of Node is imported: where it is not there, or refuses to load native
 * code, the answer is a reason.
 */
import { findFault, type Addon } from "./native-check.js";
import type { NativeTier } from "./native.js";

type Require = (id: string) => unknown;

/** What is used of `process`. */
interface Host {
  readonly platform: string;
  readonly arch: string;
  getBuiltinModule?(id: string): { createRequire(from: string): Require } | undefined;
}

interface DenoHost {
  readonly permissions: { querySync(query: { readonly name: string }): { readonly state: string } };
}

/** By platform and architecture. Linux has two C libraries; npm installs the one package that fits. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["@thriftgen/simd-linux-x64-gnu", "@thriftgen/simd-linux-x64-musl"],
  "linux-arm64": ["@thriftgen/simd-linux-arm64-gnu", "@thriftgen/simd-linux-arm64-musl"],
  "darwin-arm64": ["@thriftgen/simd-darwin-arm64"],
  "darwin-x64": ["@thriftgen/simd-darwin-x64"],
  "win32-x64": ["@thriftgen/simd-win32-x64"],
};

/** Asked once, at the first long list. Never throws, never prints, never asks the user for a permission. */
export function loadNative(): NativeTier {
  try {
    return findNative();
  } catch (error) {
    return { absent: describe(error) };
  }
}

function findNative(): NativeTier {
  const { process: host, Deno: deno } = globalThis as { process?: Host; Deno?: DenoHost };
  const createRequire = host?.getBuiltinModule?.("node:module")?.createRequire;
  if (host === undefined || createRequire === undefined) {
    return { absent: "only Node, Bun and Deno load add-ons" };
  }
  if (deno !== undefined && !mayLoad(deno)) {
    return { absent: "Deno loads add-ons with --allow-ffi only" };
  }
  const names = packages[`${host.platform}-${host.arch}`];
  if (names === undefined)
    return { absent: `there is no add-on for ${host.platform} on ${host.arch}` };
  // A bundle that is a script does not know where it is.
  const here: unknown = import.meta.url;
  if (typeof here !== "string") return { absent: "a script cannot look for add-ons, a module can" };
  return loadFirst(names, createRequire(here));
}

/** Deno asks on the terminal where a permission is neither given nor refused; a codec must not cause that. */
function mayLoad({ permissions }: DenoHost): boolean {
  return permissions.querySync({ name: "ffi" }).state === "granted";
}

function loadFirst(names: readonly string[], require: Require): NativeTier {
  let absent: string | undefined;
  for (const name of names) {
    try {
      const addon = require(name) as Addon;
      const fault = findFault(addon);
      if (fault === undefined) return { kernels: addon, ...readFeatures(addon) };
      absent ??= `${name}: ${fault}`;
    } catch (error) {
      if (!isNotInstalled(name, error)) absent ??= `${name}: ${describe(error)}`;
    }
  }
  return { absent: absent ?? `${names.join(" or ")} is not installed` };
}

function readFeatures({ features: { instructionSet, refused } }: Addon): {
  instructionSet: string;
  refused?: string;
} {
  return refused === undefined ? { instructionSet } : { instructionSet, refused };
}

/** A package whose file is missing has the same code, but then the path is what cannot be found. */
function isNotInstalled(name: string, error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${name}'`);
}

/** The first line: those of `require` go on with a stack. */
function describe(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
  return line;
}
