/** The loops of our views, of the codec that does the same, and of the peers: what is timed, as text. */
import { makeLoop } from "../codec/measure.mjs";
import { EDITED, fields, viewPath } from "./fields.mjs";
import { literalText, makeReader, settersText } from "./reading.mjs";

const OPEN = "target.View.of(x)";
const OPEN_LAZY = "target.View.of(x, target.lazy)";

/** Bodies that read one field, three, and the last; `path` makes the text of a field. */
function readBodies(struct, open, path) {
  const { one, three, last } = fields[struct];
  const [first, second, third] = three.map((way) => path("v", way));
  return {
    one: `last = ${path(open, one)};`,
    three: `const v = ${open}; target.a = ${first}; target.b = ${second}; last = ${third};`,
    last: `last = ${path(open, last)};`,
  };
}

const loopsOf = (bodies, suffix, scope, inputs) =>
  Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [
      `${name}${suffix}`,
      makeLoop({ ...scope, a: undefined, b: undefined }, inputs, body),
    ]),
  );

const EMIT_POOLED = "const block = target.codec.encodePooled(o); last = block; block.release();";

function editLoops(struct, scope, blocks) {
  const { edit } = fields[struct];
  if (edit === undefined) return {};
  const target = { ...scope, text: EDITED };
  return {
    edit: makeLoop(
      target,
      blocks,
      `const v = ${OPEN}; v.${edit} = target.text; last = v.$chunks();`,
    ),
    "codec edit": makeLoop(
      { ...target },
      blocks,
      `const o = target.codec.decode(x); o.${edit} = target.text; ${EMIT_POOLED}`,
    ),
  };
}

function buildLoops(struct, scope, values) {
  const literal = literalText(struct, "x");
  const bodies = {
    build: `const v = target.View.create(); ${settersText(struct)} const block = v.$toBlock(); last = block; block.release();`,
    "build at once": `const block = target.View.create(${literal}).$toBlock(); last = block; block.release();`,
    "build chunks": `const v = target.View.create(); ${settersText(struct)} last = v.$chunks();`,
    "build and read": `last = ${viewPath(`target.View.create(${literal})`, fields[struct].one)};`,
    "codec build": `const o = ${literal}; ${EMIT_POOLED}`,
  };
  return loopsOf(bodies, "", scope, values);
}

/** Views that are open already: a getter over a block, over bytes, over a chain of one segment; and $toObject. */
function openedLoops(struct, { View, ChainBuffer }, blocks, encoded) {
  const body = `last = ${viewPath("x", fields[struct].one)};`;
  const chains = encoded.map((bytes) => ChainBuffer.from(bytes, { threshold: 0 }));
  const over = (sources, text) =>
    makeLoop(
      {},
      sources.map((source) => View.of(source)),
      text,
    );
  return {
    "getter block": over(blocks, body),
    "getter flat": over(encoded, body),
    "getter chain": over(chains, body),
    "opened toObject": over(blocks, "last = x.$toObject();"),
  };
}

/** Every loop of ours; names without "codec" are of views. */
export function makeOurLoops(struct, scope, { blocks, encoded, values }) {
  const path = viewPath;
  const whole = {
    all: `last = target.read(${OPEN});`,
    toObject: `last = ${OPEN}.$toObject();`,
    skip: "const m = target.openMessage(x, target.info); target.skip(m); last = m.offset;",
    "codec all": "last = target.readObject(target.codec.decode(x));",
  };
  const read = makeReader(struct, "properties");
  const readObject = makeReader(struct, "properties");
  return {
    ...loopsOf(readBodies(struct, OPEN, path), "", scope, blocks),
    ...loopsOf(readBodies(struct, OPEN_LAZY, path), " lazy", scope, blocks),
    ...loopsOf(whole, "", { ...scope, read, readObject }, blocks),
    ...editLoops(struct, scope, blocks),
    ...buildLoops(struct, scope, values),
    ...openedLoops(struct, scope, blocks, encoded),
  };
}

/** Loops of a peer, named "<peer> one" and so on. */
export function makePeerLoops(name, struct, peer, { encoded, inputs }) {
  const { scope, openText: open, path } = peer;
  const named = (loops) =>
    Object.fromEntries(Object.entries(loops).map(([loop, run]) => [`${name} ${loop}`, run]));
  const target = { ...scope, build: peer.build, read: peer.read };
  const bodies = readBodies(struct, open, path);
  if (peer.read !== undefined) bodies.all = `last = target.read(${open});`;
  return named({
    ...loopsOf(bodies, "", target, encoded),
    build: makeLoop(target, inputs, "last = target.build(x);"),
  });
}
