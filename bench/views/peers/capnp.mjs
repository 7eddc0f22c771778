/** Cap'n Proto by capnp-es (properties) and capnp-ts (methods). Maps are lists of entries; i64 comes as bigint. */
import { createRequire } from "node:module";
import { structs } from "../../codec/schema.mjs";
import { capitalize, compileText } from "./text.mjs";

/** How each of the two writes and reads a field. */
const dialects = {
  "capnp-es": {
    get: (v, name) => `${v}.${name}`,
    set: (v, name, x) => `${v}.${name} = ${x};`,
    init: (v, name, length) => `${v}._init${capitalize(name)}(${length})`,
  },
  "capnp-ts": {
    get: (v, name) => `${v}.get${capitalize(name)}()`,
    set: (v, name, x) => `${v}.set${capitalize(name)}(${x});`,
    init: (v, name, length) => `${v}.init${capitalize(name)}(${length})`,
  },
};

function buildField(dialect, name, type) {
  const list = (length) => `const l = ${dialect.init("s", name, length)};`;
  if (type === "binary")
    return `${dialect.init("s", name, `v.${name}.length`)}.copyBuffer(v.${name});`;
  if (type.kind === "struct")
    return `build${type.name}(${dialect.init("s", name, "")}, v.${name});`;
  if (type.kind === "map")
    return `{ ${list(`v.${name}.size`)} let i = 0;
      for (const [k, x] of v.${name}) { const e = l.get(i++); ${dialect.set("e", "key", "k")} ${dialect.set("e", "value", "x")} } }`;
  if (type.kind !== "list") return dialect.set("s", name, `v.${name}`);
  const item =
    type.item.kind === "struct"
      ? `build${type.item.name}(l.get(i), v.${name}[i])`
      : `l.set(i, v.${name}[i])`;
  return `{ ${list(`v.${name}.length`)} for (let i = 0; i < v.${name}.length; i++) ${item}; }`;
}

/** `build<Struct>(s, v)`: fills the struct, straight code for each. */
const buildText = (dialect, [struct, fields]) =>
  `function build${struct}(s, v) {
    ${Object.entries(fields)
      .map(([name, type]) => buildField(dialect, name, type))
      .join("\n")}
  }`;

/** `read<Struct>(s)`: a plain value, for the check. */
function readText(dialect, [struct, fields]) {
  const values = Object.entries(fields).map(([name, type]) => {
    const x = dialect.get("s", name);
    if (type.kind === "struct") return `${name}: read${type.name}(${x})`;
    if (type === "binary") return `${name}: ${x}.toUint8Array().slice()`;
    if (type.kind === "map")
      return `${name}: new Map(list(${x}).map((e) => [${dialect.get("e", "key")}, ${dialect.get("e", "value")}]))`;
    if (type.kind !== "list") return `${name}: ${type === "i64" ? `Number(${x})` : x}`;
    const { item } = type;
    const read =
      item.kind === "struct" ? `read${item.name}` : item === "i64" ? "Number" : "(i) => i";
    return `${name}: list(${x}).map((i) => (${read})(i))`;
  });
  return `function read${struct}(s) { return { ${values.join(", ")} }; }`;
}

function pathText(dialect, v, [name, ...rest]) {
  if (name === undefined) return v;
  if (typeof name === "number") return pathText(dialect, `${v}.get(${name})`, rest);
  return pathText(dialect, dialect.get(v, name), rest);
}

const listOf = (list) =>
  Array.from({ length: "getLength" in list ? list.getLength() : list.length }, (_, i) =>
    list.get(i),
  );

function createPeer(dialect, Message, Root, struct) {
  const compileAll = (make, last) =>
    compileText(
      ["list"],
      `${Object.entries(structs).map(make).join("\n")} return ${last}${struct};`,
    )(listOf);
  const fill = compileAll((entry) => buildText(dialect, entry), "build");
  const read = compileAll((entry) => readText(dialect, entry), "read");
  const openRoot = (bytes) => new Message(bytes, false).getRoot(Root);
  return {
    form: { i64: BigInt },
    scope: { Message, Root },
    // A Uint8Array is copied: the packages' documentation forbids the memory behind a Buffer.
    openText: "new target.Message(x, false).getRoot(target.Root)",
    path: (v, path) => pathText(dialect, v, path),
    build: (value) => {
      const message = new Message();
      fill(message.initRoot(Root), value);
      return new Uint8Array(message.toArrayBuffer());
    },
    openRoot,
    points: { list: dialect.get("root", "pts"), item: (i) => dialect.get(`p.get(${i})`, "v") },
    readBack: (bytes) => read(openRoot(bytes)),
  };
}

export async function createCapnpEsPeer(struct) {
  const [{ Message }, types] = await Promise.all([
    import("capnp-es"),
    import("../../peers/generated/workloads_capnp_es.js"),
  ]);
  return createPeer(dialects["capnp-es"], Message, types[struct], struct);
}

export function createCapnpTsPeer(struct) {
  const require = createRequire(import.meta.url);
  const { Message } = require("capnp-ts");
  const types = require("../../peers/generated/workloads_capnp_ts.cjs");
  return createPeer(dialects["capnp-ts"], Message, types[struct], struct);
}
