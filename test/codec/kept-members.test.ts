/** What `--unknown-fields keep` keeps of unions, and fields named like locals of the code that keeps it. */
import { join } from "node:path";
import { unknownFields } from "@thriftgen/runtime";
import { beforeAll, expect, test } from "vitest";
import {
  compileOrFail,
  importGenerated,
  writeGenerated,
  type GeneratedModule,
} from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { typecheck } from "../support/typecheck.js";

const idl = `
  union Choice { 1: i32 number, 2: string text }
  union Nothing {}
  struct Holder { 1: i32 result, 2: optional Choice choice, 3: list<Choice> choices, 4: optional Nothing none }
  struct Named { 1: string d }
  struct Hot {
    1: string d, 2: i32 v, 3: string o, 4: binary h, 5: list<string> r, 6: i64 w, 7: string n, 8: optional i32 depth
    9: list<Named> a, 10: map<string, string> b, 11: string kept, 12: string at, 13: string _v, 14: string _depth
  }
  union HotUnion { 1: string d, 2: Named v, 3: i32 n, 4: string at }
  exception Failed { 1: i32 result, 2: string unknown, 3: i32 seen }
`;

/** Field 99, an i32, of a union: no member that the IDL knows. */
const member = Uint8Array.of(8, 0, 99, 0, 0, 0, 7, 0);

let directory = "";
let module: GeneratedModule;

beforeAll(async () => {
  const options = { unknownFields: "keep", views: true } as const;
  directory = writeGenerated(await compileOrFail({ "kept.thrift": idl }, "kept.thrift", options));
  module = await importGenerated(directory, "kept.ts");
});

test("passes tsc --strict without unused names, kept or not", async () => {
  const dropped = await compileOrFail({ "kept.thrift": idl }, "kept.thrift", { views: true });
  for (const place of [directory, writeGenerated(dropped)]) {
    const paths = ["kept.ts", "kept.view.ts"].map((path) => join(place, path));
    expect(await typecheck("6.0", paths)).toEqual([]);
  }
});

test("a member that the IDL lacks survives decode and encode, wherever the union stands", () => {
  const [choice, holder] = [companionOf(module, "Choice"), companionOf(module, "Holder")];
  const value = choice.decode(member);
  expect(value).toEqual({ [unknownFields]: member.subarray(0, 7) });
  expect(choice.encode(value)).toEqual(member);
  expect(choice.byteLength(value)).toBe(8);
  const bytes = Uint8Array.of(
    12,
    0,
    2,
    ...member,
    15,
    0,
    3,
    12,
    0,
    0,
    0,
    1,
    ...member,
    12,
    0,
    4,
    ...member,
    0,
  );
  const held = holder.decode(bytes);
  expect(holder.decode(holder.encode(held))).toEqual(held);
  expect(holder.encode(held)).toEqual(Uint8Array.of(8, 0, 1, 0, 0, 0, 0, ...bytes));
});

test("no member at all is refused", () => {
  const choice = companionOf(module, "Choice");
  const wrong = expect.objectContaining({ code: "INVALID_DATA" });
  for (const value of [{}, { [unknownFields]: new Uint8Array(0) }, { number: 1, text: "a" }])
    expect(() => choice.encode(value)).toThrow(wrong);
  let asked = 0;
  const once = {
    get [unknownFields](): Uint8Array | undefined {
      return asked++ === 0 ? undefined : member.subarray(0, 7);
    },
  };
  expect(() => choice.encode(once)).toThrow(wrong);
  expect(asked).toBe(1);
  expect(choice.encode({ number: 1, [unknownFields]: member.subarray(0, 7) })).toHaveLength(15);
});

test("fields called result, unknown and seen are read", () => {
  const value = { result: 1, unknown: "u", seen: 2 };
  const failed = companionOf(module, "Failed");
  expect(failed.decode(failed.encode(value))).toMatchObject(value);
});

test("create keeps it too", () => {
  const choice = companionOf(module, "Choice");
  const value = choice.decode(member);
  expect(choice.create(value)).toEqual(value);
});
