/** What views and chains keep, show and give away of memory that is others'. */
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it, vi } from "vitest";
import { allocateBlock, ChainBuffer, encodeChain, type Block } from "@thriftgen/runtime";
import { compileOrFail, importGenerated, writeGenerated } from "../../support/compile-module.js";
import { detach, large, loadMail, type Mail } from "./mail.js";

const { Mail, MailView, ContentView } = await loadMail();
const encode = encodeChain as unknown as (view: unknown, value: unknown) => ChainBuffer;

const replacer = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? `${value}` : value;

/** Pooled memory of any size class has it. */
function leaveSecret(): void {
  for (const size of [100, 400, 1000, 3000]) {
    const block = allocateBlock(size);
    block.bytes.fill("S".charCodeAt(0));
    block.release();
  }
}

it("chains of edited views keep nothing of the chains before them", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let chain = ChainBuffer.from(Mail.encode({ id: 1n }));
  for (let round = 0; round < 300; round++) {
    const view = MailView.of(chain);
    view.body = large(round, 70_000);
    const next = view.$chain();
    chain.release();
    chain = next;
  }
  // Buffers are given back by a task of their own.
  const grown = (): number => {
    collect();
    return process.memoryUsage().arrayBuffers - before;
  };
  // 300 bodies are 21 MB.
  await vi.waitFor(() => expect(grown()).toBeLessThan(5e6), { timeout: 5000 });
  expect(Mail.decode(chain.toBytes()).body).toEqual(large(299, 70_000));
  chain.release();
});

it("JSON and Node's inspect show values, not the memory around them", () => {
  leaveSecret();
  const block = Mail.encodePooled({ id: 1n, first: { name: "me" }, parts: [{ name: "p" }] });
  const view = MailView.of(block);
  expect(JSON.parse(JSON.stringify(view, replacer))).toEqual({
    id: "1",
    first: { name: "me" },
    parts: [{ name: "p" }],
  });
  expect(JSON.stringify(view.parts)).toBe('[{"name":"p"}]');
  const chain = encode(MailView, { id: 1n });
  expect(JSON.stringify([chain, block])).toBe(`[{"length":12},{"length":${block.length}}]`);
  const named = MailView.create({ id: 2n, named: new Map([["k", { name: "n" }]]) });
  for (const shown of [view, view.parts, view.first, named, named.named, chain, block])
    expect(inspect(shown, { depth: 9, showHidden: true, maxArrayLength: 1e6 })).not.toMatch(
      /83, 83|SSS/,
    );
  expect(inspect(view.first)).toContain("name: 'me'");
  expect(inspect(named.named)).toMatch(/Map.*'k' => \{/s);
  block.release();
  chain.release();
  expect(inspect(view)).toContain("RELEASED_BUFFER");
  expect(inspect(chain)).toBe("ChainBuffer (released)");
  expect(() => JSON.stringify(view)).toThrow(expect.objectContaining({ code: "RELEASED_BUFFER" }));
});

it("a field called toJSON shows no memory either", async () => {
  const idl = "struct Odd { 1: string toJSON, 2: string text, 3: list<string> texts }";
  const files = await compileOrFail({ "odd.thrift": idl }, "odd.thrift", { views: true });
  const directory = writeGenerated(files);
  const { Odd } = (await importGenerated(directory, "odd.ts")) as never as {
    Odd: { encodePooled(value: object): Block };
  };
  const { OddView } = (await importGenerated(directory, "odd.view.ts")) as never as {
    OddView: { of(block: Block): object };
  };
  leaveSecret();
  const view = OddView.of(Odd.encodePooled({ toJSON: "j", text: "t", texts: ["a"] }));
  expect(JSON.stringify(view)).not.toMatch(/83,|:83/);
});

it("large bytes that a getter takes away while they are written are INVALID_VALUE", () => {
  const body = large(1, 100_000);
  const mail = {
    id: 1n,
    body,
    get note(): string {
      if (body.length > 0) detach(body);
      return "n";
    },
  };
  expect(() => encode(MailView, mail)).toThrow(expect.objectContaining({ code: "INVALID_VALUE" }));
});

it("nothing is set or removed through a view whose memory was released", () => {
  const wrong = expect.objectContaining({ code: "RELEASED_BUFFER" });
  const mail: Mail = {
    id: 1n,
    note: "n",
    parts: [{ name: "p" }],
    named: new Map([["k", { name: "v" }]]),
  };
  const sources = [Mail.encodePooled(mail), ChainBuffer.from(Mail.encode(mail))];
  for (const source of sources) {
    const view = MailView.of(source);
    const { parts, named } = view;
    expect([view.note, parts?.length, named?.length]).toEqual(["n", 1, 1]);
    source.release();
    expect(() => (view.note = "x")).toThrow(wrong);
    expect(() => (view.note = undefined)).toThrow(wrong);
    expect(() => parts?.set(0, { name: "x" })).toThrow(wrong);
    expect(() => named?.set("k", { name: "x" })).toThrow(wrong);
    expect(() => named?.set("new", { name: "x" })).toThrow(wrong);
    expect(() => named?.delete("k")).toThrow(wrong);
  }
});

it("detached bytes are none, for every reader", () => {
  for (const source of [new Uint8Array(9), Uint8Array.of(8, 0, 1, 0, 0, 0, 1, 0)]) {
    detach(source);
    expect(() => Mail.decode(source)).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
  }
  const shrunk = new ArrayBuffer(40, { maxByteLength: 80 });
  const outside = new Uint8Array(shrunk, 20, 10);
  shrunk.resize(10);
  expect(() => Mail.decode(outside)).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
  expect(() => ContentView.of(outside).text).toThrow(
    expect.objectContaining({ code: "TRUNCATED" }),
  );
});
