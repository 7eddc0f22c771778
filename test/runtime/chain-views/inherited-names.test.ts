/** Odd values that are written as chains: fields whose names every object inherits, getters that throw. */
import { expect, test } from "vitest";
import { encodeChain, type ChainBuffer } from "@thriftgen/runtime";
import { compileOrFail, importGenerated, writeGenerated } from "../../support/compile-module.js";

const idl = `struct Odd {
  1: string constructor, 2: binary body, 3: required i32 toString, 4: optional string valueOf, 5: binary __proto__
}`;

const large = (): Uint8Array => new Uint8Array(100_000).fill(7);

test("fields called constructor and the like are written beside large bytes; getters that throw are ThriftErrors", async () => {
  const directory = writeGenerated(
    await compileOrFail({ "odd.thrift": idl }, "odd.thrift", { views: true }),
  );
  const { Odd } = (await importGenerated(directory, "odd.ts")) as {
    readonly Odd: { encode(value: object): Uint8Array };
  };
  const { OddView } = await importGenerated(directory, "odd.view.ts");
  const encode = encodeChain as unknown as (view: unknown, value: object) => ChainBuffer;
  const value = {
    constructor: "c",
    body: large(),
    toString: 5,
    valueOf: "v",
    ["__proto__"]: large(),
  };
  const chain = encode(OddView, value);
  expect(chain.statistics().copied).toBeLessThan(200);
  expect(Buffer.compare(chain.toBytes(), Odd.encode(value))).toBe(0);
  chain.release();
  const throwing = {
    toString: 5,
    get body(): never {
      throw new Error("mine");
    },
  };
  const error = expect.objectContaining({ code: "INVALID_VALUE", cause: new Error("mine") });
  expect(() => encode(OddView, throwing)).toThrow(error);
  expect(() => Odd.encode(throwing)).toThrow(error);
});
