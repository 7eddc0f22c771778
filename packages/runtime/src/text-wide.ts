/**
 * Text with other than ASCII characters. V8's own UTF-8 decoder runs at 0.2 GB/s there up to Node 22, its encoder at 1 to 2 up to
 * Node 24. By vector code (figures: wide/index.ts) decoding takes an eighteenth of that time for Chinese, a seventh where it is mixed
 * with ASCII and for Russian, encoding a fifth to a half; by the loop below, which knows characters of three bytes and ASCII,
 * decoding takes a sixth. Later engines have vectors of their own, which ours beat for Chinese alone: by 1.4. Which holds is measured
 * once, not taken from a version.
 */
import type { Memory } from "./memory.js";
import { openVectors } from "#wide";
import { native, type NativeText, type WideText } from "./text-native.js";
import { compareSlices, compareWrites } from "./text-probe.js";

/** From how many bytes on, or characters, vectors are faster than the loop, and than the engine. */
const longBytes = 96;
const mixedBytes = 48;
const longText = 24;
/** The same of bytes that are all of Chinese, where the engine has vectors of its own. */
const uniformBytes = 256;

/** What is faster than the engine. */
interface Choice {
  readonly isLoopFaster: boolean;
  readonly decoder: WideText | undefined;
  readonly encoder: WideText | undefined;
  /** The decoder, for text whose characters are all of three bytes, where it is not for all; opened when it is asked for. */
  readonly uniform: (() => WideText | undefined) | undefined;
}

let choice: Choice | undefined;

/** Made at the first long text that is not ASCII: takes 1 ms, and 2 ms more where there are vectors. */
function choose(engine: NativeText): Choice {
  const ratio = isLittleEndian ? compareSlices(engine) : 0;
  const isLoopFaster = ratio > 6;
  const isEncoderSlow = compareWrites(engine) > 4;
  let file: { readonly vectors: WideText | undefined } | undefined;
  const open = (): WideText | undefined => (file ??= { vectors: openVectors(engine) }).vectors;
  return {
    isLoopFaster,
    decoder: isLoopFaster ? open() : undefined,
    encoder: isEncoderSlow ? open() : undefined,
    uniform: !isLoopFaster && ratio > 1.3 ? open : undefined,
  };
}

/** After a long text that was wide behind a narrow beginning, so many are taken for such, less for those that are not. */
const crowdTexts = 32;
const longUnits = 256;
let expected = 0;

/** Most of its characters are above U+007F: vectors are faster than the engine. */
const isWide = (size: number, n: number): boolean => size * 2 > n * 3;

/**
 * Encodes as `WideText` does; -1 also for what others encode faster: short text, and such as begins with narrow characters. Its
 * beginning alone is looked at, and what came before: what is far behind may have to come from memory for that.
 */
export function encodeWide(w: Memory, o: number, s: string): number {
  const n = s.length;
  if (n < longText || !native) return -1;
  // Below it where all three are: of Latin-1 engines make short work.
  const isNarrow = (s.charCodeAt(0) | s.charCodeAt(7) | s.charCodeAt(19)) < 0x100;
  if (isNarrow && (expected <= 0 || n < longUnits)) return -1;
  const size = (choice ??= choose(native)).encoder?.encode(w.bytes, o, s) ?? -1;
  if (isNarrow) expected -= isWide(size, n) ? 1 : 8;
  return size;
}

/** Tells that the engine made `size` bytes of a text. */
export function noteSize(size: number, n: number): void {
  if (isWide(size, n) && n >= longUnits) expected = crowdTexts;
}

/** The engine takes units in this order; the loop stores them in the host's. */
const isLittleEndian = /* @__PURE__ */ (() => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1)();

/** UTF-16 units decoded per piece. */
const pieceUnits = 4096;
let scratch: Uint16Array | undefined;

/**
 * The text from `o` to `end`; undefined where the engine is as fast, or where the text is malformed or, below `mixedBytes` and
 * without vectors, is partly ASCII or holds characters that the loop has not: the general decoder judges those.
 */
export function decodeWide(
  r: Memory,
  o: number,
  end: number,
  isPartlyAscii: boolean,
): string | undefined {
  if (end - o < 32 || !native) return undefined;
  const { isLoopFaster, decoder } = (choice ??= choose(native));
  if (!isLoopFaster) return decodeUniform(r.view, o, end, choice);
  const isLong = decoder !== undefined && end - o >= longBytes;
  const text = isLong || isPartlyAscii ? undefined : decodeByLoop(r, native, o, end);
  return text ?? (end - o < mixedBytes ? undefined : decoder?.decode(r.view, o, end));
}

function decodeUniform(
  view: DataView,
  o: number,
  end: number,
  { uniform }: Choice,
): string | undefined {
  if (uniform === undefined || end - o < uniformBytes) return undefined;
  return looksUniform(view, o, end - o) ? uniform()?.decode(view, o, end) : undefined;
}

/** A character of three bytes begins at each of some multiples of three: of text that is mixed one in eighty looks so. */
function looksUniform(d: DataView, o: number, n: number): boolean {
  if (n % 3 !== 0) return false;
  const quarter = ((n / 12) | 0) * 3;
  const leads = d.getUint8(o) & d.getUint8(o + quarter) & d.getUint8(o + 2 * quarter);
  return (leads & d.getUint8(o + n - 3)) >= 0xe0;
}

/** Undefined where it meets anything else than characters of three bytes and ASCII. */
function decodeByLoop(
  { bytes, view }: Memory,
  engine: NativeText,
  o: number,
  end: number,
): string | undefined {
  const u = (scratch ??= new Uint16Array(pieceUnits));
  let text = "";
  while (o < end) {
    let i = 0;
    while (i < pieceUnits && o < end) {
      // 1110xxxx 10xxxxxx 10xxxxxx in one load; the byte before belongs to the message, at least to its length.
      const x = o + 2 < end ? view.getInt32(o - 1) : (bytes[o] as number) << 16;
      if ((x & 0xf0c0c0) === 0xe08080) {
        const c = ((x >> 4) & 0xf000) | ((x >> 2) & 0xfc0) | (x & 63);
        // An overlong form, or a surrogate.
        if ((c & 0xf800) === 0 || (c & 0xf800) === 0xd800) return undefined;
        u[i++] = c;
        o += 3;
      } else {
        if (x & 0x800000) return undefined;
        u[i++] = (x >> 16) & 127;
        o++;
      }
    }
    text += engine.ucs2Slice.call(u as unknown as Uint8Array, 0, i * 2);
  }
  return text;
}
