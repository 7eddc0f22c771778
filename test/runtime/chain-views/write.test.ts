/** Views written as chains: large bytes by reference, anything else in pooled memory. */
import { expect, it } from "vitest";
import { ChainBuffer, poolStatistics } from "@thriftgen/runtime";
import { large, loadMail, low, type Mail, type PartView, type Written } from "./mail.js";

const { Mail, MailView, PartView, ContentView } = await loadMail();

/** The bytes of the view's chain; chunks and bytes are the same. Then the chain is released. */
function flush<T>(view: Written<T>): Uint8Array {
  const chain = view.$chain(low);
  const bytes = chain.toBytes();
  chain.release();
  expect(Buffer.compare(bytes, view.$toBytes())).toBe(0);
  expect(Buffer.compare(Buffer.concat(view.$chunks()), bytes)).toBe(0);
  return bytes;
}

const isIn = (chunks: readonly Uint8Array[], bytes: Uint8Array): boolean =>
  chunks.some((chunk) => chunk.buffer === bytes.buffer && chunk.length === bytes.length);

it("takes large binary fields by reference, wherever they stand", () => {
  const bodies = [1, 2, 3, 4, 5, 6].map((fill) => large(fill, 9000 + fill));
  const [body, text, first, page, entry, added] = bodies as [Uint8Array, ...Uint8Array[]];
  const view = MailView.create({ id: 1n, first: { name: "f", pages: [large(), large()] } });
  view.body = body;
  view.text = text;
  const part = view.first;
  if (part === undefined) throw new Error("it is there");
  part.body = first;
  part.pages?.set(1, page as Uint8Array);
  const named = new Map([["a", { name: "n" }]]);
  const mail = MailView.of(Mail.encode({ ...view.$toObject(), named }));
  mail.body = body;
  mail.text = text;
  mail.first = part;
  const a = mail.named?.get("a");
  if (a === undefined) throw new Error("it is there");
  a.body = entry;
  mail.named?.set("b", { name: "b" });
  const b = mail.named?.get("b");
  if (b === undefined) throw new Error("it is there");
  b.body = added;
  const chain = mail.$chain(low);
  for (const bytes of bodies) expect(isIn(chain.chunks(), bytes)).toBe(true);
  // Two pages of 9,000 bytes lie in the base, one was replaced.
  expect(chain.statistics().copied).toBeLessThan(500);
  const wanted: Mail = {
    id: 1n,
    body,
    text,
    parts: undefined,
    named: new Map([
      ["a", { name: "n", body: entry, pages: undefined }],
      ["b", { name: "b", body: added, pages: undefined }],
    ]),
    note: undefined,
    first: { name: "f", body: first, pages: [large(), page as Uint8Array] },
  };
  expect(Mail.decode(chain.toBytes())).toEqual(wanted);
  expect(mail.$toObject()).toEqual(wanted);
  chain.release();
  expect(Mail.decode(flush(mail))).toEqual(wanted);
});

it("reads what was set, and copies what is small, shared or may change its length", () => {
  const small = large(1, 4095);
  const shared = new Uint8Array(new SharedArrayBuffer(9000)).fill(2);
  const growing = new Uint8Array(new ArrayBuffer(9000, { maxByteLength: 20_000 })).fill(3);
  const view = MailView.create({ id: 1n });
  for (const bytes of [small, shared, growing]) {
    const before = Uint8Array.from(bytes);
    view.body = bytes;
    bytes.fill(9);
    if (bytes === growing) (growing.buffer as ArrayBuffer).resize(0);
    expect(view.body).toEqual(before);
    expect(Mail.decode(flush(view)).body).toEqual(before);
  }
  const bytes = large(4, 30_000);
  view.body = bytes;
  expect(view.body).toEqual(bytes);
  view.body = undefined;
  expect(Mail.decode(flush(view)).body).toBeUndefined();
  const content = ContentView.create({ text: "a" });
  content.bytes = bytes;
  expect(content.$toObject()).toEqual({ bytes });
  content.text = "b";
  expect(content.$toObject()).toEqual({ text: "b" });
  expect(flush(content).length).toBe(9);
});

it("refuses bytes for text, with the field's path", () => {
  const view = MailView.create({ id: 1n });
  const wrong = expect.objectContaining({ code: "INVALID_VALUE", path: "note" });
  expect(() => (view.note = large() as never)).toThrow(wrong);
  expect(() => ContentView.create({ bytes: "x" })).toThrow(
    expect.objectContaining({ path: "bytes" }),
  );
});

it("passes on what was not read by reference, at any threshold", () => {
  const bytes = Mail.encode({ id: 1n, note: "n", body: large(7, 20_000) });
  for (const threshold of [0, 100, 8192, Infinity]) {
    const view = MailView.of(bytes);
    view.note = "changed";
    const chain = view.$chain({ threshold });
    const { copied, referred } = chain.statistics();
    expect(copied + referred).toBe(chain.length);
    if (threshold === Infinity) expect(referred).toBe(0);
    else expect(copied).toBeLessThan(100);
    expect(Mail.decode(chain.toBytes())).toEqual({ ...Mail.decode(bytes), note: "changed" });
    chain.release();
  }
});

it("keeps at most 16 chunks below 4 KiB, however many large ones there are", () => {
  const view = MailView.create({ id: 1n, first: { name: "f", pages: Array(100).fill(large()) } });
  const part = view.first;
  for (let i = 0; i < 100; i++) part?.pages?.set(i, large(i, 9000 + i));
  const chain = view.$chain(low);
  for (const chunks of [chain.chunks(), view.$chunks()]) {
    expect(chunks.filter(({ length }) => length < 4096).length).toBeLessThanOrEqual(16);
    expect(chunks.length).toBeGreaterThanOrEqual(100);
    expect(Buffer.compare(Buffer.concat(chunks), view.$toBytes())).toBe(0);
  }
  expect(chain.statistics().copied).toBeLessThan(101 * 4096);
  chain.release();
});

it("hands the memory of a chain on to the chain of a view of it", () => {
  const before = poolStatistics();
  const input = new ChainBuffer();
  const bytes = Mail.encode({ id: 1n, note: "n", first: { name: "f", body: large(7, 60_000) } });
  for (let at = 0; at < bytes.length; at += 20_000)
    input.append(bytes.subarray(at, at + 20_000), { copy: true });
  const view = MailView.of(input);
  view.note = "changed";
  const output = view.$chain(low);
  expect(output.statistics().copied).toBeLessThan(100);
  const copy = output.toBytes();
  input.release();
  const other = new ChainBuffer().append(large(0xa5, 60_000), { copy: true });
  expect(Buffer.compare(output.toBytes(), copy)).toBe(0);
  expect(Mail.decode(copy)).toMatchObject({ note: "changed", first: { body: large(7, 60_000) } });
  other.release();
  output.release();
  expect(poolStatistics().pieces).toBeGreaterThanOrEqual(before.pieces);
  expect(() => view.$chain(low)).toThrow(expect.objectContaining({ code: "RELEASED_BUFFER" }));
});

it("takes a view as it is, again and again", () => {
  const view = MailView.create({ id: 1n, first: { name: "f" } });
  const part = PartView.create({ name: "p" });
  part.body = large(3, 20_000);
  view.first = part;
  for (let round = 0; round < 5000; round++) {
    const first: PartView | undefined = view.first;
    view.first = first;
  }
  expect(view.$toObject().first).toEqual(part.$toObject());
});
