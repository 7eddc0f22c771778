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
const mostWindow = 4096;
/** Of readers' messages, which go on behind their end, the first window has so much, each later one four times as much. */
const leastWindow = 256;

export class TextWindow {
  /** Malformed text is an error. */
  readonly isStrict: boolean;
  private text = "";
  private start = 0;
  private end = 0;
  /** Bytes of the next window. None before a reader's first text, which may be the only one: that is made without. */
  private size = mostWindow;

  constructor(isStrict: boolean) {
    this.isStrict = isStrict;
  }

  /** ASCII text of `n` bytes at `o`; undefined where it is not, or where others are as fast. */
  cut(r: Memory, o: number, n: number): string | undefined {
    if (n < leastBytes || n > mostBytes || !native || !isAscii(r.view, o, n)) return undefined;
    if (o < this.start || o + n > this.end) {
      const { size } = this;
      this.size = Math.min(Math.max(size * 4, leastWindow), mostWindow);
      if (size === 0) return undefined;
      this.start = o;
      this.end = Math.min(o + Math.max(size, n), r.end);
      this.text = native.latin1Slice.call(r.bytes, o, this.end);
    }
    const from = o - this.start;
    return this.text.substring(from, from + n);
  }

  /** Another message of a reader begins, and other bytes may stand there. */
  close(): void {
    this.end = 0;
    this.size = 0;
  }
}
