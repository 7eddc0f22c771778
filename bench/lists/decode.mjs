/** Contenders that decode a list at offset 8 of the bytes of a pooled block, into an array of the caller's or a new one. */
import { copierOf, readerOf } from "./api.mjs";
import { compile, readByBuffer, readChecking, readLoops, readSwapping } from "./baselines.mjs";
import { DATA_AT, LIST_AT } from "./encode.mjs";
import { makeLoop } from "./measure.mjs";
import { createThrift } from "./thrift.mjs";

const parametersOf = (isFresh) => (isFresh ? ["r", "o"] : ["r", "o", "out"]);

const READ = "r.offset = LIST; r.heap = 0; last = target.read(r);";
const COPY = "last = state.outs[at]; target.read(r, DATA, r.view.getInt32(LIST + 1), last);";

/** Ours read from a Reader over the bytes. `prepare(inputs)` takes those of all lists. */
function ourContender(state, module, kind, isFresh, arena) {
  const read = module[isFresh ? readerOf(kind) : copierOf(kind)];
  const target = { read, readers: undefined };
  const step = (isFresh ? READ : COPY).replace("LIST", LIST_AT).replace("DATA", DATA_AT);
  const prepare = (inputs) => {
    target.readers = inputs.map((bytes) => new module.Reader(bytes, { arena }));
  };
  return { loop: makeLoop(state, target, `const r = target.readers[at]; ${step}`), prepare };
}

const memoryOf = (bytes) => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
  bytes,
  buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
});

function baseline(state, read) {
  const target = { read, readers: undefined };
  const body = `last = target.read(target.readers[at], ${LIST_AT}, state.outs[at]);`;
  const prepare = (inputs) => {
    target.readers = inputs.map(memoryOf);
  };
  return { loop: makeLoop(state, target, body), prepare };
}

/** As for writing: another kind of array, and an offset out of range. */
function spoil(read, kind, { bytes, typed }) {
  const memory = memoryOf(bytes);
  for (let i = 0; i < 2000; i++) read(memory, LIST_AT, new kind.Typed(typed.length));
  read(memory, LIST_AT, Array.from(typed));
  try {
    read(memoryOf(bytes.subarray(0, 40)), LIST_AT, new kind.Typed(typed.length));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function baselineTexts(kind, isFresh) {
  const loops = readLoops(kind, isFresh);
  const named = loops.map((text, i) => [i === 0 ? "loop" : `loop ${i + 1}`, text]);
  const mixed = isFresh ? [] : loops.map((text, i) => [i === 0 ? "mixed" : `mixed ${i + 1}`, text]);
  const others = [
    ["checked loop", readChecking(kind, isFresh)],
    ["set + swap", readSwapping(kind, isFresh)],
    ["Buffer.read", readByBuffer(kind, isFresh)],
  ];
  return [...named, ...mixed, ...others].filter(([, text]) => text !== undefined);
}

function addThrift(contenders, kind, state) {
  const target = { decode: createThrift(kind).decode, frames: undefined };
  const body = "last = target.decode(target.frames[at], state.outs[at]);";
  const prepare = (inputs) => {
    target.frames = inputs.map((bytes) => memoryOf(bytes).buffer.subarray(LIST_AT));
  };
  contenders.thrift = { loop: makeLoop(state, target, body), prepare };
}

function addMemcpy(contenders, kind, isFresh, state) {
  const target = { inputs: undefined, outs: undefined };
  const body = isFresh
    ? `last = target.inputs[at].slice(${DATA_AT});`
    : "target.outs[at].set(target.inputs[at]);";
  const prepare = (inputs) => {
    target.inputs = isFresh ? inputs : inputs.map((bytes) => bytes.subarray(DATA_AT));
    target.outs = state.outs.map((out) => out && new Uint8Array(out.buffer));
  };
  contenders.memcpy = { loop: makeLoop(state, target, body), prepare, isUnchecked: true };
}

/** All by name; `state.outs` are arrays of the caller's, or undefined. */
export function decodeContenders(kind, direction, modules, state) {
  const isFresh = direction === "fresh";
  const contenders = {};
  for (const [tier, module] of Object.entries(modules)) {
    // Plain arrays are filled by loops in all tiers.
    if (tier === "auto" || kind.form === "typed") {
      contenders[tier] = ourContender(state, module, kind, isFresh);
    }
  }
  if (isFresh && kind.form === "typed") {
    contenders.arena = ourContender(state, modules.auto, kind, true, new modules.auto.ListArena());
  }
  for (const [title, text] of baselineTexts(kind, isFresh)) {
    const read = compile(parametersOf(isFresh), text);
    if (title.startsWith("mixed")) spoil(read, kind, state.warm);
    contenders[title] = baseline(state, read);
  }
  addThrift(contenders, kind, state);
  addMemcpy(contenders, kind, isFresh, state);
  return contenders;
}
