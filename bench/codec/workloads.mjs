/**
 * The seven workloads: values in one plain form (numbers for i64 and enums, Map, Uint8Array) from
 * which each contender's own form is made.
 */
import { createRandom } from "./random.mjs";
import { asciiText, cjkText, mapKey, word, words } from "./texts.mjs";

const timestamp = (r) => 1_700_000_000_000 + r.int(0, 100_000_000_000);

const list = (length, make) => Array.from({ length }, (_, index) => make(index));

const map = (length, make) => new Map(list(length, make));

const tiny = (r) => ({
  ok: r.int(0, 2) === 1,
  id: r.int(0, 1_000_000),
  ts: timestamp(r),
  score: r.float() * 100,
  name: words(r, 2),
  color: r.int(0, 3),
});

const address = (r) => ({
  street: asciiText(r, r.int(14, 24)),
  city: word(r),
  zip: r.int(10_000, 99_999),
  lat: r.float() * 180 - 90,
  lon: r.float() * 360 - 180,
});

const small = (r) => ({
  id: timestamp(r),
  name: words(r, 2),
  email: asciiText(r, r.int(15, 22)),
  active: r.int(0, 2) === 1,
  age: r.int(0, 100),
  score: r.float() * 100,
  addr: address(r),
  tags: list(8, () => word(r)),
  attrs: map(8, (i) => [mapKey(i, 1), asciiText(r, 20)]),
  codes: list(20, () => r.int(0, 1_000_000)),
  color: r.int(0, 3),
  places: list(3, () => address(r)),
  sig: r.bytes(64),
});

const ano = (r) => ({
  a: timestamp(r),
  b: words(r, 3),
  c: r.int(0, 1_000_000),
  d: r.float() * 1000,
  e: r.int(0, 2) === 1,
});

const big = (r, n) => ({
  num: timestamp(r),
  ano: ano(r),
  nums: list(n.nums, () => timestamp(r)),
  kv: map(n.kv, (i) => [mapKey(i, 6), asciiText(r, 24)]),
  anos: list(n.anos, () => ano(r)),
  text: asciiText(r, n.text),
  blob: r.bytes(n.blob),
});

const chat = (r, text) => ({
  id: words(r, 2),
  msgs: list(50, (i) => ({
    role: i % 2 === 0 ? "user" : "assistant",
    text: text(),
    ts: timestamp(r),
    tokens: r.int(0, 4000),
  })),
});

const point = (r) => ({
  ts: timestamp(r),
  v: r.float() * 1000,
  a: r.int(0, 1_000_000),
  b: r.int(0, 1_000_000),
  lo: r.float(),
  hi: r.float() * 1e6,
  ok: r.int(0, 2) === 1,
  flags: r.int(0, 100),
});

const KB20 = { nums: 500, kv: 60, anos: 60, text: 4000, blob: 4000 };
const MB6 = { nums: 150_000, kv: 15_000, anos: 30_000, text: 300_000, blob: 1_048_576 };

/**
 * `bytes` is the size in Thrift Binary that the values come near; `distinct` how many different
 * values take turns (fewer where 64 of them in eight contenders' forms would fill the memory).
 */
export const workloads = {
  tiny: { struct: "Tiny", bytes: 58, distinct: 64, make: tiny },
  small: { struct: "Small", bytes: 891, distinct: 64, make: small },
  kb20: { struct: "Big", bytes: 18_178, distinct: 64, make: (r) => big(r, KB20) },
  mb6: { struct: "Big", bytes: 4_950_000, distinct: 3, make: (r) => big(r, MB6) },
  chatA: {
    struct: "Chat",
    bytes: 126_000,
    distinct: 64,
    make: (r) => chat(r, () => asciiText(r, r.int(1024, 4096))),
  },
  chatC: {
    struct: "Chat",
    bytes: 132_000,
    distinct: 64,
    make: (r) => chat(r, () => cjkText(r, r.int(341, 1366))),
  },
  points: {
    struct: "Points",
    bytes: 680_000,
    distinct: 6,
    make: (r) => ({ pts: list(10_000, () => point(r)) }),
  },
};

/** The same values for the same name, in every process. */
export function makeValues(name) {
  const { make, distinct } = workloads[name];
  const random = createRandom(Object.keys(workloads).indexOf(name) + 1);
  return list(distinct, () => make(random));
}
