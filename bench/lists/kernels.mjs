/** The WebAssembly kernels alone, on 4 KB that lie in the first-level cache, against the engine's own copy of as many bytes. */
import { makeLoop } from "./measure.mjs";

export const KERNELS = "kernels";
const SIZE = 4096;
const TO = 32_768;

/** As contenders: {names, select}, for any n. */
export async function setUpKernels(bundle) {
  const { kernels } = await import(bundle);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const code = Uint8Array.from(Buffer.from(kernels, "base64"));
  const { instance } = await WebAssembly.instantiate(code, { list: { memory } });
  const bytes = new Uint8Array(memory.buffer);
  const { swap16, swap32, swap64 } = instance.exports;
  const contenders = { swap16, swap32, swap64 };
  for (const [name, swap] of Object.entries(contenders)) checkSwap(name, swap, bytes);
  const state = { inputs: [0], last: undefined };
  const loops = {
    memcpy: makeLoop(state, { bytes }, `target.bytes.copyWithin(${TO}, 0, ${SIZE});`),
  };
  for (const [name, swap] of Object.entries(contenders)) {
    loops[name] = makeLoop(state, { swap }, `target.swap(${SIZE});`);
  }
  return { names: Object.keys(loops), select: () => loops };
}

function checkSwap(name, swap, bytes) {
  const width = Number(name.slice(4)) / 8;
  for (let i = 0; i < SIZE; i++) bytes[i] = i * 7 + (i >> 8);
  const expected = bytes.slice(0, SIZE).toReversed();
  swap(SIZE);
  const elements = SIZE / width;
  for (let i = 0; i < SIZE; i++) {
    const element = Math.floor(i / width);
    const at = (elements - 1 - element) * width + (i % width);
    if (bytes[i] !== expected[at]) throw new Error(`${name}: wrong byte at ${i}`);
  }
}
