/** What users can see and set of the tiers. */
import { fail } from "../errors.js";
import { defaultThresholds, type ListThresholds } from "./thresholds.js";
import { inspectTiers, long, never, resetTiers, type ListTier } from "./tiers.js";

/** What `simdInfo` gives. */
export interface SimdInfo {
  /** The best tier that is used. */
  readonly tier: ListTier;
  /** What the code of the tiers is made for: `wasm-simd128`, and the instruction set of the native one, such as `avx2`. */
  readonly features: readonly string[];
  /** From how many elements on: Infinity where there is nothing to switch to. */
  readonly thresholds: ListThresholds;
  /** Why the others are not used, for people. */
  readonly absent: Readonly<Partial<Record<ListTier, string>>>;
  /**
   * What the environment asks for in vain, for people: a tier in THRIFTGEN_SIMD that does not exist, an instruction set in
   * THRIFTGEN_SIMD_ISA that is not there.
   */
  readonly refused?: string;
}

/** What `configureLists` takes. */
export interface ListSettings {
  /** The best tier to use, instead of what the environment variable THRIFTGEN_SIMD says. */
  readonly tier?: ListTier | undefined;
  /**
   * From how many elements on the tiers are used, each 0 or more (`Infinity`: never); those left out have their defaults. One for
   * a tier that is absent changes nothing.
   */
  readonly thresholds?:
    { readonly [Key in keyof ListThresholds]?: ListThresholds[Key] | undefined } | undefined;
}

/** How lists of fixed-size numbers are written and read here. Loads what is there: 1 to 10 ms, the first time. */
export function simdInfo(): SimdInfo {
  const { stage, native, instructionSet, refused, wanted, misnamed } = inspectTiers();
  const features: string[] = [];
  const absent: Partial<Record<ListTier, string>> = {};
  const unwanted = `${wanted} is asked for`;
  if (wanted === "js") absent.wasm = unwanted;
  else if (typeof stage === "string") absent.wasm = stage;
  else features.push("wasm-simd128");
  if (wanted !== undefined && wanted !== "native") absent.native = unwanted;
  else if (typeof native === "string") absent.native = native;
  else features.push(instructionSet);
  const tier = absent.native === undefined ? "native" : absent.wasm === undefined ? "wasm" : "js";
  const thresholds = Object.entries(long).map(([key, n]) => [key, n === never ? Infinity : n]);
  const info = {
    tier,
    features,
    thresholds: Object.fromEntries(thresholds) as ListThresholds,
    absent,
  } as const;
  const refusals: string[] = [];
  if (misnamed !== undefined) refusals.push(explainMisnamed(misnamed, tier));
  if (refused !== undefined && tier === "native")
    refusals.push(explainRefusal(refused, instructionSet));
  return refusals.length === 0 ? info : { ...info, refused: refusals.join("; ") };
}

function explainMisnamed(setting: string, tier: ListTier): string {
  return `THRIFTGEN_SIMD=${setting}: neither off, js, wasm nor native; ${tier} is used`;
}

function explainRefusal(refused: string, instructionSet: string): string {
  return `THRIFTGEN_SIMD_ISA=${refused}: unknown, or this processor lacks it; ${instructionSet} is used`;
}

/**
 * Sets the tier and thresholds of all lists from now on; what is left out has its default again.
 * @throws ThriftError INVALID_VALUE for thresholds that are negative, no numbers or unknown, for tiers that do not exist, and for
 * settings that do not.
 */
export function configureLists(settings?: ListSettings | null): void {
  const { tier, thresholds: given, ...others } = settings ?? {};
  if (Object.keys(others).length > 0) fail("INVALID_VALUE");
  const thresholds = { ...defaultThresholds };
  const wanted = given ?? {};
  if (!Object.keys(wanted).every((key) => Object.hasOwn(thresholds, key))) fail("INVALID_VALUE");
  for (const key of Object.keys(thresholds) as (keyof ListThresholds)[]) {
    const value = wanted[key];
    if (value === undefined) continue;
    if (!(value >= 0)) fail("INVALID_VALUE");
    Object.assign(thresholds, { [key]: Math.min(Math.ceil(value), never) });
  }
  if (tier !== undefined && !["js", "wasm", "native"].includes(tier)) fail("INVALID_VALUE");
  resetTiers(tier, thresholds);
}
