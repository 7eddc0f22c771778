/** The ways in which the same bytes can arrive; a decoder must not tell them apart. */

export interface InputForm {
  readonly name: string;
  readonly input: Uint8Array;
}

/** The whole buffer, views at offsets 1 to 7 between guard bytes, resizable and shared memory. */
export function* inputForms(bytes: Uint8Array): Generator<InputForm> {
  yield { name: "whole", input: Uint8Array.from(bytes) };
  for (let offset = 1; offset <= 7; offset++) {
    const padded = new Uint8Array(bytes.length + offset + 9).fill(0x0b);
    padded.set(bytes, offset);
    yield { name: `offset ${offset}`, input: padded.subarray(offset, offset + bytes.length) };
  }
  const resizable = new ArrayBuffer(bytes.length, { maxByteLength: bytes.length + 64 });
  const inResizable = new Uint8Array(resizable);
  inResizable.set(bytes);
  yield { name: "resizable", input: inResizable };
  const inShared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  inShared.set(bytes);
  yield { name: "shared", input: inShared };
}

/** The whole buffer and, in turn over the runs, one of the other forms: for what is checked a great many times. */
export function* someForms(bytes: Uint8Array, run: number): Generator<InputForm> {
  yield { name: "whole", input: Uint8Array.from(bytes) };
  const offset = 1 + (run % 7);
  const padded = new Uint8Array(bytes.length + offset + 9).fill(0x0b);
  padded.set(bytes, offset);
  yield { name: `offset ${offset}`, input: padded.subarray(offset, offset + bytes.length) };
}
