/**
 * What every engine runs: lists of all kinds and many lengths through generated code, and a hash of all bytes. It is bundled for
 * engines that know nothing of Node, so it imports nothing.
 */

export const listsIdl = `
struct Lists {
  1: list<i16> shorts
  2: list<i32> ints
  3: list<i64> longs
  4: list<double> doubles
}
`;

/** Around the lengths at which another tier or another chunk begins, and some far beyond. */
export const lengths: readonly number[] = [
  0, 1, 7, 23, 24, 31, 32, 33, 47, 48, 63, 64, 65, 255, 256, 1000, 1023, 1024, 1025, 2047, 2048,
  2049, 4097, 8193, 20_000,
];

export interface Values {
  readonly shorts: readonly number[];
  readonly ints: readonly number[];
  readonly longs: readonly bigint[];
  readonly doubles: readonly number[];
}

/** Lists of `n`: extremes first, then what a small generator gives. Longs are safe integers, for the mode that has numbers. */
export function makeValues(n: number): Values {
  let state = n + 1;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0);
  const safe = (): number => (next() >> 11) * 0x1_0000_0000 + (next() >>> 0);
  const fill = <T>(first: readonly T[], make: () => T): readonly T[] =>
    Array.from({ length: n }, (_, i) => (i < first.length ? (first[i] as T) : make()));
  const edge = Number.MAX_SAFE_INTEGER;
  return {
    shorts: fill([-0x8000, 0x7fff, 0, -1], () => next() >> 16),
    ints: fill([-0x8000_0000, 0x7fff_ffff, 0, -1], next),
    longs: fill([-BigInt(edge), BigInt(edge), 0n, -1n], () => BigInt(safe())),
    doubles: fill(
      [-0, Infinity, -Infinity, Number.NaN, 5e-324, Number.MAX_VALUE],
      () => safe() / 3,
    ),
  };
}

type List = ArrayLike<number | bigint>;
type Fields = Readonly<Record<keyof Values, List>>;

/** What generated code gives for the struct. */
export interface ListsCodec {
  encode(value: Fields): Uint8Array;
  decode(bytes: Uint8Array, options?: object): Fields;
}

export interface CasesInput {
  readonly bigints: ListsCodec;
  readonly numbers: ListsCodec;
  readonly typed: ListsCodec;
  readonly runtime: {
    readonly ListArena: new () => object;
    readonly simdInfo: () => { readonly tier: string; readonly absent: object };
  };
}

export interface Outcome {
  /** FNV-1a of the bytes of all lengths, in the order of `lengths`. */
  readonly hash: number;
  /** Lists that were encoded or decoded. */
  readonly lists: number;
  readonly tier: string;
  readonly absent: Readonly<Record<string, string>>;
}

/** The next state of FNV-1a, from 0x811c9dc5 on. */
export function addToHash(hash: number, bytes: Uint8Array): number {
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return hash;
}

const typedOf = ({ shorts, ints, longs, doubles }: Values): Fields => ({
  shorts: Int16Array.from(shorts),
  ints: Int32Array.from(ints),
  longs: BigInt64Array.from(longs),
  doubles: Float64Array.from(doubles),
});

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

function checkLists(got: Fields, expected: Fields, what: string): void {
  for (const [name, list] of Object.entries(expected) as [keyof Values, List][]) {
    const other = got[name];
    if (other.length !== list.length)
      throw new Error(`${what}: ${name} has ${other.length} elements`);
    for (let i = 0; i < list.length; i++) {
      if (!Object.is(other[i], list[i])) throw new Error(`${what}: ${name}[${i}] is ${other[i]}`);
    }
  }
}

/** Throws where any form of a list gives other bytes than the first, or other elements than it was made of. */
export function runCases({ bigints, numbers, typed, runtime }: CasesInput): Outcome {
  let hash = 0x811c_9dc5;
  let lists = 0;
  for (const n of lengths) {
    const values = makeValues(n);
    const asNumbers = { ...values, longs: values.longs.map(Number) };
    const asTyped = typedOf(values);
    const bytes = bigints.encode(values);
    hash = addToHash(hash, bytes);
    const others = {
      "bigints of typed": bigints.encode(asTyped),
      numbers: numbers.encode(asNumbers),
      "numbers of typed": numbers.encode(asTyped),
      typed: typed.encode(asTyped),
      "typed of bigints": typed.encode(values),
    };
    for (const [what, other] of Object.entries(others)) {
      if (!sameBytes(other, bytes)) throw new Error(`${what}: other bytes for ${n} elements`);
    }
    checkLists(bigints.decode(bytes), values, `bigints, ${n}`);
    checkLists(numbers.decode(bytes), asNumbers, `numbers, ${n}`);
    checkLists(typed.decode(bytes), asTyped, `typed, ${n}`);
    checkLists(typed.decode(bytes, { arena: new runtime.ListArena() }), asTyped, `arena, ${n}`);
    lists += 10 * 4;
  }
  const { tier, absent } = runtime.simdInfo();
  return { hash: hash >>> 0, lists, tier, absent: { ...absent } };
}
