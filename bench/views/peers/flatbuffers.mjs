/** FlatBuffers with flatc's code. It has no maps, so these are vectors of entries; i64 comes as bigint. */
import { Builder, ByteBuffer } from "flatbuffers";
import * as types from "../../peers/generated/workloads_flatbuffers.js";
import { structs } from "../../codec/schema.mjs";
import { makeReader } from "../reading.mjs";
import { capitalize, compileText } from "./text.mjs";

const itemText = (item) =>
  item.kind === "struct"
    ? `build${item.name}(b, x)`
    : item === "string"
      ? "b.createString(x)"
      : "x";

/** Text that builds what a table holds by offset; undefined for what lies in the table itself. */
function offsetText(struct, name, type) {
  const vector = `${struct}.create${capitalize(name)}Vector`;
  if (type === "string") return `b.createString(v.${name})`;
  if (type === "binary") return `${vector}(b, v.${name})`;
  if (type.kind === "struct") return `build${type.name}(b, v.${name})`;
  if (type.kind === "map")
    return `${vector}(b, Array.from(v.${name}, ([k, x]) => Entry.createEntry(b, b.createString(k), b.createString(x))))`;
  if (type.kind !== "list") return undefined;
  const isPlain = typeof type.item === "string" && type.item !== "string";
  return isPlain
    ? `${vector}(b, v.${name})`
    : `${vector}(b, v.${name}.map((x) => ${itemText(type.item)}))`;
}

/** `build<Struct>(b, v)`, straight code for each struct. */
function buildText([struct, fields]) {
  const parts = Object.entries(fields).map(([name, type]) => ({
    name,
    offset: offsetText(struct, name, type),
  }));
  const offsets = parts
    .filter(({ offset }) => offset !== undefined)
    .map(({ name, offset }) => `const $${name} = ${offset};`);
  const adds = parts.map(
    ({ name, offset }) =>
      `${struct}.add${capitalize(name)}(b, ${offset === undefined ? `v.${name}` : `$${name}`});`,
  );
  return `function build${struct}(b, v) {
    ${offsets.join("\n")}
    ${struct}.start${struct}(b);
    ${adds.join("\n")}
    return ${struct}.end${struct}(b);
  }`;
}

function readItem(item, value) {
  return item.kind === "struct" ? readTable(item.name, value) : plainOf(item, value);
}

const plainOf = (type, value) => (type === "i64" ? Number(value) : value);

function readValue(table, name, type) {
  const list = (read) => Array.from({ length: table[`${name}Length`]() }, (_, i) => read(i));
  if (type === "binary") return new Uint8Array(table[`${name}Array`]());
  if (type.kind === "struct") return readTable(type.name, table[name]());
  if (type.kind === "list") return list((i) => readItem(type.item, table[name](i)));
  if (type.kind === "map")
    return new Map(list((i) => [table[name](i).key(), table[name](i).value()]));
  return plainOf(type, table[name]());
}

const readTable = (struct, table) =>
  Object.fromEntries(
    Object.entries(structs[struct]).map(([name, type]) => [name, readValue(table, name, type)]),
  );

export function createFlatbuffersPeer(struct) {
  const names = Object.keys(types);
  const text = `${Object.entries(structs).map(buildText).join("\n")} return build${struct};`;
  const buildRoot = compileText([...names], text)(...names.map((name) => types[name]));
  const scope = { ByteBuffer, open: types[struct][`getRootAs${struct}`] };
  const openRoot = (bytes) => scope.open(new ByteBuffer(bytes));
  return {
    form: { i64: BigInt },
    scope,
    openText: "target.open(new target.ByteBuffer(x))",
    path: pathText,
    build: (value) => {
      const builder = new Builder(1024);
      builder.finish(buildRoot(builder, value));
      return builder.asUint8Array().slice();
    },
    openRoot,
    read: makeReader(struct, "flatbuffers"),
    points: { list: "root", item: (i) => `p.pts(${i}).v()` },
    readBack: (bytes) => readTable(struct, openRoot(bytes)),
  };
}

function pathText(v, [name, index, ...rest]) {
  if (name === undefined) return v;
  if (name === "blob" || name === "sig") return `${v}.${name}Array()`;
  if (typeof index === "number") return pathText(`${v}.${name}(${index})`, rest);
  return pathText(`${v}.${name}()`, index === undefined ? [] : [index, ...rest]);
}
