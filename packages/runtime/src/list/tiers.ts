/** Which tiers there are, found out at the first long list; and from how many elements on each is used. */
import { bufferKernels } from "./buffer-kernels.js";
import { loadNative, type NativeKernels } from "./native.js";
import { createStage, type Stage } from "./stage.js";
import { defaultThresholds, type ListThresholds } from "./thresholds.js";

/**
 * The loops of JavaScript, WebAssembly or native code. Each includes those before it, for lists too short for it or in its
 * absence.
 */
export type ListTier = "js" | "wasm" | "native";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What was found so far; texts say why something is not there. */
interface Findings {
  isReady: boolean;
  /** The best tier that may be used, where somebody has asked for one. */
  wanted: ListTier | undefined;
  stage: Stage | string | undefined;
  native: NativeKernels | string | undefined;
  /** What the native tier runs on. */
  instructionSet: string;
  /** The instruction set that was asked for in vain. */
  refused: string | undefined;
  /** What THRIFTGEN_SIMD says, where that is no tier. */
  misnamed: string | undefined;
}

// State of the realm, because loading takes milliseconds. Speed depends on it, never bytes.
const found: Findings = {
  isReady: false,
  wanted: undefined,
  stage: undefined,
  native: undefined,
  instructionSet: "",
  refused: undefined,
  misnamed: undefined,
};
const asked: { tier: ListTier | undefined; thresholds: ListThresholds } = {
  tier: undefined,
  thresholds: defaultThresholds,
};

/** More than any list has. A small integer, as all thresholds: V8 compares others more slowly. */
export const never = 0x3fff_ffff;

/** What loops compare their lengths with: `never` for tiers that are not there. */
export const long: Mutable<ListThresholds> = { ...defaultThresholds };

/** The stage, unless a list stands in it. */
export function openStage(): Stage | undefined {
  if (!found.isReady) prepare();
  const { stage } = found;
  return typeof stage === "object" && !stage.busy && found.wanted !== "js" ? stage : undefined;
}

/** Asked for by lists of at least `long.native` elements only: loading it takes longer than the stage. */
export function openNative(): NativeKernels | undefined {
  if (!found.isReady) prepare();
  const native = mayBeNative() ? findNative() : undefined;
  return typeof native === "object" ? native : undefined;
}

/** The next long list looks again. */
export function resetTiers(tier: ListTier | undefined, thresholds: ListThresholds): void {
  asked.tier = tier;
  asked.thresholds = thresholds;
  found.isReady = false;
  Object.assign(long, thresholds);
}

/** All that may be used, loaded by now. */
export function inspectTiers(): Readonly<Findings> {
  if (!found.isReady) prepare();
  if (mayBeNative()) findNative();
  return found;
}

function prepare(): void {
  found.isReady = true;
  const setting = asked.tier === undefined ? readEnvironment() : "";
  const isKnown = Object.hasOwn(settings, setting);
  found.wanted = asked.tier ?? (isKnown ? settings[setting] : undefined);
  found.misnamed = isKnown || setting === "" ? undefined : setting;
  // Once per realm: there is one memory.
  if (found.wanted !== "js") found.stage ??= createStage();
  if (mayBeNative() && (found.wanted === "native" || typeof found.stage === "string")) findNative();
  setThresholds();
}

function mayBeNative(): boolean {
  return found.wanted === undefined || found.wanted === "native";
}

function findNative(): NativeKernels | string {
  if (found.native !== undefined) return found.native;
  const loaded = loadNative();
  if ("kernels" in loaded) {
    found.native = loaded.kernels;
    found.instructionSet = loaded.instructionSet;
    found.refused = loaded.refused;
  } else {
    found.native = bufferKernels() ?? loaded.absent;
    found.instructionSet = "Buffer.swap";
  }
  setThresholds();
  return found.native;
}

function setThresholds(): void {
  const { thresholds } = asked;
  const { wanted } = found;
  const hasStage = wanted !== "js" && typeof found.stage === "object";
  const hasNative = mayBeNative() && typeof found.native !== "string";
  long.native = !hasNative ? never : wanted === "native" ? 0 : thresholds.native;
  const least = hasStage ? 0 : long.native;
  long.typed = Math.max(thresholds.typed, least);
  long.typed64 = Math.max(thresholds.typed64, least);
  long.read = Math.max(thresholds.read, least);
  long.read64 = Math.max(thresholds.read64, least);
  long.into = Math.max(thresholds.into, least);
  long.into64 = Math.max(thresholds.into64, least);
  long.plain = hasStage ? thresholds.plain : never;
}

const settings: Readonly<Record<string, ListTier>> = {
  off: "js",
  js: "js",
  wasm: "wasm",
  native: "native",
};

/** Browsers have no environment, and Deno throws where it may not be read. */
function readEnvironment(): string {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.["THRIFTGEN_SIMD"] ?? "";
  } catch {
    return "";
  }
}
