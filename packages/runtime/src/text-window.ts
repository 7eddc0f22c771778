/**
 * Text cut out of longer text, `{ strings: "windowed" }`, in Node: one call of the engine, which costs 50 to 90 ns, makes all the
 * text of a window, and each string is a part of it (20 to 45 ns), which keeps all of it alive.
 */
import type { Memory } from "./memory.js";
import { asciiBytes, isAscii } from "./text-ascii.js";
import { native } from "./text-native.js";

/** Shorter text is made without a call; beside longer one it takes nothing. */
const leastBytes = asciiBytes + 1;
const mostBytes = 512;
/** What one kept string keeps alive: 4 KB. */
const windowBytes = 4096;

export class TextWindow {
  /** Malformed text is an error. */
  readonly isStrict: boolean;
  private text = "";
  private start = 0;
  private end = 0;

  constructor(isStrict: boolean) {
    this.isStrict = isStrict;
  }

  /** ASCII text of `n` bytes at `o`; undefined where it is not, or where others are as fast. */
  cut(r: Memory, o: number, n: number): string | undefined {
    if (n < leastBytes || n > mostBytes || !native || !isAscii(r.view, o, n)) return undefined;
    if (o < this.start || o + n > this.end) {
      this.start = o;
      this.end = Math.min(o + windowBytes, r.end);
      this.text = native.latin1Slice.call(r.bytes, o, this.end);
    }
    const from = o - this.start;
    return this.text.substring(from, from + n);
  }

  /** Other bytes may stand there. */
  close(): void {
    this.end = 0;
  }
}
