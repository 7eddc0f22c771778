/** Sets up our views and the peers for one workload, checks that all give the same values, and makes the loops. */
import { assertSame, setUpOurs } from "../codec/contenders.mjs";
import { importOurs } from "../codec/ours.mjs";
import { convertStruct } from "../codec/schema.mjs";
import { makeValues, workloads } from "../codec/workloads.mjs";
import { EDITED, fields, follow, viewPath } from "./fields.mjs";
import { makeOurLoops, makePeerLoops } from "./loops.mjs";
import { peerFactories } from "./peers/index.mjs";
import { compileText } from "./peers/text.mjs";
import { checkStamped, makeOurRandomLoops, makePeerRandomLoops } from "./random-access.mjs";
import { literalText, makeReader, settersText } from "./reading.mjs";

const plain = { i64: Number, binary: (bytes) => new Uint8Array(bytes) };

/** Every path of the rows, read by `path`, has the value that the plain object has there. */
function checkPaths(who, struct, open, path, value) {
  const { one, three, last } = fields[struct];
  for (const way of [one, ...three, last]) {
    const read = compileText(["v"], `return ${path("v", way)};`);
    const got = read(open());
    const expected = follow(value, way);
    const leaf = typeof got === "bigint" ? Number(got) : (got.toUint8Array?.() ?? got);
    const same = expected instanceof Uint8Array ? new Uint8Array(leaf) : leaf;
    assertSame(`${who} ${way.join(".")}`, [same], [expected]);
  }
}

const join = (chunks) => new Uint8Array(Buffer.concat(chunks));

function checkViews(struct, scope, block, bytes, value) {
  const { View, codec, lazy } = scope;
  const who = `view of ${struct}`;
  const sum = makeReader(struct, "properties")(codec.decode(block));
  for (const options of [undefined, lazy]) {
    checkPaths(who, struct, () => View.of(block, options), viewPath, value);
    assertSame(`${who} sum`, [makeReader(struct, "properties")(View.of(block, options))], [sum]);
  }
  assertSame(`${who} $toObject`, convertStruct(struct, View.of(block).$toObject(), plain), value);
  const m = scope.openMessage(block, scope.info);
  scope.skip(m);
  assertSame(`${who} skip`, [m.offset], [bytes.length]);
  const { edit } = fields[struct];
  if (edit !== undefined) {
    const view = View.of(block);
    view[edit] = EDITED;
    const object = { ...codec.decode(block), [edit]: EDITED };
    assertSame(`${who} edited`, join(view.$chunks()), new Uint8Array(codec.encode(object)));
  }
  const set = compileText(
    ["View", "x"],
    `const v = View.create(); ${settersText(struct)} return v;`,
  );
  const make = compileText(["View", "x"], `return View.create(${literalText(struct, "x")});`);
  assertSame(`${who} built`, join(set(View, value).$chunks()), bytes);
  assertSame(`${who} built at once`, join(make(View, value).$chunks()), bytes);
}

async function setUpViews(path, struct, values) {
  const { codec, encoded, loops } = await setUpOurs("number", path, struct, values);
  const module = await importOurs(path);
  const { openMessage, ChainBuffer, wrapBlock } = module;
  const scope = {
    View: module[`${struct}View`],
    info: module[`${struct}$info`],
    skip: module[`${struct}$skip`],
    lazy: { lazy: true },
    codec,
    openMessage,
    ChainBuffer,
  };
  const blocks = encoded.map((bytes) => wrapBlock(bytes));
  blocks.forEach((block, i) => checkViews(struct, scope, block, encoded[i], values[i]));
  if (struct === "Points") blocks.forEach((block, i) => checkStamped(scope.View, block, values[i]));
  return {
    encoded,
    loops: {
      decode: loops["number decodeBlock"],
      ...makeOurLoops(struct, scope, { blocks, encoded, values }),
      ...(struct === "Points" ? makeOurRandomLoops(scope, blocks) : {}),
    },
  };
}

async function setUpPeer(name, struct, values) {
  const peer = await peerFactories[name](struct);
  const inputs = values.map((value) => convertStruct(struct, value, peer.form));
  const encoded = inputs.map((input) => peer.build(input));
  encoded.forEach((bytes, i) => {
    assertSame(`${name} ${struct}`, convertStruct(struct, peer.readBack(bytes), {}), values[i]);
    checkPaths(name, struct, () => peer.openRoot(bytes), peer.path, values[i]);
    if (peer.read === undefined) return;
    const sum = makeReader(struct, "properties")(values[i]);
    assertSame(`${name} ${struct} sum`, [peer.read(peer.openRoot(bytes))], [sum]);
  });
  return {
    encoded,
    loops: {
      ...makePeerLoops(name, struct, peer, { encoded, inputs }),
      ...(struct === "Points" ? makePeerRandomLoops(name, peer, encoded) : {}),
    },
  };
}

const meanLength = (buffers) =>
  Math.round(buffers.reduce((sum, bytes) => sum + bytes.length, 0) / buffers.length);

/** Cap'n Proto's builders take 3 s for a message of 5 MB. */
const isRaced = (peer, workload) => workload !== "mb6" || peer === "flatbuffers";

/** All loops of one workload and the mean bytes of a message: {loops, sizes}. `ours` is the bundle. */
export async function setUpContenders(workload, ours, peers) {
  const { struct } = workloads[workload];
  const values = makeValues(workload);
  const mine = await setUpViews(ours, struct, values);
  const loops = { ...mine.loops };
  const sizes = { ours: meanLength(mine.encoded) };
  for (const name of peers.filter((peer) => isRaced(peer, workload))) {
    const peer = await setUpPeer(name, struct, values);
    sizes[name] = meanLength(peer.encoded);
    Object.assign(loops, peer.loops);
  }
  return { loops, sizes };
}
