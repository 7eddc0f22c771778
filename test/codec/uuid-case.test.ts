/** uuids in capitals: the wire has no case, and what is read has lower case. */
import { expect, test } from "vitest";
import { companionOf } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";

const upper = "00112233-4455-6677-8899-AABBCCDDEEFF";
const lower = upper.toLowerCase();

const of = (id: string): object => ({
  id,
  other: id,
  may: id,
  all: [id],
  some: new Set([id]),
  by: new Map([[id, [id]]]),
  named: Object.assign(Object.create(null) as object, { a: id }),
  arm: { id },
});

test("create gives what decode of its bytes gives, in containers too", async () => {
  const idl = `struct Ids {
    1: required uuid id, 2: uuid other, 3: optional uuid may, 4: list<uuid> all, 5: set<uuid> some
    6: map<uuid, list<uuid>> by, 7: map<string, uuid> (js.type = "object") named, 8: optional Arm arm
  }
  union Arm { 1: uuid id, 2: i32 number }`;
  const ids = companionOf(await loadModule({ "ids.thrift": idl }, "ids.thrift"), "Ids");
  const decoded = ids.decode(ids.encode(of(upper)));
  expect(ids.create(of(upper))).toEqual(decoded);
  expect(decoded).toEqual(of(lower));
  expect(ids.equals(ids.create(of(upper)), decoded)).toBe(true);
  expect(ids.create({ id: upper }).may).toBeUndefined();
  // Encode judges what is none.
  expect(ids.create({}).id).toBeUndefined();
  expect(ids.create({ id: 5, all: [null] })).toMatchObject({ id: 5, all: [null] });
});
