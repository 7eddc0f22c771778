/** Depth, length and what stands behind the message. */
import type { StructDef } from "../../../src/ir/definitions.js";
import { toBytes, type WireBytes } from "./bytes.js";
import { accept, reject, type GeneratedCase, type Seed } from "./case.js";
import { writeWire } from "../../support/wire.js";

/** Levels of structs that a message may have. */
const depthLimit = 64;

/**
 * Messages of nested values, by repetition: `open` starts one more level, `innermost` is the value at the bottom,
 * `close` ends a level.
 */
interface Nesting {
  readonly name: string;
  readonly open: string;
  readonly innermost: string;
  readonly close: string;
}

/** How a `Tree` nests: by a field, a list, a map; and how anything nests inside an unknown field. */
const treeNestings: readonly Nesting[] = [
  { name: "left", open: "0b000100000000 0c0002", innermost: "0b00010000000000", close: "00" },
  {
    name: "children",
    open: "0b000100000000 0f00040c00000001",
    innermost: "0b00010000000000",
    close: "00",
  },
  {
    name: "named",
    open: "0b000100000000 0d00050b0c0000000100000000",
    innermost: "0b00010000000000",
    close: "00",
  },
];

const unionNesting: Nesting = {
  name: "inner",
  open: "0c0006",
  innermost: "0800010000000700",
  close: "00",
};

const skipNestings: readonly Nesting[] = [
  { name: "struct", open: "0c0001", innermost: "00", close: "00" },
  { name: "list", open: "0f00000001", innermost: "0800000000", close: "" },
  { name: "set", open: "0e00000001", innermost: "0800000000", close: "" },
  { name: "map key", open: "0d0800000001", innermost: "080800000000", close: "00000005" },
  { name: "map value", open: "080d0000000100000005", innermost: "080800000000", close: "" },
];

export function* treeDepths(tree: StructDef): Generator<GeneratedCase> {
  for (const nesting of treeNestings) yield* depthsOf(tree, nesting);
}

export function* unionDepths(union: StructDef): Generator<GeneratedCase> {
  yield* depthsOf(union, unionNesting);
}

function* depthsOf(def: StructDef, nesting: Nesting): Generator<GeneratedCase> {
  for (const depth of [2, 30, depthLimit]) {
    const bytes = nest(nesting, depth - 1);
    const name = `${nesting.name} ${depth}`;
    yield { cls: "depth", name, def, bytes, expectation: accept(def, bytes) };
  }
  for (const depth of [depthLimit + 1, 500, 50_000]) {
    const name = `${nesting.name} ${depth}`;
    const bytes = nest(nesting, depth - 1);
    yield { cls: "depth", name, def, bytes, expectation: reject("DEPTH_LIMIT") };
  }
}

/** Inside an unknown field of any struct; containers spend depth there too. */
export function* skipDepths(def: StructDef): Generator<GeneratedCase> {
  const typeIds = ["0c", "0f", "0e", "0d", "0d"];
  for (const [at, nesting] of skipNestings.entries()) {
    for (const depth of [2, 30, 200, 5000, 100_000]) {
      const isDeep = depth > depthLimit;
      const value = nest(nesting, depth);
      const bytes = toBytes([`${typeIds[at]}004d`, value, "00"]);
      yield {
        cls: "depth-skip",
        name: `${nesting.name} ${depth}`,
        def,
        bytes,
        expectation: isDeep ? reject("DEPTH_LIMIT") : accept(def, bytes),
      };
    }
  }
}

function nest(nesting: Nesting, levels: number): Uint8Array {
  const parts: WireBytes[] = [
    [nesting.open, levels],
    [nesting.innermost, 1],
    [nesting.close, levels],
  ];
  return toBytes(parts);
}

/** `decode` refuses bytes behind the message, `fastRead` leaves them. */
export function* trailing(seed: Seed): Generator<GeneratedCase> {
  const { bytes } = writeWire(seed.wire);
  for (const [name, tail] of [
    ["a zero", [0]],
    ["0xff", [255, 255, 255]],
    ["the message again", [...bytes]],
  ] as const) {
    const longer = Uint8Array.from([...bytes, ...tail]);
    const expectation = accept(seed.def, longer);
    yield {
      cls: "trailing",
      name: `${seed.name} ${name}`,
      def: seed.def,
      bytes: longer,
      expectation,
    };
  }
}

/** Large legal messages, and small ones that would like to become large. */
export function* large(lists: StructDef, maps: StructDef): Generator<GeneratedCase> {
  const recipes: readonly (readonly [string, StructDef, readonly WireBytes[]])[] = [
    ["100,000 i32", lists, ["0f000408000186a0", ["00000007", 100_000], "00"]],
    ["50,000 empty strings", lists, ["0f00070b0000c350", ["00000000", 50_000], "00"]],
    ["a string of 1 MiB", lists, ["0f00070b0000000100100000", ["61", 1 << 20], "00"]],
    ["100,000 equal keys", maps, ["0d0002080b000186a0", ["0000000700000000", 100_000], "00"]],
    ["an unknown list of 1,000,000 structs", maps, ["0f004d0c000f4240", ["00", 1_000_000], "00"]],
    ["100,000 unknown fields", maps, [["0203e701", 100_000], "00"]],
  ];
  for (const [name, def, parts] of recipes) {
    const bytes = toBytes(parts);
    yield { cls: "large", name, def, bytes, expectation: accept(def, bytes) };
  }
}
