/** Node's text functions take any Uint8Array and are faster than TextDecoder and encodeInto; browsers lack them. */
export interface NativeText {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  utf8Slice(this: Uint8Array, start: number, end: number): string;
  ucs2Slice(this: Uint8Array, start: number, end: number): string;
  utf8Write(this: Uint8Array, text: string, offset: number, length: number): number;
}

interface NativeBuffer {
  readonly prototype: NativeText;
  /** Bytes of the text in UTF-8. */
  byteLength(text: string): number;
}

export const buffer = (globalThis as { Buffer?: NativeBuffer }).Buffer;
export const native = buffer?.prototype;
