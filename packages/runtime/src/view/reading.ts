/** How the views of a message read it: objects that messages share, because each field of a message costs 1 ns to open it. */
import type { DecodeOptions } from "../limits.js";
import type { ListArena } from "../list/arena.js";

/** What `UserView.of` takes beside the bytes: windows of text are for those who read all of it. */
export interface ViewOptions extends Omit<DecodeOptions, "strings"> {
  /**
   * Stops a scan at the first occurrence of the field that is asked for: faster where that stands early, but a field that
   * comes twice reads differently from `decode`, which takes the last, and what stands behind may be malformed. Not for
   * decisions about trust.
   */
  readonly lazy?: boolean | undefined;
  /**
   * The layout stamp: whoever wrote the message is known to use the same IDL and field order, so structs whose fields are all
   * always there and of fixed size stand in lists at a constant distance. Lists of them are not scanned; an element that is
   * touched and has other headers is INVALID_DATA. Where the writer did otherwise, values are wrong, and bounds still hold.
   */
  readonly stamped?: boolean | undefined;
}

/** The options, all given. */
export interface Reading {
  readonly lazy: boolean;
  readonly stamped: boolean;
  readonly strict: boolean;
  /** Where typed lists are put. */
  readonly arena: ListArena | undefined;
}

const makeReading = (bits: number, arena?: ListArena): Reading => ({
  lazy: (bits & 1) !== 0,
  stamped: (bits & 2) !== 0,
  strict: (bits & 4) === 0,
  arena,
});

/** How values are read that were set: nobody has agreed on their layout. */
export function withoutStamp(reading: Reading): Reading {
  return reading.stamped ? { ...reading, stamped: false } : reading;
}

/** Without arena, by lazy, stamped and not strict. */
const readings: readonly Reading[] = /* @__PURE__ */ [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  makeReading(bits),
);

export function readingOf(options: ViewOptions | undefined | null): Reading {
  if (options === undefined || options === null) return readings[0] as Reading;
  const { lazy, stamped, utf8, arena } = options;
  const bits = (lazy === true ? 1 : 0) | (stamped === true ? 2 : 0) | (utf8 === "replace" ? 4 : 0);
  return arena === undefined ? (readings[bits] as Reading) : makeReading(bits, arena);
}
