/** Values that contain themselves, or go too deep: every verb that walks them ends in DEPTH_LIMIT. */
import { ThriftError } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf, type Companion } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";

const idl = `
  struct Key { 1: string text, 2: optional Key next }
  struct Node {
    1: optional Node left
    2: list<Node> nodes
    3: set<Key> keys
    4: map<Key, list<Node>> byKey
    5: map<string, Node> (js.type = "object") byText
    6: Either either
  }
  union Either { 1: Node node, 2: list<Either> many, 3: i32 number }
  exception Trouble { 1: Trouble inner, 2: map<i32, Node> nodes }
`;

type Loose = Record<string, unknown>;
/** Makes a value, and puts it into itself. */
type Tie = (value: Loose) => Loose;

const ties: readonly (readonly [string, string, Tie])[] = [
  ["a field", "Node", (v) => ({ left: v })],
  ["a list", "Node", (v) => ({ nodes: [{}, v] })],
  ["a map's value", "Node", (v) => ({ byKey: new Map([[{ text: "k" }, [v]]]) })],
  ["an object's property", "Node", (v) => ({ byText: { k: v } })],
  ["a union", "Node", (v) => ({ either: { many: [{ node: v }] } })],
  ["unions alone", "Either", (v) => ({ many: [v] })],
  ["an exception", "Trouble", (v) => ({ inner: v })],
  ["a map's key", "Key", (v) => ({ text: "k", next: v })],
];

const tooDeep = expect.objectContaining({
  name: "ThriftError",
  code: "DEPTH_LIMIT",
}) as ThriftError;

const key = (text: string): Loose => ({ text });

function makeCycle(tie: Tie): Loose {
  const value: Loose = {};
  return Object.assign(value, tie(value));
}

describe.each([{}, { unknownFields: "keep" as const }])("%o", (options) => {
  let companions: Readonly<Record<string, Companion>>;

  beforeAll(async () => {
    const module = await loadModule({ "cycles.thrift": idl }, "cycles.thrift", options);
    const names = ["Key", "Node", "Either", "Trouble"];
    companions = Object.fromEntries(names.map((name) => [name, companionOf(module, name)]));
  });

  test.each(ties)("through %s", (_where, name, tie) => {
    const companion = companions[name] as Companion;
    const [a, b] = [makeCycle(tie), makeCycle(tie)];
    for (const walk of [
      () => companion.encode(a),
      () => companion.byteLength(a),
      () => companion.create(a),
      () => companion.equals(a, b),
    ]) {
      expect(walk).toThrow(tooDeep);
    }
  });

  test("64 levels are not too deep", () => {
    const { Node } = companions as { Node: Companion };
    const nest = (levels: number): Loose => (levels === 1 ? {} : { nodes: [nest(levels - 1)] });
    const copy = Node.create(nest(64));
    expect(Node.equals(copy, Node.create(nest(64)))).toBe(true);
    expect(Node.equals(copy, Node.decode(Node.encode(copy)))).toBe(true);
    expect(Node.equals(nest(64), nest(63))).toBe(false);
    for (const levels of [65, 5000]) {
      expect(() => Node.create(nest(levels))).toThrow(tooDeep);
      expect(() => Node.equals(nest(levels), nest(levels))).toThrow(tooDeep);
    }
  });

  test("sets and maps of structs have no order", () => {
    const { Node } = companions as { Node: Companion };
    const a = { keys: new Set(["a", "b", "b"].map(key)), byKey: new Map([[key("k"), [{}]]]) };
    const b = { keys: new Set(["b", "a", "b"].map(key)), byKey: new Map([[key("k"), [{}]]]) };
    expect(Node.equals(a, b)).toBe(true);
    expect(Node.equals(a, { ...b, keys: new Set(["a", "a", "b"].map(key)) })).toBe(false);
    expect(Node.equals(a, { ...b, byKey: new Map([[key("l"), [{}]]]) })).toBe(false);
    expect(Node.equals(a, { ...b, byKey: new Map([[key("k"), [{ left: {} }]]]) })).toBe(false);
  });
});
