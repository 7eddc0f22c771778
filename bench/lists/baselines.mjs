/**
 * What others do, as text of functions: `(w, o, a)` writes the list `a` with its header at `o`, `(r, o, out)` reads one. `w` and
 * `r` hold one piece of memory as `view`, `bytes` and `buffer` (a Buffer). Each text is compiled on its own for each use, so that
 * its loop sees one kind of array only: the best case of plain JavaScript.
 */
const TWO_32 = "0x1_0000_0000";

const header = (type) =>
  `const d = w.view, n = a.length; d.setUint8(o, ${type}); d.setInt32(o + 1, n); o = (o + 5) | 0;`;

const each = (width, store) =>
  `for (let i = 0; i < n; i++) { ${store} o = (o + ${width}) | 0; } return o;`;

/** V8 before 13 makes a BigInt of every element that it moves as one; later ones do not, and there halves are the slower way. */
const halves = "new Int32Array(a.buffer, a.byteOffset, n * 2)";

/** Stores of one element by kind: the fastest known, or several of which the faster one counts. */
function storesOf({ element, form, view }) {
  if (element !== "i64") return [`d.set${view}(o, a[i]);`];
  if (form === "bigint") return ["d.setBigInt64(o, a[i]);"];
  if (form === "typed") {
    return ["d.setInt32(o, h[i * 2 + 1]); d.setInt32(o + 4, h[i * 2]);", "d.setBigInt64(o, a[i]);"];
  }
  return [`const x = a[i]; d.setInt32(o, Math.floor(x / ${TWO_32})); d.setInt32(o + 4, x | 0);`];
}

function loadsOf({ element, form, view }) {
  if (element !== "i64") return [`out[i] = d.get${view}(o);`];
  if (form === "bigint") return ["out[i] = d.getBigInt64(o);"];
  if (form === "typed") {
    return [
      "h[i * 2 + 1] = d.getInt32(o); h[i * 2] = d.getInt32(o + 4);",
      "out[i] = d.getBigInt64(o);",
    ];
  }
  return [`out[i] = d.getInt32(o) * ${TWO_32} + d.getUint32(o + 4);`];
}

/** The plain loops that write: one, or two for BigInt64Array. */
export const writeLoops = (kind) =>
  storesOf(kind).map(
    (store) =>
      `${header(kind.type)} ${store.includes("h[") ? `const h = ${halves};` : ""} ${each(kind.width, store)}`,
  );

/** What has to hold of an element `x` of a plain array, as a negation. */
const faults = {
  i16: 'typeof x !== "number" || (x << 16) >> 16 !== x',
  i32: 'typeof x !== "number" || (x | 0) !== x',
  double: 'typeof x !== "number"',
  i64: "!Number.isSafeInteger(x)",
  bigint: 'typeof x !== "bigint" || BigInt.asIntN(64, x) !== x',
};

/** The plain loop that refuses what is no value of the type, as ours do; undefined for typed arrays, which hold no such. */
export function writeChecking(kind) {
  if (kind.form === "typed") return undefined;
  const [store] = storesOf(kind);
  const fault = faults[kind.form === "bigint" ? "bigint" : kind.element];
  const check = `{ const x = a[i]; if (${fault}) throw new TypeError("no " + i); }`;
  return `${header(kind.type)} ${each(kind.width, `${check} ${store}`)}`;
}

const scratch = "w.scratch.set(a); const s = w.scratchBytes.subarray(0, n * ";

/** TypedArray.set, then Buffer's swap in place; undefined for i64 as numbers, which no typed array takes. */
export function writeSwapping({ element, form, type, width, swap }) {
  if (element === "i64" && form === "number") return undefined;
  const bytes =
    form === "typed"
      ? "const s = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);"
      : `${scratch}${width});`;
  return `${header(type)} ${bytes} w.bytes.set(s, o); w.buffer.subarray(o, o + s.length).${swap}(); return o + s.length;`;
}

export function writeByBuffer({ element, form, type, width, buffer }) {
  const value = element === "i64" && form === "number" ? "BigInt(a[i])" : "a[i]";
  return `${header(type)} const b = w.buffer; ${each(width, `b.write${buffer}(${value}, o);`)}`;
}

const count = "const d = r.view, n = d.getInt32(o + 1); o = (o + 5) | 0;";

const outputOf = ({ form, Typed }) => (form === "typed" ? `new ${Typed.name}(n)` : "new Array(n)");

/** `out` is the caller's, or made here. */
const target = (kind, isFresh) => (isFresh ? `const out = ${outputOf(kind)};` : "");

const readEach = (width, load) =>
  `for (let i = 0; i < n; i++) { ${load} o = (o + ${width}) | 0; } return out;`;

export const readLoops = (kind, isFresh) =>
  loadsOf(kind).map((load) => {
    const view = load.includes("h[") ? `const h = ${halves.replaceAll("a.", "out.")};` : "";
    return `${count} ${target(kind, isFresh)} ${view} ${readEach(kind.width, load)}`;
  });

/** The plain loop that refuses what a number cannot hold, as ours does; undefined for other kinds. */
export function readChecking(kind, isFresh) {
  if (kind.element !== "i64" || kind.form !== "number") return undefined;
  const check = `if (!Number.isSafeInteger(out[i])) throw new RangeError("no safe integer at " + i);`;
  return `${count} ${target(kind, isFresh)} ${readEach(kind.width, `${loadsOf(kind)[0]} ${check}`)}`;
}

/** Copies the bytes into a typed array and swaps them there; undefined for plain arrays. */
export function readSwapping(kind, isFresh) {
  if (kind.form !== "typed") return undefined;
  return `${count} ${target(kind, isFresh)}
    const s = Buffer.from(out.buffer, out.byteOffset, n * ${kind.width});
    s.set(r.bytes.subarray(o, o + s.length)); s.${kind.swap}(); return out;`;
}

export function readByBuffer(kind, isFresh) {
  const read = `b.read${kind.buffer}(o)`;
  const value = kind.element === "i64" && kind.form === "number" ? `Number(${read})` : read;
  return `${count} ${target(kind, isFresh)} const b = r.buffer; ${readEach(kind.width, `out[i] = ${value};`)}`;
}

let functionCount = 0;

/** A function of its own: V8 shares what it learnt between functions of equal text. */
export function compile(parameters, text) {
  // oxlint-disable-next-line no-new-func, no-implied-eval
  return new Function(...parameters, `// ${functionCount++}\n${text}`);
}
