/** Node's text functions take any Uint8Array and are faster than TextDecoder and encodeInto; browsers lack them. */
export interface NativeText {
  utf8Slice(this: Uint8Array, start: number, end: number): string;
  ucs2Slice(this: Uint8Array, start: number, end: number): string;
  utf8Write(this: Uint8Array, text: string, offset: number, length: number): number;
}

export const native = (globalThis as { Buffer?: { prototype: NativeText } }).Buffer?.prototype;
