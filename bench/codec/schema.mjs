/** The structs of ../workloads.thrift as data, to turn plain values into each contender's form and back. */
const listOf = (item) => ({ kind: "list", item });
const structOf = (name) => ({ kind: "struct", name });
const STRING_MAP = { kind: "map" };

export const structs = {
  Tiny: { ok: "bool", id: "i32", ts: "i64", score: "double", name: "string", color: "enum" },
  Address: { street: "string", city: "string", zip: "i32", lat: "double", lon: "double" },
  Small: {
    id: "i64",
    name: "string",
    email: "string",
    active: "bool",
    age: "i32",
    score: "double",
    addr: structOf("Address"),
    tags: listOf("string"),
    attrs: STRING_MAP,
    codes: listOf("i32"),
    color: "enum",
    places: listOf(structOf("Address")),
    sig: "binary",
  },
  Ano: { a: "i64", b: "string", c: "i32", d: "double", e: "bool" },
  Big: {
    num: "i64",
    ano: structOf("Ano"),
    nums: listOf("i64"),
    kv: STRING_MAP,
    anos: listOf(structOf("Ano")),
    text: "string",
    blob: "binary",
  },
  ChatMsg: { role: "string", text: "string", ts: "i64", tokens: "i32" },
  Chat: { id: "string", msgs: listOf(structOf("ChatMsg")) },
  Point: {
    ts: "i64",
    v: "double",
    a: "i32",
    b: "i32",
    lo: "double",
    hi: "double",
    ok: "bool",
    flags: "i16",
  },
  Points: { pts: listOf(structOf("Point")) },
};

/**
 * Makes objects by literals, as applications do: fields then lie inside the object, and V8 gives
 * them the hidden class that a decoder's literals have. Source text comes from the table above only.
 */
const literals = Object.fromEntries(
  Object.entries(structs).map(([name, fields]) => {
    const body = Object.keys(fields).map((field) => `${field}: f.${field}`);
    // oxlint-disable-next-line no-new-func, no-implied-eval
    return [name, new Function("f", `return { ${body.join(", ")} };`)];
  }),
);

/**
 * Copies a value of a struct, passing the leaves through `form`: an object that may have a function
 * for "i64", "enum", "binary", "map", "list" (given the item's type and the copied items) and "struct"
 * (given the name and the copied fields).
 */
export function convert(type, value, form) {
  if (typeof type === "string") return form[type] ? form[type](value) : value;
  if (type.kind === "list") {
    const items = Array.from(value, (item) => convert(type.item, item, form));
    return form.list ? form.list(type.item, items) : items;
  }
  if (type.kind === "map") return form.map ? form.map(value) : value;
  const fields = {};
  for (const [name, field] of Object.entries(structs[type.name])) {
    fields[name] = convert(field, value[name], form);
  }
  const literal = literals[type.name](fields);
  return form.struct ? form.struct(type.name, literal) : literal;
}

export const convertStruct = (name, value, form) => convert(structOf(name), value, form);
