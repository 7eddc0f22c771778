/**
 * The vector code of text, for Node: dist/wide-text.cjs, which text-wide.ts loads when a program meets its first long text that is
 * not ASCII. A file of its own, so that bundles carry none of it; what is bundled and has no node_modules does without.
 *
 * Nanoseconds a character, 900 in a text, beside those of the engine (`utf8Slice`; `utf8Write` and `isWellFormed`):
 *
 *                           decode, Node 20   encode, Node 20   encode, Node 24
 *   Chinese                   0.6 and 11        0.5 and 1.7       0.5 and 2.3
 *   Russian                   1.0 and 8         0.6 and 2.2       0.6 and 3.0
 *   Chinese, a fifth ASCII    1.4 and 11        1.0 and 2.7       1.1 and 3.9
 *
 * Decoding on Node 24 and 26: Chinese 0.7 and 0.9, all else 0.9 to 2 times as long as the engine, which is asked for that.
 */
import type { NativeText, WideText } from "../text-native.js";
import { kernels } from "./kernels.js";
import { fillTables } from "./tables.js";

interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** From `end` bytes in to bytes out, or -1; the lowest bit is set where there are characters above U+00FF. */
  decode(end: number): number;
  /** Units that were just decoded, without such characters, to Latin-1 in the same place. */
  narrow(size: number): void;
  /** As decoding, without such a bit. */
  encode(end: number): number;
}

/** Bytes that go in at once. */
const maximumBytes = 16_384;
/** Where those that come out begin. */
const outStart = 16_640;

/** Undefined where THRIFTGEN_SIMD wants no vectors. Throws where the engine has none. Takes 2 ms. */
export function openWide(native: NativeText): WideText | undefined {
  const setting = process.env["THRIFTGEN_SIMD"];
  if (setting === "off" || setting === "js") return undefined;
  const module = new WebAssembly.Module(Buffer.from(kernels, "base64"));
  const { exports } = new WebAssembly.Instance(module);
  return createWide(native, exports as unknown as Kernels);
}

function createWide(native: NativeText, kernel: Kernels): WideText {
  const { buffer } = kernel.memory;
  const staged = new Uint8Array(buffer);
  fillTables(staged);
  const sliceWide = (size: number): string =>
    native.ucs2Slice.call(staged, outStart, outStart + size);
  // V8 keeps it in half the memory.
  const sliceNarrow = (size: number): string => {
    kernel.narrow(size);
    return native.latin1Slice.call(staged, outStart, outStart + size / 2);
  };
  return {
    decode(view, o, end) {
      let text = "";
      while (o < end) {
        const next = end - o <= maximumBytes ? end : startOfCharacter(view, o + maximumBytes);
        staged.set(new Uint8Array(view.buffer, view.byteOffset + o, next - o));
        const size = kernel.decode(next - o);
        if (size < 0) return undefined;
        const part = (size & 1) !== 0 ? sliceWide(size - 1) : sliceNarrow(size);
        text = text === "" ? part : text + part;
        o = next;
      }
      return text;
    },
    encode(target, o, text) {
      let written = 0;
      for (let i = 0; i < text.length;) {
        const part = text.length <= maximumBytes / 2 ? text : text.slice(i, endOfPart(text, i));
        const size = kernel.encode(native.ucs2Write.call(staged, part, 0, maximumBytes));
        if (size < 0) return -1;
        target.set(new Uint8Array(buffer, outStart, size), o + written);
        written += size;
        i += part.length;
      }
      return written;
    },
  };
}

/** Where the character at `o` begins; malformed text may have none, and then the kernel refuses what it gets. */
function startOfCharacter(view: DataView, o: number): number {
  for (let back = 0; back < 3 && (view.getUint8(o) & 0xc0) === 0x80; back++) o--;
  return o;
}

/** Both halves of a pair go in together. */
function endOfPart(text: string, start: number): number {
  const end = start + maximumBytes / 2;
  return end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800 ? end - 1 : end;
}
