/**
 * Code that reads all fields of a struct, written straight for each struct as an application would, into a sum that
 * nobody can optimise away: numbers by value, strings and bytes by length.
 */
import { structs } from "../codec/schema.mjs";
import { compileText } from "./peers/text.mjs";

/** Plain objects and our views read alike; FlatBuffers has methods and counts for lists. */
const dialects = {
  properties: {
    get: (name) => `v.${name}`,
    binary: (name) => `v.${name}`,
    each: (name, body) => `for (const x of v.${name}) ${body}`,
    eachEntry: (name) => `for (const [k, x] of v.${name}) s += k.length + x.length;`,
  },
  flatbuffers: {
    get: (name) => `v.${name}()`,
    binary: (name) => `v.${name}Array()`,
    each: (name, body) =>
      `for (let i = 0, n = v.${name}Length(); i < n; i++) { const x = v.${name}(i); ${body} }`,
    eachEntry: (name) =>
      `for (let i = 0, n = v.${name}Length(); i < n; i++) { const e = v.${name}(i); s += e.key().length + e.value().length; }`,
  },
};

const isText = (type) => type === "string" || type === "binary";

function addText(type, x) {
  if (type.kind === "struct") return `s += read${type.name}(${x});`;
  if (isText(type)) return `s += ${x}.length;`;
  if (type === "bool") return `s += ${x} ? 1 : 0;`;
  return type === "i64" ? `s += Number(${x});` : `s += ${x};`;
}

function fieldText(dialect, [name, type]) {
  if (type.kind === "list") return dialect.each(name, addText(type.item, "x"));
  if (type.kind === "map") return dialect.eachEntry(name);
  return addText(type, type === "binary" ? dialect.binary(name) : dialect.get(name));
}

const readText = (dialect, [struct, fields]) => `function read${struct}(v) {
  let s = 0;
  ${Object.entries(fields)
    .map((field) => fieldText(dialect, field))
    .join("\n")}
  return s;
}`;

/** A function from a value of the struct to the sum; each call makes another one, with type feedback of its own. */
export function makeReader(struct, dialect) {
  const texts = Object.entries(structs).map((entry) => readText(dialects[dialect], entry));
  return compileText([], `${texts.join("\n")}\nreturn read${struct};`)();
}

/** Text of an object literal of the fields of `v`, of its structs too: what an application writes to encode something. */
export function literalText(struct, v) {
  const members = Object.entries(structs[struct]).map(([name, type]) => {
    const x = `${v}.${name}`;
    if (type.kind === "struct") return `${name}: ${literalText(type.name, x)}`;
    if (type.kind === "list" && type.item.kind === "struct")
      return `${name}: ${x}.map((y) => (${literalText(type.item.name, "y")}))`;
    return `${name}: ${x}`;
  });
  return `{ ${members.join(", ")} }`;
}

/** Text that sets every field of the view `v`, structs as object literals. */
export const settersText = (struct) =>
  Object.entries(structs[struct])
    .map(([name, type]) => {
      if (type.kind === "struct") return `v.${name} = ${literalText(type.name, `x.${name}`)};`;
      if (type.kind === "list" && type.item.kind === "struct")
        return `v.${name} = x.${name}.map((y) => (${literalText(type.item.name, "y")}));`;
      return `v.${name} = x.${name};`;
    })
    .join("\n");
