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

// State of the realm, because loading takes milliseconds; what depends on it is the speed, never the bytes.
const asked: { tier: ListTier | undefined; thresholds: ListThresholds } = {
  tier: undefined,
  thresholds: defaultThresholds,
};
const found: {
  isReady: boolean;
  stage: Stage | string | undefined;
  native: NativeKernels | string | undefined;
  instructionSet: string | undefined;
} = { isReady: false, stage: undefined, native: undefined, instructionSet: undefined };

/** More than any list has. A small integer, as all thresholds: comparing with others takes 3 ns more. */
export const never = 0x3fff_ffff;

/** What loops compare their lengths with: `never` for tiers that are not there. */
export const long: Mutable<ListThresholds> = { ...defaultThresholds };

/** The stage, unless a list stands in it. */
export function openStage(): Stage | undefined {
  if (!found.isReady) prepare();
  const { stage } = found;
  return typeof stage === "object" && !stage.busy ? stage : undefined;
}

/** Of lists of at least `long.native` elements only. */
export function openNative(): NativeKernels | undefined {
  if (!found.isReady) prepare();
  const native = (found.native ??= findNative());
  if (typeof native === "object") return native;
  adjust();
  return undefined;
}

/** Forgets what was found; the next long list looks again. */
export function resetTiers(tier: ListTier | undefined, thresholds: ListThresholds): void {
  asked.tier = tier;
  asked.thresholds = thresholds;
  found.isReady = false;
  // The stage stays: there is one memory per realm.
  if (typeof found.stage === "string") found.stage = undefined;
  Object.assign(long, thresholds);
}

/** All tiers, loaded by now. */
export function inspectTiers(): Readonly<typeof found & { wanted: ListTier | undefined }> {
  prepare();
  const wanted = wantedTier();
  if (wanted === undefined || wanted === "native") found.native ??= findNative();
  adjust();
  return { ...found, wanted };
}

function prepare(): void {
  found.isReady = true;
  const wanted = wantedTier();
  if (wanted !== "js") found.stage ??= createStage();
  adjust();
}

function findNative(): NativeKernels | string {
  const native = loadNative();
  if ("absent" in native) return bufferKernels() ?? native.absent;
  found.instructionSet = native.instructionSet;
  return native.kernels;
}

/** Sets `long` by what there is. */
function adjust(): void {
  const wanted = wantedTier();
  const { thresholds } = asked;
  const hasStage = wanted !== "js" && typeof found.stage === "object";
  // Without the stage it must be known now.
  if (wanted === "native" || (wanted === undefined && !hasStage)) found.native ??= findNative();
  const mayBeNative = (wanted ?? "native") === "native" && typeof found.native !== "string";
  const native = !mayBeNative ? never : wanted === "native" ? 0 : thresholds.native;
  const orNative = (threshold: number): number =>
    hasStage ? threshold : Math.max(threshold, native);
  long.typed = orNative(thresholds.typed);
  long.typed64 = orNative(thresholds.typed64);
  long.read = orNative(thresholds.read);
  long.into = orNative(thresholds.into);
  long.plain = hasStage ? thresholds.plain : never;
  long.native = native;
}

/** What the program asked for, else the environment: browsers have none. */
function wantedTier(): ListTier | undefined {
  if (asked.tier !== undefined) return asked.tier;
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const text = readSetting(process);
  return text === "off"
    ? "js"
    : text === "js" || text === "wasm" || text === "native"
      ? text
      : undefined;
}

/** Deno throws where it may not read the environment. */
function readSetting(process?: { env?: Record<string, string | undefined> }): string | undefined {
  try {
    return process?.env?.["THRIFTGEN_SIMD"];
  } catch {
    return undefined;
  }
}
