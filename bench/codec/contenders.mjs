/** Sets up everybody's inputs for one workload, checks that all give the same values, and makes the loops. */
import { inspect, isDeepStrictEqual } from "node:util";
import { peerFactories } from "../peers/index.mjs";
import { makeLoop } from "./measure.mjs";
import { importOurs, ourForms } from "./ours.mjs";
import { createPerFieldCodec } from "./per-field.mjs";
import { convertStruct } from "./schema.mjs";
import { makeValues, workloads } from "./workloads.mjs";

const ENCODE = "last = target.encode(x);";
const ENCODE_POOLED = "const block = target.encodePooled(x); last = block; block.release();";
const DECODE = "last = target.decode(x);";

const show = (value) => inspect(value, { depth: 1, maxStringLength: 60, maxArrayLength: 4 });

/** Throws where `got` is not deeply equal to `expected`. */
export function assertSame(who, got, expected) {
  if (isDeepStrictEqual(got, expected)) return;
  const key = Object.keys(expected).find((name) => !isDeepStrictEqual(got?.[name], expected[name]));
  throw new Error(`${who}: ${key} is ${show(got?.[key])}, not ${show(expected[key])}`);
}

/** Loops of one peer, named "<peer> encode" and "<peer> decode". */
async function setUpPeer(name, struct, values) {
  const peer = await peerFactories[name](struct);
  const inputs = values.map((value) => convertStruct(struct, value, peer.form));
  const encoded = inputs.map((input) => Buffer.from(peer.encode(input)));
  const readBack = (bytes) => convertStruct(struct, peer.decode(bytes), peer.plain);
  encoded.forEach((bytes, i) => assertSame(`${name} ${struct}`, readBack(bytes), values[i]));
  return {
    note: peer.note,
    encoded,
    readBack,
    loops: {
      [`${name} encode`]: makeLoop(peer, inputs, ENCODE),
      [`${name} decode`]: makeLoop(peer, encoded, DECODE),
    },
  };
}

/** Loops of ours in one mode, named "<mode> encodePooled", "<mode> encode", "<mode> decodeBlock", "<mode> decode". */
export async function setUpOurs(mode, path, struct, values, thrift) {
  const module = await importOurs(path);
  const codec = module[struct];
  if (codec === undefined) throw new Error(`${mode}: the module has no ${struct}`);
  const { form, plain } = ourForms[mode];
  const inputs = values.map((value) => convertStruct(struct, value, form));
  const encoded = inputs.map((input) => new Uint8Array(codec.encode(input)));
  const readBack = (source) => convertStruct(struct, codec.decode(source), plain);
  const blocks = encoded.map((bytes) => module.wrapBlock(bytes));
  encoded.forEach((bytes, i) => {
    const who = `ours (${mode}) ${struct}`;
    assertSame(who, readBack(bytes), values[i]);
    assertSame(`${who} from a Block`, readBack(blocks[i]), values[i]);
    const pooled = codec.encodePooled(inputs[i]);
    assertSame(`${who} pooled`, new Uint8Array(pooled.bytes), bytes);
    pooled.release();
    if (thrift === undefined) return;
    assertSame(`${who} read by npm thrift`, thrift.readBack(addFrame(bytes)), values[i]);
    assertSame(`${who} reads npm thrift`, readBack(thrift.encoded[i].subarray(4)), values[i]);
  });
  return {
    codec,
    encoded,
    loops: {
      [`${mode} encodePooled`]: makeLoop(codec, inputs, ENCODE_POOLED),
      [`${mode} encode`]: makeLoop(codec, inputs, ENCODE),
      [`${mode} decodeBlock`]: makeLoop(codec, blocks, DECODE),
      [`${mode} decode`]: makeLoop(codec, encoded, DECODE),
    },
  };
}

function addFrame(bytes) {
  const framed = Buffer.allocUnsafe(bytes.length + 4);
  framed.writeInt32BE(bytes.length);
  framed.set(bytes, 4);
  return framed;
}

/** The workloads on which the rungs from a writer per field to typed lists are shown. */
export const isLadder = (workload) => workload === "kb20" || workload === "mb6";

const modesFor = (workload, ours) =>
  Object.entries(ours).filter(([mode]) => mode !== "typed" || isLadder(workload));

const meanLength = (buffers) =>
  Math.round(buffers.reduce((sum, bytes) => sum + bytes.length, 0) / buffers.length);

/**
 * All loops of one workload. `ours` maps modes to bundles. Returns {loops, sizes, notes}: sizes are mean
 * bytes of a message.
 */
export async function setUpContenders(workload, ours, peers) {
  const { struct } = workloads[workload];
  const values = makeValues(workload);
  const loops = {};
  const sizes = {};
  const notes = {};
  const setUps = {};
  for (const name of peers) {
    const peer = await setUpPeer(name, struct, values);
    setUps[name] = peer;
    sizes[name] = meanLength(peer.encoded);
    if (peer.note !== undefined) notes[name] = peer.note;
    Object.assign(loops, peer.loops);
  }
  for (const [mode, path] of modesFor(workload, ours)) {
    const mine = await setUpOurs(mode, path, struct, values, setUps.thrift);
    sizes.ours = meanLength(mine.encoded);
    Object.assign(loops, mine.loops);
  }
  if (isLadder(workload) && ours.typed !== undefined) {
    const codec = createPerFieldCodec(struct);
    loops["per-field encode"] = makeLoop(codec, values, ENCODE);
  }
  return { loops, sizes, notes };
}
