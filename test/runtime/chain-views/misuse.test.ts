/** Memory that is used wrongly: a typed error or the right bytes, never bytes of another message. */
import { describe, expect, it } from "vitest";
import { allocateBlock, ChainBuffer, poolStatistics, Reader } from "@thriftgen/runtime";
import { detach, large, loadMail, low, type Mail } from "./mail.js";

const { Mail, MailView, PartView } = await loadMail();

const code = (name: string): object => expect.objectContaining({ name: "ThriftError", code: name });
const lost = (path: string): object => expect.objectContaining({ code: "INVALID_VALUE", path });

/** A message of one fill, whose bytes are all told apart from those of the other fill. */
const mailOf = (fill: number, size: number): Mail => ({
  id: BigInt(fill),
  body: large(fill, size),
  first: { name: "f", body: large(fill, 20_000) },
});

/** Each call flushes the message before, and makes the next. */
function connect(fill: number): () => void {
  let round = 0;
  let flush: (() => void) | undefined;
  return () => {
    flush?.();
    const mail = mailOf(fill, 40 + ((round++ * 577) % 12_000));
    const view = MailView.create({ id: 1n });
    view.id = mail.id;
    view.body = mail.body;
    view.first = mail.first;
    const chain = round % 2 ? view.$chain(low) : undefined;
    const block = Mail.encodePooled(mail);
    const wanted = Mail.encode(mail);
    flush = () => {
      if (chain) expect(Mail.decode(chain.toBytes())).toEqual(Mail.decode(wanted));
      expect(Buffer.compare(block.bytes, wanted)).toBe(0);
      chain?.release();
      block.release();
    };
  };
}

describe("pooled encodes", () => {
  it("1: a short message after a long one shows nothing of it", () => {
    for (let size = 0; size < 400; size += 7) {
      Mail.encodePooled(mailOf(0xa5, 500)).release();
      const block = Mail.encodePooled({ id: 1n, body: large(0x5a, size) });
      expect(Buffer.compare(block.bytes, Mail.encode({ id: 1n, body: large(0x5a, size) }))).toBe(0);
      block.release();
    }
    const chain = new ChainBuffer();
    chain.reserve(700).fill(0xa5);
    chain.commit(10);
    chain.reserve(700);
    chain.commit(700);
    expect(chain.toBytes().subarray(10)).toEqual(new Uint8Array(700));
    chain.release();
  });

  it("2: an error in the middle of an encode harms no other message", () => {
    const held = Mail.encodePooled(mailOf(0xa5, 300));
    const copy = held.bytes.slice();
    for (const bad of [{ name: 7 }, { name: "\ud800" }, null] as unknown[]) {
      const broken = { ...mailOf(0x5a, 300), parts: [{ name: "a" }, bad] };
      expect(() => Mail.encodePooled(broken as Mail)).toThrow(
        expect.objectContaining({ path: expect.stringMatching(/^parts\[1\]/) }),
      );
      const next = Mail.encodePooled({ id: 2n });
      expect(next.bytes).toEqual(Mail.encode({ id: 2n }));
      next.release();
    }
    const view = MailView.create(mailOf(1, 10));
    expect(() => (view.parts = [{ name: 7 } as never])).toThrow(
      expect.objectContaining({ path: "parts[0].name" }),
    );
    expect(Mail.decode(view.$toBytes())).toEqual(Mail.decode(Mail.encode(mailOf(1, 10))));
    expect(Buffer.compare(held.bytes, copy)).toBe(0);
    held.release();
  });

  it("3: an encode within an encode gets memory of its own", () => {
    const outer: Mail = {
      id: 1n,
      body: large(0xa5, 100),
      get text(): Uint8Array {
        const inner = Mail.encodePooled(mailOf(0x5a, 100));
        inner.release();
        return large(0xa5, 50);
      },
    };
    const block = Mail.encodePooled(outer);
    expect(Mail.decode(block.bytes)).toMatchObject({
      body: large(0xa5, 100),
      text: large(0xa5, 50),
    });
    block.release();
  });
});

describe("release", () => {
  it("4: twice is an error, and gives the memory back once", () => {
    const block = Mail.encodePooled({ id: 1n });
    block.release();
    const before = poolStatistics();
    expect(() => block.release()).toThrow(code("RELEASED_BUFFER"));
    const chain = MailView.create(mailOf(1, 10)).$chain(low);
    chain.release();
    expect(() => chain.release()).toThrow(code("RELEASED_BUFFER"));
    expect(poolStatistics().pieces).toBeGreaterThanOrEqual(before.pieces);
    const [first, second] = [Mail.encodePooled({ id: 1n }), Mail.encodePooled({ id: 2n })];
    expect(first.bytes.buffer).not.toBe(second.bytes.buffer);
    first.release();
    second.release();
  });

  it("5: use afterwards is an error", () => {
    const block = Mail.encodePooled(mailOf(1, 10));
    const reader = new Reader(block);
    block.release();
    const { decode } = Mail as unknown as { decode(source: unknown): unknown };
    const { fastRead, fastWrite } = Mail as unknown as Record<string, (...x: unknown[]) => unknown>;
    const uses = [
      () => block.bytes,
      () => decode(block),
      () => fastRead?.(reader),
      () => fastWrite?.({ id: 1n }, block, 0),
      () => MailView.of(block),
      () => new Reader(block),
    ];
    for (const use of uses) expect(use).toThrow(code("RELEASED_BUFFER"));
  });

  it("6: a view held over it reads and writes nothing of others", () => {
    for (const source of ["block", "chain"] as const) {
      const bytes = Mail.encode({ ...mailOf(0xa5, 100), parts: [{ name: "p" }, { name: "q" }] });
      const block = allocateBlock(bytes.length);
      block.bytes.set(bytes);
      const chain = new ChainBuffer().append(bytes, { copy: true });
      const owner = source === "block" ? block : chain;
      const view = MailView.of(owner);
      const other = MailView.create({ id: 1n });
      other.first = view.first;
      const { parts } = view;
      const elements = parts?.[Symbol.iterator]();
      expect(elements?.next().value?.name).toBe("p");
      const output = view.$chain(low);
      const wanted = output.toBytes();
      owner.release();
      // Whoever gets the memory next.
      const next = new ChainBuffer().append(large(0x5a, bytes.length), { copy: true });
      const again = Mail.encodePooled(mailOf(0x5a, 20_000));
      const uses = [
        () => view.id,
        () => view.body,
        () => view.first?.name,
        () => view.parts?.at(1)?.name,
        () => elements?.next().value?.name,
        () => view.$toObject(),
        () => view.$toBytes(),
        () => view.$chunks(),
        () => view.$chain(low),
        () => other.first?.body,
        () => other.$toBytes(),
        () => other.$chain(low),
      ];
      for (const use of uses) expect(use).toThrow(code("RELEASED_BUFFER"));
      if (source === "block") expect(() => output.chunks()).toThrow(code("RELEASED_BUFFER"));
      else expect(Buffer.compare(output.toBytes(), wanted)).toBe(0);
      for (const one of [next, again, output]) one.release();
    }
  });

  it("7: a chain over a block that was released can't be read through views or cursors either", () => {
    const block = Mail.encodePooled(mailOf(0xa5, 30_000));
    const chain = MailView.of(block).$chain(low);
    const view = MailView.of(chain);
    const part = chain.slice(100, 20_000);
    const bytes = chain[Symbol.iterator]();
    expect([view.id, bytes.next().value]).toEqual([0xa5n, 10]);
    block.release();
    const next = Mail.encodePooled(mailOf(0x5a, 30_000));
    const uses = [
      () => view.body,
      () => view.$chain(low),
      () => bytes.next(),
      () => chain.peek(10),
      () => chain.toBytes(),
      () => part.chunks(),
      () => part.toBytes(),
    ];
    for (const use of uses) expect(use).toThrow(code("RELEASED_BUFFER"));
    for (const one of [chain, part, next]) one.release();
  });
});

it("8: two connections whose messages interleave see their own bytes only", () => {
  const [a, b] = [connect(0xa5), connect(0x5a)];
  for (let round = 0; round < 30; round++) {
    a();
    b();
    if (round % 3 === 0) a();
  }
});

describe("bytes by reference, before the flush", () => {
  it("9: changed ones go out as they are then, in a message that is whole; debug mode refuses them", () => {
    const body = large(0xa5);
    const view = MailView.create({ id: 1n, note: "n" });
    view.body = body;
    const chain = view.$chain(low);
    const debug = view.$chain({ ...low, debug: true });
    body.fill(0x5a);
    expect(Mail.decode(chain.toBytes())).toMatchObject({ id: 1n, body: large(0x5a), note: "n" });
    expect(() => debug.chunks()).toThrow(code("INVALID_VALUE"));
    chain.release();
    debug.release();
  });

  it("10: detached or transferred ones are an error with the path of their field", () => {
    const places: readonly (readonly [string, (bytes: Uint8Array) => { $chunks(): unknown }])[] = [
      ["body", (bytes) => Object.assign(MailView.create({ id: 1n }), { body: bytes })],
      [
        "first.body",
        (bytes) => {
          const view = MailView.of(Mail.encode(mailOf(1, 10)));
          Object.assign(view.first ?? {}, { body: bytes });
          return view;
        },
      ],
      [
        "first.pages[1]",
        (bytes) => {
          const view = MailView.create({ id: 1n, first: { name: "f", pages: [large(), large()] } });
          view.first?.pages?.set(1, bytes);
          return view;
        },
      ],
      [
        "parts[2].body",
        (bytes) => {
          const parts = ["a", "b", "c"].map((name) => ({ name }));
          const view = MailView.create({ id: 1n, parts });
          Object.assign(view.parts?.at(2) ?? {}, { body: bytes });
          return view;
        },
      ],
      [
        "named[1].body",
        (bytes) => {
          const view = MailView.create({ id: 1n, named: new Map([["a", { name: "a" }]]) });
          view.named?.set("b", { name: "b" });
          Object.assign(view.named?.get("b") ?? {}, { body: bytes });
          return view;
        },
      ],
      [
        "first",
        (bytes) => {
          const part = PartView.create({ name: "p" });
          part.body = bytes;
          const view = MailView.create({ id: 1n });
          view.first = part;
          return view;
        },
      ],
    ];
    for (const [path, place] of places) {
      const bytes = large();
      const view = place(bytes) as ReturnType<typeof MailView.create>;
      const chain = view.$chain(low);
      detach(bytes);
      for (const use of [
        () => view.$chunks(),
        () => view.$toBytes(),
        () => view.$chain(low),
        () => view.$toObject(),
      ])
        expect(use).toThrow(lost(path));
      expect(() => chain.chunks()).toThrow(code("INVALID_VALUE"));
      chain.release();
    }
  });

  it("11: shared ones that another thread writes, and resizable ones that shrink, are copied", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(9000)).fill(0xa5);
    const buffer = new ArrayBuffer(9000, { maxByteLength: 9000 });
    const view = MailView.create({ id: 1n });
    view.body = shared;
    view.text = new Uint8Array(buffer).fill(0xa5);
    const chain = view.$chain({ threshold: 0 });
    shared.fill(0x5a);
    buffer.resize(10);
    expect(Mail.decode(chain.toBytes())).toMatchObject({
      body: large(0xa5),
      text: large(0xa5),
    });
    chain.release();
  });
});

it("12: over 10,000 recycles every message is its own, and all memory comes back", () => {
  const mails = [0xa5, 0x5a].map((fill) => mailOf(fill, 9000));
  const wanted = mails.map((mail) => Mail.encode(mail));
  const views = mails.map((mail) => MailView.create(mail));
  const run = (round: number): boolean => {
    const at = round % 2;
    const block = Mail.encodePooled(mails[at] as Mail);
    const chain = (views[at] as (typeof views)[number]).$chain({ threshold: 1e9 });
    const right = wanted[at] as Uint8Array;
    const same =
      Buffer.compare(block.bytes, right) === 0 &&
      Buffer.compare(chain.peek(chain.length), right) === 0;
    chain.release();
    block.release();
    return same;
  };
  run(0);
  run(1);
  const before = poolStatistics();
  for (let round = 0; round < 10_000; round++) if (!run(round)) throw new Error(`round ${round}`);
  expect(poolStatistics()).toEqual(before);
});
