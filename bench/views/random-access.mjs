/**
 * Reading one field of each of 10,000 points in a random order. "touch" opens the message and reads the first point, which
 * makes our index; "random" goes on to all of them, none of which was seen before; "random again" does so in views whose
 * points have all been seen.
 */
import { makeLoop } from "../codec/measure.mjs";
import { createRandom } from "../codec/random.mjs";

const COUNT = 10_000;

function makeOrder() {
  const random = createRandom(1);
  const order = Uint16Array.from({ length: COUNT }, (_, i) => i);
  for (let i = COUNT - 1; i > 0; i--) {
    const j = random.int(0, i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

const readAll = (item) =>
  `let s = 0; const order = target.order; for (let i = 0; i < ${COUNT}; i++) s += ${item("order[i]")}; last = s;`;

const viewItem = (i) => `p.at(${i}).v`;

export function makeOurRandomLoops(scope, blocks) {
  const order = makeOrder();
  const open = "const p = target.View.of(x).pts;";
  const lists = blocks.map((block) => scope.View.of(block).pts);
  return {
    touch: makeLoop({ ...scope }, blocks, `${open} last = ${viewItem(0)};`),
    random: makeLoop(
      { ...scope, order },
      blocks,
      `${open} target.first = ${viewItem(0)}; ${readAll(viewItem)}`,
    ),
    "random again": makeLoop({ order }, lists, `const p = x; ${readAll(viewItem)}`),
  };
}

export function makePeerRandomLoops(name, peer, encoded) {
  const { list, item } = peer.points;
  const order = makeOrder();
  const open = `const root = ${peer.openText}; const p = ${list};`;
  return {
    [`${name} touch`]: makeLoop({ ...peer.scope }, encoded, `${open} last = ${item(0)};`),
    [`${name} random`]: makeLoop(
      { ...peer.scope, order },
      encoded,
      `${open} target.first = ${item(0)}; ${readAll(item)}`,
    ),
  };
}
