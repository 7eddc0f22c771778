/** What text in Node is moved by, where it is there: Node's own functions, and vectors. */

/** They take any Uint8Array and are faster than TextDecoder and encodeInto; browsers lack them. */
export interface NativeText {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  utf8Slice(this: Uint8Array, start: number, end: number): string;
  ucs2Slice(this: Uint8Array, start: number, end: number): string;
  ucs2Write(this: Uint8Array, text: string, offset: number, length: number): number;
  latin1Write(this: Uint8Array, text: string, offset: number, length: number): number;
  utf8Write(this: Uint8Array, text: string, offset: number, length: number): number;
}

/** Vector code for text that is not ASCII: dist/wide-text.cjs. */
export interface WideText {
  /** The text from `o` to `end`; undefined where it is malformed: others judge that. */
  decode(view: DataView, o: number, end: number): string | undefined;
  /** Stores the text at `o`, where there is room for it, and returns its size; -1 where it has a lone surrogate. */
  encode(target: Uint8Array, o: number, text: string): number;
}

export interface NativeBuffer {
  readonly prototype: NativeText;
  /** Bytes of the text in UTF-8. */
  readonly byteLength: (text: string) => number;
}

interface Host {
  readonly process?: {
    getBuiltinModule?(id: "node:buffer"): { isUtf8?(bytes: Uint8Array): boolean } | undefined;
  };
}

/** Whether bytes are well-formed UTF-8, at 17 GB/s; undefined where the host has no such function, or none that works. */
export const isUtf8 = /* @__PURE__ */ (() => {
  try {
    const judge = (globalThis as Host).process?.getBuiltinModule?.("node:buffer")?.isUtf8;
    return judge?.(Uint8Array.of(97)) && !judge(Uint8Array.of(128)) ? judge : undefined;
  } catch {
    return undefined;
  }
})();

export const buffer = (globalThis as { Buffer?: NativeBuffer }).Buffer;
export const native = buffer?.prototype;
