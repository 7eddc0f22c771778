/** Writers of wide structs read objects of many shapes in another way: the bytes and errors are the same. */
import { join } from "node:path";
import { ThriftError, unknownFields } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { companionOf, type Companion } from "../support/companion.js";
import {
  compileOrFail,
  importGenerated,
  writeGenerated,
  type TestOptions,
} from "../support/compile-module.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

const types = ["i32", "string", "i64", "bool", "double", "binary", "list<i32>", "Inner"];
const samples: readonly unknown[] = [
  7,
  "text",
  9,
  true,
  1.5,
  Uint8Array.of(1, 2),
  [1, 2],
  { id: 3 },
];
const wide = (count: number): string =>
  Array.from({ length: count }, (_, i) => `${i + 1}: optional ${types[i % 8]} f${i + 1}`).join();
/** Those of these fields that fit a pattern. */
const only = (pattern: RegExp, count: number): string =>
  wide(count)
    .split(",")
    .filter((field) => pattern.test(field))
    .join();

/** Scalars that are never absent: every value takes the same bytes. */
const plain = only(/i32 |i64|bool|double/, 80).replaceAll("optional ", "");

/** Names that locals, imports and all objects have. */
const odd =
  "61: optional i32 s, 62: i32 lookUp, 63: required i32 v, 64: optional i32 constructor, 65: i32 __proto__, 66: i32 isScattered";

const idl = `
  struct Inner { 1: i32 id }
  struct Wide { ${wide(60)}, ${odd} }
  exception Trouble { ${wide(40)} }
  struct Plain { ${plain} }
  struct Huge { ${only(/^(?!.*Inner)/, 340)} }
  struct Lists { 1: list<Wide> wides, 2: list<Plain> plains, 3: map<string, Wide> byName }
  struct Narrow { ${wide(23)} }
  struct Required { ${plain.replaceAll(": ", ": required ")} }
  union Many { ${wide(40).replaceAll("optional ", "")} }
`;

const optionSets: readonly TestOptions[] = [
  { i64: "number" },
  { i64: "number", unknownFields: "keep", fieldOrder: "kitex" },
  { i64: "number", unknownFields: "keep", fieldOrder: "id", naming: "camel" },
  { i64: "number", fieldOrder: "declared", layout: "namespace" },
];

type Fields = Record<string, unknown>;

/** The fields of the places that `pick` takes. */
function fieldsOf(count: number, pick: (at: number) => boolean): Fields {
  const places = Array.from({ length: count }, (_, at) => at).filter(pick);
  return Object.fromEntries(places.map((at) => [`f${at + 1}`, samples[at % samples.length]]));
}

let state = 1;
const isRare = (): boolean => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state >>> 16 < 0x3000;
};
const base = { v: 1 };
const sparse = (count: number): Fields => ({ ...fieldsOf(count, isRare), ...base });

/** What encode gives or throws, as text. */
function outcome(companion: Companion, value: unknown): unknown {
  try {
    return Buffer.from(companion.encode(value)).toString("hex");
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error;
    return [error.code, error.path, error.offset, String(error.cause)];
  }
}

/** Encodes sparse objects until the writer takes them for such. */
function scatter(companion: Companion, count: number): void {
  for (let i = 0; i < 3000; i++) companion.encode(sparse(count));
}

/** Calls of Reflect.get, which `expect` makes, too. */
function countGets(work: () => unknown): number {
  const get = vi.spyOn(Reflect, "get");
  work();
  const { length } = get.mock.calls;
  get.mockRestore();
  return length;
}

const rows: readonly (readonly [name: string, fields: number])[] = [
  ["Wide", 60],
  ["Trouble", 40],
  ["Plain", 80],
  ["Huge", 340],
];

/** One value of each kind that reads in its own way. */
function* listValues(count: number, log: unknown[]): Generator<unknown> {
  const all = { ...fieldsOf(count, () => true), ...base };
  for (let i = 0; i < 20; i++) yield sparse(count);
  yield* [all, Object.freeze({ ...all }), { ...base }, Object.assign(Object.create(null), all)];
  yield Object.assign(Object.create({ f1: 5, f2: "inherited" }) as object, base);
  const dictionary: Fields = { ...all, extra: 1 };
  for (const key of ["extra", "f3", "f9"]) delete dictionary[key];
  yield dictionary;
  class Getters {
    v = 1;
    get f1(): number {
      log.push("f1", this instanceof Getters);
      return 8;
    }
    get f3(): never {
      log.push("f3");
      throw new Error("getter");
    }
  }
  yield* [new Getters(), { ...all, f2: 1 }, { ...all, f1: "1" }, { ...all, f5: null }];
  yield Object.defineProperty({ ...all, f1: "wrong" }, "f4", { get: () => log.push("f4") > 0 });
  const logged = {
    get: (target: object, key: PropertyKey) => {
      log.push(key);
      return Reflect.get(target, key) as unknown;
    },
  };
  yield* [new Proxy(all, logged), new Proxy(sparse(count), logged), new Proxy({}, logged)];
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  yield* [proxy, null, undefined, [], 5, "text", () => all, new String("text")];
}

describe.each(optionSets)("%o", (options) => {
  const companions: Record<"calm" | "scattered", (name: string) => Companion> = {} as never;
  const texts: string[] = [];
  const paths: string[] = [];

  beforeAll(async () => {
    for (const kind of ["calm", "scattered"] as const) {
      const files = await compileOrFail({ [`${kind}.thrift`]: idl }, `${kind}.thrift`, options);
      const directory = writeGenerated(files);
      const module = await importGenerated(directory, `${kind}.ts`);
      const scope = (options.layout === "namespace" ? Object.values(module)[0] : module) as never;
      companions[kind] = (name) => companionOf(name in module ? module : scope, name);
      if (kind === "scattered") continue;
      texts.push(...files.map((file) => file.text));
      paths.push(...files.map((file) => join(directory, file.path)));
    }
    for (const [name, count] of rows) scatter(companions.scattered(name), count);
  });

  test.each(typeScriptVersions)("passes tsc %s --strict", async (version) => {
    expect(await typecheck(version, paths)).toEqual([]);
  });

  test("only wide structs ask", () => {
    const asking = [...(texts[0] ?? "").matchAll(/(\w+)\$shapes = /g)].map(([, name]) => name);
    expect(asking).toEqual(["Wide", "Trouble", "Plain", "Huge"]);
  });

  test.each(rows)("%s: same bytes, same errors, same order of reads", (name, count) => {
    const calm = companions.calm(name);
    const scattered = companions.scattered(name);
    const logs: unknown[][] = [[], []];
    const others = listValues(count, logs[1] ?? []);
    let values = 0;
    const seed = state;
    const mine = [...listValues(count, logs[0] ?? [])];
    state = seed;
    for (const value of mine) {
      const expected = outcome(calm, value);
      expect(outcome(scattered, others.next().value)).toEqual(expected);
      values++;
    }
    expect(values).toBeGreaterThan(40);
    expect(logs[1]).toEqual(logs[0]);
    expect(logs[0]?.length).toBeGreaterThan(count);
  });

  test.each(rows)("%s reads scattered objects by Reflect.get, others not", (name, count) => {
    const value = sparse(count);
    expect(countGets(() => companions.calm(name).encode(value))).toBe(0);
    const gets = countGets(() => companions.scattered(name).encode(value));
    expect(gets).toBeGreaterThanOrEqual(Math.min(count, 297) / (name === "Plain" ? 2 : 1));
  });

  test("so do elements of lists, the later ones of constant size too", () => {
    const value = {
      wides: Array.from({ length: 30 }, () => sparse(60)),
      plains: Array.from({ length: 100 }, () => ({ f1: 1, f4: true })),
      byName: new Map([["a", sparse(60)]]),
    };
    const expected = outcome(companions.calm("Lists"), value);
    let given: unknown;
    const gets = countGets(() => (given = outcome(companions.scattered("Lists"), value)));
    expect(given).toBe(expected);
    expect(gets).toBeGreaterThan(30 * 60 + 100 * 40);
  });

  test("a getter may encode the same struct, and change what is read later", () => {
    const results = [companions.calm("Wide"), companions.scattered("Wide")].map((Wide) => {
      const value: Fields = {
        ...base,
        get f1() {
          value["f9"] = Wide.encode({ ...base, f17: 1 }).length;
          return 1;
        },
      };
      return outcome(Wide, value);
    });
    expect(results[0]).toEqual(expect.any(String));
    expect(results[1]).toEqual(results[0]);
  });

  test("kept fields are written", () => {
    const isKept = options.unknownFields === "keep";
    const known = companions.calm("Wide").encode(base);
    // Field 999, a bool, before STOP.
    const bytes = Uint8Array.of(...known.subarray(0, -1), 2, 3, 231, 1, 0);
    const value = companions.calm("Wide").decode(bytes);
    expect(unknownFields in value).toBe(isKept);
    expect(companions.scattered("Wide").encode(value)).toEqual(
      companions.calm("Wide").encode(value),
    );
    expect(companions.scattered("Wide").encode(value)).toHaveLength(
      isKept ? bytes.length : known.length,
    );
  });
});
