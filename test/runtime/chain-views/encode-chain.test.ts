/** Plain values written as chains: large bytes by reference however deep they stand, anything else in pooled memory. */
import { expect, it } from "vitest";
import {
  encodeChain,
  poolStatistics,
  type ChainBuffer,
  type ChainOptions,
} from "@thriftgen/runtime";
import { detach, large, loadMail, low, type Mail } from "./mail.js";

const { Mail, MailView, ContentView } = await loadMail();
const encode = encodeChain as unknown as (
  view: unknown,
  value: unknown,
  options?: ChainOptions,
) => ChainBuffer;

const isIn = (chunks: readonly Uint8Array[], bytes: Uint8Array): boolean =>
  chunks.some((chunk) => chunk.buffer === bytes.buffer && chunk.length === bytes.length);

it("encodes plain values as chains with the bytes of encode", () => {
  const body = large(1, 100_000);
  const text = large(2, 70_000);
  const first = { name: "f", body: large(3) };
  const mails: Mail[] = [
    { id: 1n },
    { id: 1n, body, text, note: "n", first },
    { id: 1n, text: large() },
  ];
  for (const mail of mails) {
    const chain = encode(MailView, mail);
    expect(Buffer.compare(chain.toBytes(), Mail.encode(mail))).toBe(0);
    for (const bytes of [mail.body, mail.text])
      if (bytes && bytes.length > 65_536) expect(isIn(chain.chunks(), bytes)).toBe(true);
    chain.release();
  }
  const chain = encode(MailView, mails[1]);
  expect(chain.statistics()).toMatchObject({ referred: 170_000 });
  detach(text);
  expect(() => chain.chunks()).toThrow(expect.objectContaining({ code: "INVALID_VALUE" }));
  chain.release();
  const content = encode(ContentView, { bytes: body });
  expect(content.toBytes().length).toBe(body.length + 8);
  content.release();
});

it("refers to large bytes in structs, lists and maps too", () => {
  const bodies = Array.from({ length: 40 }, (_, i) => large(i, 9000 + i));
  const [first, ...pages] = bodies as [Uint8Array, ...Uint8Array[]];
  const mail: Mail = {
    id: 1n,
    first: { name: "f", body: first, pages: pages.slice(0, 10) },
    parts: pages.slice(10, 20).map((body, i) => ({ name: "x".repeat(i * 1000), body })),
    named: new Map(pages.slice(20).map((body, i) => [`${i}`, { name: "n", body }])),
    note: "n",
  };
  const chain = encode(MailView, mail, low);
  const total = bodies.reduce((sum, { length }) => sum + length, 0);
  // What is between them is filled up with bytes of theirs: at most 16 chunks are small.
  const chunks = chain.chunks();
  expect(chunks.filter(({ length }) => length < 4096).length).toBeLessThanOrEqual(16);
  expect(chain.statistics().referred).toBeGreaterThan(total / 2);
  expect(Buffer.compare(chain.toBytes(), Mail.encode(mail))).toBe(0);
  chain.release();
  const few = encode(MailView, { id: 1n, parts: mail.parts?.slice(0, 3), first: mail.first }, low);
  for (const body of [first, ...pages.slice(0, 13)]) expect(isIn(few.chunks(), body)).toBe(true);
  few.release();
});

it("copies what is small, shared or may change its length, and everything at an endless threshold", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(9000)).fill(2);
  const growing = new Uint8Array(new ArrayBuffer(9000, { maxByteLength: 20_000 })).fill(3);
  const mail: Mail = { id: 1n, first: { name: "f", pages: [large(1, 8191), shared, growing] } };
  const bytes = Mail.encode(mail);
  const chain = encode(MailView, mail, low);
  expect(chain.statistics()).toMatchObject({ referred: 0, copied: bytes.length });
  shared.fill(9);
  (growing.buffer as ArrayBuffer).resize(0);
  expect(Buffer.compare(chain.toBytes(), bytes)).toBe(0);
  chain.release();
  const empty: Mail = { id: 1n, body: large(1, 0), first: { name: "f", body: large(2, 1) } };
  for (const [threshold, referred] of [
    [0, 1],
    [Infinity, 0],
  ] as const) {
    const small = encode(MailView, empty, { threshold });
    expect(small.statistics().referred).toBe(referred);
    expect(Buffer.compare(small.toBytes(), Mail.encode(empty))).toBe(0);
    small.release();
  }
});

it("gives its memory back, leaves none of it to others, and can be added to", () => {
  const body = large(5);
  const mail: Mail = { id: 1n, note: "n".repeat(3000), first: { name: "f", body } };
  const wanted = Mail.encode(mail);
  let pieces = 0;
  for (let round = 0; round < 100; round++) {
    const chain = encode(MailView, mail, low);
    const other = Mail.encodePooled({ id: 2n, note: "m".repeat(3000) });
    expect(Buffer.compare(chain.toBytes(), wanted)).toBe(0);
    chain.append(large(6, 10)).insert(0, large(7, 4));
    expect(Buffer.compare(chain.toBytes().subarray(4, -10), wanted)).toBe(0);
    other.release();
    chain.release();
    expect(() => chain.chunks()).toThrow(expect.objectContaining({ code: "RELEASED_BUFFER" }));
    if (round === 50) ({ pieces } = poolStatistics());
  }
  expect(poolStatistics().pieces).toBe(pieces);
  // Later encodes in the same memory copy again.
  const plain = Mail.encodePooled(mail);
  expect(Buffer.compare(plain.bytes, wanted)).toBe(0);
  plain.release();
  const debugged = encode(MailView, mail, { threshold: 8192, debug: true });
  body[8999] = 0;
  expect(() => debugged.chunks()).toThrow(expect.objectContaining({ code: "INVALID_VALUE" }));
  debugged.release();
});

it("keeps no more memory for a small message after a large one", () => {
  const before = poolStatistics().bytes;
  Mail.encode({ id: 1n, note: "n".repeat(7e6) });
  Mail.encode({ id: 1n, body: large(1, 7e6) });
  const chains = Array.from({ length: 20 }, () => encode(MailView, { id: 1n, note: "small" }));
  for (const chain of chains) {
    const [{ buffer }] = chain.chunks() as [Uint8Array];
    expect(buffer.byteLength).toBeLessThanOrEqual(1024);
    chain.release();
  }
  expect(poolStatistics().bytes - before).toBeLessThan(20e6);
  const long = encode(MailView, { id: 1n, note: "n".repeat(300_000) });
  expect(Mail.decode(long.toBytes()).note).toHaveLength(300_000);
  long.release();
});

it("takes views, those of the class as they lie", () => {
  const mail: Mail = { id: 1n, note: "n", first: { name: "f", body: large(5) } };
  const bytes = Mail.encode(mail);
  const view = MailView.of(bytes);
  view.note = "changed";
  const chain = encode(MailView, view, low);
  expect(chain.statistics().copied).toBeLessThan(100);
  expect(Mail.decode(chain.toBytes())).toMatchObject({ ...mail, note: "changed" });
  chain.release();
  const inner = encode(MailView, { id: 2n, first: MailView.of(bytes).first }, low);
  expect(Mail.decode(inner.toBytes())).toMatchObject({ id: 2n, first: mail.first });
  inner.release();
});

it("encodes others meanwhile: getters of the value encode chains too", () => {
  const inner: Mail = { id: 2n, body: large(6), first: { name: "g", body: large(7) } };
  let chain: ChainBuffer | undefined;
  const mail = {
    id: 1n,
    body: large(5),
    get note(): string {
      chain = encode(MailView, inner, low);
      return "n";
    },
    first: { name: "f", body: large(8) },
  };
  const outer = encode(MailView, mail, low);
  expect(Buffer.compare(outer.toBytes(), Mail.encode({ ...mail }))).toBe(0);
  expect(Buffer.compare(chain?.toBytes() ?? large(), Mail.encode(inner))).toBe(0);
});

it("refuses what encode refuses, with the field's path", () => {
  const bad: readonly (readonly [unknown, object])[] = [
    [{ body: large() }, { code: "MISSING_REQUIRED", path: "id" }],
    [
      { id: 1n, body: large(), note: large() },
      { code: "INVALID_VALUE", path: "note" },
    ],
    [
      { id: 1n, body: large(), first: { name: 7 } },
      { code: "INVALID_VALUE", path: "first.name" },
    ],
    [
      { id: 1n, first: { name: "f", body: large(1, 100_000) }, parts: [{ name: "", body: "x" }] },
      { code: "INVALID_VALUE", path: "parts[0].body" },
    ],
    [
      { id: 1n, parts: [{ name: "", body: large(1, 100_000) }], note: "\ud800" },
      { code: "INVALID_UTF8", path: "note" },
    ],
    [null, { code: "MISSING_REQUIRED" }],
    [7, { code: "INVALID_VALUE" }],
  ];
  for (const [value, error] of bad) {
    expect(() => encode(MailView, value)).toThrow(expect.objectContaining(error));
    expect(() => Mail.encode(value as Mail)).toThrow(expect.objectContaining(error));
  }
  let asked = 0;
  const once = {
    id: 1n,
    get note(): string {
      if (asked++ === 0) throw new Error("mine");
      return "n";
    },
  };
  expect(() => encode(MailView, once)).toThrow(
    expect.objectContaining({ code: "INVALID_VALUE", cause: new Error("mine") }),
  );
});

it("says INVALID_VALUE of what is no class of views, such as the codec", () => {
  for (const view of [Mail, setTimeout, {}, null, undefined])
    expect(() => encode(view, { id: 1n })).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE" }),
    );
});
