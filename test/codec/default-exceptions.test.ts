/** Defaults that hold exceptions: instances in what is read, their fields in what is written. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { ThriftException } from "@thriftgen/runtime";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { typecheck } from "../support/typecheck.js";

// What decode gives of a union need not be an input of it.
const idl = `
  union U { 1: i32 w }
  exception X { 1: U u, 2: string message }
  struct T {
    1: list<X> all = [{"u": {"w": 1}}]
    2: map<string, X> named = {"a": {"message": "m"}}
    3: list<map<i32, X>> deep = [{1: {"u": {"w": 2}}}]
  }
`;

test.each(["drop", "keep"] as const)("unknown fields: %s", async (unknownFields) => {
  const options = { views: true, unknownFields } as const;
  const directory = writeGenerated(await compileOrFail({ "t.thrift": idl }, "t.thrift", options));
  const paths = ["t.ts", "t.view.ts"].map((path) => join(directory, path));
  expect(await typecheck("6.0", paths)).toEqual([]);
  const codec = companionOf(await importGenerated(directory, "t.ts"), "T");
  const made = codec.create({}) as { all: unknown[]; named: Map<string, Error> };
  expect(made.all[0]).toBeInstanceOf(ThriftException);
  expect(made.named.get("a")?.message).toBe("m");
  const bytes = codec.encode({});
  expect(codec.byteLength({})).toBe(bytes.length);
  expect(bytes).toEqual(codec.encode(made));
  expect(codec.equals(codec.decode(bytes), made)).toBe(true);
});
