/** Pooled memory: belongs to one message at a time, is given back once, and never shows what it held before. */
import {
  allocateBlock,
  poolStatistics,
  Reader,
  ThriftError,
  wrapBlock,
  type ThriftErrorCode,
} from "@thriftgen/runtime";
import { describe, expect, test } from "vitest";
import { Note } from "./codec.js";

const failing = (code: ThriftErrorCode): ThriftError =>
  expect.objectContaining({ name: "ThriftError", code }) as ThriftError;

/** Until the guess of the next message's size, and with it the class of the piece, falls no more. */
function settleGuess(): void {
  for (let i = 0; i < 200; i++) Note.encodePooled({ text: "too long" }).release();
}

describe("a block", () => {
  test("is released once, and refuses all use behind that", () => {
    const block = Note.encodePooled({ text: "gone" });
    const reader = new Reader(block);
    expect(Note.fastRead(reader).text).toBe("gone");
    block.release();
    expect(() => block.release()).toThrow(failing("RELEASED_BUFFER"));
    expect(() => block.bytes).toThrow(failing("RELEASED_BUFFER"));
    expect(() => Note.decode(block)).toThrow(failing("RELEASED_BUFFER"));
    expect(() => new Reader(block)).toThrow(failing("RELEASED_BUFFER"));
    reader.offset = 0;
    expect(() => Note.fastRead(reader)).toThrow(failing("RELEASED_BUFFER"));
    expect(() => Note.fastWrite({}, block, 0)).toThrow(failing("RELEASED_BUFFER"));
    expect(block.length).toBe(12);
  });

  test("takes no memory along when it is cloned, as posting it to another thread does", () => {
    const block = Note.encodePooled({ text: "here" });
    expect(structuredClone(block)).toEqual({ length: block.length });
    expect(Note.decode(block).text).toBe("here");
    block.release();
  });

  test("keeps its bytes while others come and go", () => {
    for (const size of [10, 200, 3000, 70_000]) {
      const first = Note.encodePooled({ text: "\xa5".repeat(size) });
      const second = Note.encodePooled({ text: "Z".repeat(size) });
      const third = Note.encodePooled({ text: "" });
      expect(Note.decode(first).text).toBe("\xa5".repeat(size));
      second.release();
      Note.encodePooled({ text: "Y".repeat(size) }).release();
      expect(Note.decode(first).text).toBe("\xa5".repeat(size));
      expect(third.bytes).toHaveLength(third.length);
      first.release();
      third.release();
    }
  });

  test("of a short message shows nothing of a longer one before it", () => {
    Note.encodePooled({ text: "secret ".repeat(20) }).release();
    const block = Note.encodePooled({ text: "hi" });
    expect(Buffer.from(block.bytes).toString("hex")).toBe("0b000100000002686900");
    block.release();
  });

  test("to write into is empty, of any size up to 100 MiB", () => {
    const block = allocateBlock(300);
    expect(block.bytes.every((byte) => byte === 0)).toBe(true);
    expect(Note.fastWrite({ text: "hi" }, block, 7)).toBe(17);
    expect(Note.decode(block.bytes.slice(7, 17)).text).toBe("hi");
    block.release();
    for (const size of [-1, NaN, 1e9, Infinity, 20.5, "5" as never])
      expect(() => allocateBlock(size)).toThrow(failing("SIZE_LIMIT"));
  });

  test("around bytes of the caller frees nothing", () => {
    settleGuess();
    const before = poolStatistics();
    const block = wrapBlock(Note.encode({ text: "mine" }));
    expect(Note.decode(block).text).toBe("mine");
    block.release();
    expect(poolStatistics()).toEqual(before);
  });
});

describe("the pool", () => {
  test("stands still over 10,000 messages", () => {
    const text = "recycled ".repeat(30);
    // Until the guess of the next message's size has settled.
    for (let i = 0; i < 2000; i++) Note.encodePooled({ text }).release();
    const before = poolStatistics();
    for (let i = 0; i < 10_000; i++) Note.encodePooled({ text }).release();
    expect(poolStatistics()).toEqual(before);
  });

  test("works on after errors in the middle of a message", () => {
    const bad = { text: "x".repeat(1000), next: { text: 1 } };
    for (let i = 0; i < 100; i++) {
      expect(() => Note.encode(bad)).toThrow(failing("INVALID_VALUE"));
      expect(() => Note.encodePooled(bad)).toThrow(
        expect.objectContaining({ path: "next.text", offset: 0 }) as ThriftError,
      );
    }
    const good = Note.encodePooled({ text: "good" });
    expect(Note.decode(good).text).toBe("good");
    good.release();
  });

  test("has the depth of a fresh message behind a decode that failed", () => {
    const nest = (levels: number): object => (levels === 1 ? {} : { next: nest(levels - 1) });
    const cut = Note.encode({ next: { next: { text: "cut" } } }).subarray(0, 18);
    for (let i = 0; i < 3; i++) {
      expect(() => Note.decode(cut)).toThrow(failing("TRUNCATED"));
      settleGuess();
      Note.encodePooled(nest(64)).release();
      expect(() => Note.encodePooled(nest(65))).toThrow(failing("DEPTH_LIMIT"));
    }
  });

  test("gives no piece whose buffer was transferred away", () => {
    settleGuess();
    for (let i = 0; i < 3; i++) {
      const block = Note.encodePooled({ text: "moved" });
      const { buffer } = block.bytes;
      structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
      block.release();
      expect(Note.decode(Note.encode({ text: "next" })).text).toBe("next");
      const next = Note.encodePooled({ text: "next" });
      expect(next.bytes).toHaveLength(12);
      next.release();
    }
  });

  test("gets back what a write that did not fit took", () => {
    const target = new Uint8Array(8).fill(0xa5);
    settleGuess();
    const before = poolStatistics();
    for (const offset of [0, -1, NaN, 9, 1e10]) {
      expect(() => Note.fastWrite({ text: "too long" }, target, offset)).toThrow(
        failing("SIZE_LIMIT"),
      );
    }
    expect(() => Note.fastWrite({}, [] as unknown as Uint8Array, 0)).toThrow(ThriftError);
    expect(poolStatistics()).toEqual(before);
    expect(target.every((byte) => byte === 0xa5)).toBe(true);
  });

  test("ends a read whose offset is none", () => {
    const bytes = Note.encode({ text: "a".repeat(40), next: { text: "b" } });
    for (const offset of [NaN, -1, -1e9, 0.5, 1e9, Infinity, -Infinity]) {
      const reader = new Reader(bytes);
      reader.offset = offset;
      expect(() => [Note.fastRead(reader), Note.fastRead(reader)]).toThrow(ThriftError);
    }
  });

  test("keeps a message apart from what a getter of its options encodes", () => {
    const bytes = Note.encode({ text: "outer" });
    const options = {
      get utf8(): "strict" {
        Note.encodePooled({ text: "x".repeat(bytes.length) }).release();
        return "strict";
      },
    };
    expect(Note.decode(bytes, options).text).toBe("outer");
  });

  test("keeps a message apart from what a Proxy around it decodes", () => {
    const bytes = Note.encode({ text: "outer" });
    const proxy = new Proxy(bytes, {
      get(target, key) {
        expect(Note.decode(Note.encode({ text: "other" })).text).toBe("other");
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(Note.decode(proxy).text).toBe("outer");
    expect(() => Note.decode(null as unknown as Uint8Array)).toThrow(failing("INVALID_VALUE"));
  });

  test("encodes what decode takes, to the byte, and no more", () => {
    // Header and length take 7 bytes, STOP one. Text may need three bytes a character, so there is room made for them.
    const longest = 104_857_600 - 8;
    const block = Note.encodePooled({ text: "a".repeat(longest) });
    expect(block.length).toBe(longest + 8);
    expect(Note.decode(block).text).toHaveLength(longest);
    block.release();
    expect(() => Note.encodePooled({ text: "a".repeat(longest + 1) })).toThrow(
      failing("SIZE_LIMIT"),
    );
  });

  test("keeps a getter's own messages apart from the one it is part of", () => {
    const value = {
      get text(): string {
        expect(Note.decode(Note.encode({ text: "inner" })).text).toBe("inner");
        const block = Note.encodePooled({ text: "pooled" });
        expect(Note.decode(block).text).toBe("pooled");
        block.release();
        return "outer";
      },
    };
    expect(Note.decode(Note.encode(value)).text).toBe("outer");
    const block = Note.encodePooled(value);
    expect(Note.decode(block).text).toBe("outer");
    block.release();
  });
});

describe("an error that a getter's own message threw", () => {
  test.each([
    ["encode", () => Note.encode({ next: { text: 1 as never } })],
    ["decode", () => Note.decode(Note.encode({ next: { text: "cut" } }).subarray(0, 18))],
  ])("of %s is the cause, whole", (_verb, run) => {
    const value = {
      get text(): string {
        run();
        return "";
      },
    };
    expect(() => Note.encode(value)).toThrow(
      expect.objectContaining({
        code: "INVALID_VALUE",
        path: "",
        cause: expect.objectContaining({ path: "next.text" }) as ThriftError,
      }) as ThriftError,
    );
  });
});

describe("bytes that encode gives", () => {
  test("never change when later ones are written", () => {
    const kept = Array.from({ length: 2000 }, (_, i) => Note.encode({ text: `message ${i}` }));
    for (const [i, bytes] of kept.entries()) expect(Note.decode(bytes).text).toBe(`message ${i}`);
  });

  test("may be transferred away with all that shares their buffer", () => {
    const bytes = Note.encode({ text: "moved" });
    structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
    expect(bytes).toHaveLength(0);
    expect(Note.decode(Note.encode({ text: "next" })).text).toBe("next");
  });

  test("grow with the message", () => {
    for (const size of [100, 2000, 3000, 100_000, 5]) {
      const text = "g".repeat(size);
      expect(Note.decode(Note.encode({ text })).text).toBe(text);
    }
  });
});
