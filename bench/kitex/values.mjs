/**
 * Values of shapes.thrift in the sizes that Kitex's own benchmarks use (583 B, 17.5 KB, 304 KB): numbers at their
 * maximum, list items at their minimum, eight entries in each container.
 */
const TEXT = Buffer.from("你好, go 世界".repeat(16)).toString("utf8");
const COUNT = 8;

const blob = () => Uint8Array.from({ length: 256 }, (_, i) => i % 16);

const times = (make) => Array.from({ length: COUNT }, (_, i) => make(i));

const scalars = () => ({
  tiny: 127,
  wide: 2n ** 63n - 1n,
  ratio: Number.MAX_VALUE,
  count: 2 ** 31 - 1,
  text: TEXT,
  blob: blob(),
});

const small = () => ({ ...scalars(), kind: 0 });

const medium = () => ({
  ...scalars(),
  smalls: times(small),
  counts: times(() => -(2 ** 31)),
  labels: new Map(times((i) => [String(i), TEXT])),
  one: small(),
  totals: new Map(times((i) => [2 ** 31 - 1 - i, 2n ** 63n - 1n])),
  texts: times(() => TEXT),
  names: new Map(times((i) => [2n ** 63n - 1n - BigInt(i), TEXT])),
  wides: times(() => -(2n ** 63n)),
  index: new Map(times((i) => [String(i), small()])),
});

const large = () => ({
  ...scalars(),
  byRecord: new Map(times(() => [small(), medium()])),
  one: small(),
  mediums: times(medium),
  mid: medium(),
});

export const shapes = {
  small: { struct: "Small", make: small },
  medium: { struct: "Medium", make: medium },
  large: { struct: "Large", make: large },
};
