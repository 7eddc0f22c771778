/** Keys of maps: new ones for a model, and those that a view has. */
import { canonicalText, type Canonical } from "../support/canonical.js";
import { fromCanonical } from "../support/convert.js";
import type { Type } from "../../src/ir/definitions.js";
import { randomValue, type Random } from "./random.js";
import { readView } from "./read-view.js";
import type { AnyMapView } from "./subjects.js";

/** A key that the map does not have; undefined if chance gives none. */
export function randomKey(
  random: Random,
  type: Type,
  model: readonly (readonly [Canonical, Canonical])[],
): Canonical | undefined {
  const known = new Set(model.map(([key]) => canonicalText(type, key)));
  for (let attempt = 0; attempt < 4; attempt++) {
    const key = randomValue(random, type, 4);
    if (!known.has(canonicalText(type, key))) return key;
  }
  return undefined;
}

/** Keys with parts are found by identity. */
export function keyOf(type: Type, view: AnyMapView, key: Canonical): unknown {
  const plain = fromCanonical(type, key);
  if (typeof plain !== "object") return plain;
  const text = canonicalText(type, key);
  for (const candidate of view.keys()) {
    if (canonicalText(type, readView(type, candidate)) === text) return candidate;
  }
  throw new Error(`no key ${text}`);
}
