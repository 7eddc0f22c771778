/** Contenders that encode a list with its header into a pooled block; the elements begin at offset 13, as on a wire: misaligned. */
import { writerOf } from "./api.mjs";
import { compile, writeByBuffer, writeChecking, writeLoops, writeSwapping } from "./baselines.mjs";
import { makeLoop } from "./measure.mjs";
import { createThrift } from "./thrift.mjs";

export const LIST_AT = 8;
export const DATA_AT = 13;

const parameters = ["w", "o", "a"];
const BODY = `last = target.write(target.w, ${LIST_AT}, x);`;

/** `prepare(n)` gets it room for lists of n; `bytes(n)` are what it wrote last. */
function contender(state, target, body, prepare, bytes) {
  return { loop: makeLoop(state, target, body), prepare: (n) => prepare(target, n), bytes };
}

function ourContender(state, module, kind) {
  const target = { write: module[writerOf(kind)], w: undefined, block: undefined };
  const prepare = (_, n) => {
    target.block?.release();
    target.block = module.allocateBlock(DATA_AT + n * kind.width);
    target.w = target.block.memory;
  };
  const bytes = (n) => target.w.bytes.subarray(LIST_AT, DATA_AT + n * kind.width);
  return contender(state, target, BODY, prepare, bytes);
}

/** Memory of the baselines: a pooled block too, which they share. */
function createMemory(module, kind) {
  const memory = { view: undefined, bytes: undefined, buffer: undefined };
  let block;
  let size;
  const prepare = (n) => {
    if (n === size) return;
    size = n;
    block?.release();
    block = module.allocateBlock(DATA_AT + n * kind.width);
    const { bytes } = block.memory;
    memory.bytes = bytes;
    memory.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    memory.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    memory.scratch = new kind.Typed(n);
    memory.scratchBytes = new Uint8Array(memory.scratch.buffer);
  };
  return { memory, prepare };
}

/**
 * The history that a function of a real program has: another kind of array, and a value too many for its memory. One that has
 * seen both stays slow, however long it then sees one kind alone.
 */
export function spoil(write, memory, kind, list) {
  const other = kind.form === "typed" ? Array.from(list) : otherKind(kind).from(list);
  for (let i = 0; i < 2000; i++) write(memory, LIST_AT, list);
  write(memory, LIST_AT, other);
  try {
    write(memory, memory.bytes.length - 6, list);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** Numbers of 53 bits are in no typed array of i64. */
const otherKind = ({ element, form, Typed }) =>
  element === "i64" && form === "number" ? Float64Array : Typed;

function baselineTexts(kind) {
  const loops = writeLoops(kind);
  const named = loops.map((text, i) => [i === 0 ? "loop" : `loop ${i + 1}`, text]);
  const mixed = loops.map((text, i) => [i === 0 ? "mixed" : `mixed ${i + 1}`, text]);
  const others = [
    ["checked loop", writeChecking(kind)],
    ["set + swap", writeSwapping(kind)],
    ["Buffer.write", writeByBuffer(kind)],
  ];
  return [...named, ...mixed, ...others].filter(([, text]) => text !== undefined);
}

/** Our own functions with such a history: another kind of array, and a value that is refused. */
export function spoilOurs(module, kind, list) {
  const block = module.allocateBlock(DATA_AT + list.length * kind.width);
  const write = module[writerOf(kind)];
  for (let i = 0; i < 2000; i++) write(block.memory, LIST_AT, list);
  write(block.memory, LIST_AT, Array.from(list));
  try {
    write(block.memory, LIST_AT, ["no number"]);
  } catch (error) {
    if (!(error instanceof module.ThriftError)) throw error;
  }
  block.release();
}

/** All by name. `modules` are our tiers; `state` has the lists of the current n. */
export function encodeContenders(kind, modules, state) {
  const { memory, prepare } = createMemory(modules.auto, kind);
  const bytes = (n) => memory.bytes.subarray(LIST_AT, DATA_AT + n * kind.width);
  const contenders = {};
  for (const [name, module] of Object.entries(modules)) {
    contenders[name] = ourContender(state, module, kind);
  }
  for (const [name, text] of baselineTexts(kind)) {
    const target = { write: compile(parameters, text), w: memory };
    if (name.startsWith("mixed")) {
      prepare(64);
      spoil(target.write, memory, kind, state.warm.source);
    }
    contenders[name] = contender(state, target, BODY, (_, n) => prepare(n), bytes);
  }
  const thrift = { encode: createThrift(kind).encode };
  const encode = "last = target.encode(state.numbers[at]);";
  contenders.thrift = contender(
    state,
    thrift,
    encode,
    () => {},
    () => state.last,
  );
  const copy = `target.bytes.set(state.raw[at], ${DATA_AT});`;
  contenders.memcpy = contender(state, memory, copy, (_, n) => prepare(n), undefined);
  return contenders;
}
