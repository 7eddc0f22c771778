/** A seeded generator (sfc32 by Chris Doty-Humphrey), so that every run races on the same values. */
export function createRandom(seed) {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = seed | 0;
  const next = () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  return {
    /** A float in [0, 1). */
    float: () => next() / 0x1_0000_0000,
    /** An integer in [low, high). */
    int: (low, high) => low + Math.floor((next() / 0x1_0000_0000) * (high - low)),
    pick: (items) => items[next() % items.length],
    bytes: (length) => {
      const out = new Uint8Array(length);
      for (let i = 0; i < length; i++) out[i] = next();
      return out;
    },
  };
}
