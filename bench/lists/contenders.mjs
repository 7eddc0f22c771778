/** Puts the contenders of one workload together, and the lists of one n. */
import { writerOf } from "./api.mjs";
import { encodeReference, sameBytes, sameList } from "./check.mjs";
import { decodeContenders } from "./decode.mjs";
import { encodeContenders, LIST_AT, spoilOurs } from "./encode.mjs";
import { listsOf, makeList, parseWorkload } from "./kinds.mjs";
import { loadTier } from "./tiers.mjs";

/** Our tiers by the name of their row: the value of THRIFTGEN_SIMD; undefined is what users get. */
const tiers = { auto: undefined, js: "js", wasm: "wasm", native: "native" };
const SPOILED = "wasm mixed";

/** Every tier at all lengths, for finding thresholds: 0 makes a tier take all lists. */
function makeBare(name, { configureLists, simdInfo }) {
  if (name === "auto") return;
  const thresholds = Object.fromEntries(Object.keys(simdInfo().thresholds).map((key) => [key, 0]));
  configureLists({ tier: name, thresholds });
}

async function loadModules(bundle, kind, direction, isBare) {
  const wake = (module) => {
    const { source } = makeList(kind, 4096, 1);
    const block = module.allocateBlock(5 + source.length * kind.width);
    module[writerOf(kind)](block.memory, 0, source);
    block.release();
  };
  const modules = {};
  for (const [name, tier] of Object.entries(tiers)) {
    modules[name] = await loadTier(bundle, tier, wake);
    if (isBare) makeBare(name, modules[name]);
  }
  if (direction === "encode" && kind.form === "typed") {
    modules[SPOILED] = await loadTier(bundle, "wasm", wake);
    spoilOurs(modules[SPOILED], kind, makeList(kind, 64, 0).source);
  }
  return modules;
}

const makeLists = (kind, n, hasNumbers) =>
  Array.from({ length: listsOf(n, kind.width) }, (_, seed) =>
    makeList(kind, n, seed + n, hasNumbers),
  );

/** The lists of n as all contenders find them in `state`. */
function setLists(state, kind, direction, n, hasNumbers) {
  const lists = makeLists(kind, n, hasNumbers);
  state.inputs = lists.map(({ source }) => source);
  state.numbers = lists.map(({ numbers }) => numbers);
  state.raw = lists.map(({ typed }) => new Uint8Array(typed.buffer));
  state.outs = lists.map(() => (direction === "into" ? new kind.Typed(n) : undefined));
  state.expected = lists.map(({ typed }) => encodeReference(kind, typed));
}

/** Runs one turn over all lists; throws where the last result is not what it has to be. */
function check(name, contender, state, direction, n) {
  contender.loop(state.inputs.length);
  const expected = state.expected.at(-1);
  const source = state.inputs.at(-1);
  const isSame =
    direction === "encode"
      ? contender.bytes === undefined || sameBytes(contender.bytes(n), expected.subarray(LIST_AT))
      : contender.isUnchecked === true || sameList(state.last, source);
  if (!isSame) throw new Error(`${name}: wrong result for ${direction} of ${n} elements`);
}

/**
 * {names, select(n, names): loops}: sets up the lists of n, checks the contenders of these names, and gives their loops.
 * `isBare`: our tiers alone, without thresholds.
 */
export async function setUpContenders(workload, bundle, isBare = false) {
  const { direction, ...kind } = parseWorkload(workload);
  const modules = await loadModules(bundle, kind, direction, isBare);
  const warm = makeList(kind, 64, 0);
  warm.bytes = encodeReference(kind, warm.typed);
  const state = { inputs: [], numbers: [], raw: [], outs: [], last: undefined, warm };
  const contenders =
    direction === "encode"
      ? encodeContenders(kind, modules, state)
      : decodeContenders(kind, direction, modules, state);
  const select = (n, names) => {
    setLists(state, kind, direction, n, direction === "encode" && names.includes("thrift"));
    for (const name of names) {
      const one = contenders[name];
      one.prepare(direction === "encode" ? n : state.expected);
      check(name, one, state, direction, n);
    }
    return Object.fromEntries(names.map((name) => [name, contenders[name].loop]));
  };
  const names = isBare ? Object.keys(tiers) : Object.keys(contenders);
  return { names, select, info: modules.auto.simdInfo() };
}
