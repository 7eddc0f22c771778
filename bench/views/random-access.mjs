/**
 * Reading one field of each of 10,000 points in a random order. "touch" opens the message and reads the first point, which
 * makes our index; "random" goes on to all of them, none of which was seen before; "random again" does so in views whose
 * points have all been seen; "stamped" in views that may count on the layout, which need no index.
 */
import { assertSame } from "../codec/contenders.mjs";
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

const STAMPED = { stamped: true };

export function makeOurRandomLoops(scope, blocks) {
  const order = makeOrder();
  const lists = blocks.map((block) => scope.View.of(block).pts);
  const target = { ...scope, stamped: STAMPED };
  const loop = (body) => makeLoop({ ...target, order, first: undefined }, blocks, body);
  const open = "const p = target.View.of(x).pts;";
  const openStamped = "const p = target.View.of(x, target.stamped).pts;";
  const first = `target.first = ${viewItem(0)};`;
  const random = `${first} ${readAll(viewItem)}`;
  return {
    touch: loop(`${open} ${first} last = target.first;`),
    random: loop(`${open} ${random}`),
    "random again": makeLoop({ order }, lists, `const p = x; ${readAll(viewItem)}`),
    "one stamped": loop("last = target.View.of(x, target.stamped).pts.at(5000).v;"),
    "touch stamped": loop(`${openStamped} ${first} last = target.first;`),
    "random stamped": loop(`${openStamped} ${random}`),
  };
}

/** What a stamped view gives is what the plain object has. */
export function checkStamped(View, block, value) {
  const { pts } = View.of(block, STAMPED);
  value.pts.forEach(({ v }, i) => assertSame(`stamped point ${i}`, [pts.at(i).v], [v]));
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
