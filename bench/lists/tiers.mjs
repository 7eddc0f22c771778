/** Our runtime, several times: each tier is a module of its own, so that none profits or suffers from what another has seen. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

let instances = 0;

/**
 * A copy of the bundle under a name of its own, loaded and woken up with THRIFTGEN_SIMD set for it alone; undefined: as users
 * have it. `wake` encodes a long list, which is when the tier is chosen.
 */
export async function loadTier(bundle, tier, wake) {
  const path = bundle.replace(/\.mjs$/, `-${process.pid}-${instances++}.mjs`);
  writeFileSync(path, readFileSync(bundle));
  const saved = process.env.THRIFTGEN_SIMD;
  setTier(tier);
  try {
    const module = await import(pathToFileURL(path).href);
    wake(module);
    return module;
  } finally {
    setTier(saved);
    rmSync(path);
  }
}

function setTier(tier) {
  if (tier === undefined) delete process.env.THRIFTGEN_SIMD;
  else process.env.THRIFTGEN_SIMD = tier;
}
