/** Finding the field of an error reads no more bytes than skipping to it does. */
import { describe, expect, test } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";
import { locateField, skipValue } from "../../packages/runtime/src/skip.js";

/** Counts how often it is read. */
class CountingView extends DataView<ArrayBuffer> {
  reads = 0;
  override getUint8(at: number): number {
    this.reads++;
    return super.getUint8(at);
  }
  override getUint16(at: number): number {
    this.reads++;
    return super.getUint16(at);
  }
  override getInt32(at: number): number {
    this.reads++;
    return super.getInt32(at);
  }
}

const names = () => ({ 7: "last" });

function open(bytes: Uint8Array<ArrayBuffer>): { readonly r: Memory; readonly view: CountingView } {
  const r = new Memory(bytes);
  const view = new CountingView(bytes.buffer, bytes.byteOffset, bytes.length);
  r.view = view;
  r.end = bytes.length;
  return { r, view };
}

/** A field of the id 1, and a text of the id 7 behind it. */
function messageOf(head: string, count: number, element: string): Uint8Array<ArrayBuffer> {
  const one = Buffer.from(element, "hex");
  const size = Buffer.alloc(4);
  size.writeInt32BE(count);
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from(head, "hex"),
      size,
      Buffer.alloc(one.length * count, one),
      Buffer.from("0b0007000000016100", "hex"),
    ]),
  );
}

/** Of what, header, element, and whether its size is known without walking. */
const rows = [
  ["list<i8>", "0f000103", "05", true],
  ["set<bool>", "0e000102", "01", true],
  ["list<i64>", "0f00010a", "0000000000000007", true],
  ["list<uuid>", "0f000110", "00".repeat(16), true],
  ["map<i32, double>", "0d00010804", "00000001".repeat(3), true],
  ["list<string>", "0f00010b", "0000000161", false],
  ["map<i8, string>", "0d0001030b", "050000000161", false],
  ["list<struct>", "0f00010c", "0800010000000100", false],
  ["list<list<i8>>", "0f00010f", "03000000020506", false],
] as const;

const count = 1000;

describe.each(rows)("behind %s", (_what, head, element, isFixed) => {
  const bytes = messageOf(head, count, element);
  const size = element.length / 2;
  const start = head.length / 2 + 4;

  test("an error costs no more than a skip", () => {
    const { r, view } = open(bytes);
    skipValue(r, 12);
    expect(r.offset).toBe(bytes.length);
    const { reads } = view;
    view.reads = 0;
    expect(locateField(r, 0, bytes.length - 2, names, "")).toBe("last");
    expect(view.reads).toBeLessThanOrEqual(reads);
    if (isFixed) expect(view.reads).toBeLessThan(20);
    expect([r.offset, r.end]).toEqual([0, bytes.length]);
  });

  test("each element is found", () => {
    const { r } = open(bytes);
    for (const index of [0, 1, 2, count - 2, count - 1]) {
      const found = locateField(r, 0, start + index * size, names, ".rest");
      expect(found.startsWith(`#1[${index}]`), found).toBe(true);
      expect(found.endsWith(".rest")).toBe(true);
    }
    expect(locateField(r, 0, start + count * size, names, "")).toBe("");
    expect(locateField(r, 0, start - 1, names, "")).toBe("#1");
  });
});
