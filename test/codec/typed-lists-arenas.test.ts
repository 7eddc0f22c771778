/** Arenas that would run other code while a message is read, or whose memory is not what it seems. */
import { ListArena, Reader, ThriftError } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { loadListModule, type ListModule } from "../support/list-structs.js";

let lists: ListModule;
beforeAll(async () => {
  lists = await loadListModule();
});

function errorOf(work: () => unknown): ThriftError {
  try {
    work();
  } catch (error) {
    if (error instanceof ThriftError) return error;
    throw error;
  }
  throw new Error("no error");
}

const transfer = (array: ArrayBufferView): void =>
  void structuredClone(array.buffer, { transfer: [array.buffer as ArrayBuffer] });

/** Decodes another message in the memory of the outer one, which the pool has back by then. */
function reenter(): void {
  const other = lists.Lists.encode({ ids: new Int32Array(50).fill(-1) });
  lists.Lists.decode(other, { arena: new ListArena() } as object);
}

describe("arenas that would run other code while a message is read", () => {
  class Reentering extends ListArena {
    override int16(n: number): Int16Array {
      reenter();
      return super.int16(n);
    }
  }
  const watched = new Proxy(new ListArena(), {
    get: (target, key) => {
      reenter();
      return Reflect.get(target, key) as unknown;
    },
  });
  const made = { int16: (n: number) => new Int16Array(n), used: 0, reset: () => undefined };
  const arenas: readonly (readonly [string, unknown])[] = [
    ["a subclass", new Reentering()],
    ["a Proxy", watched],
    ["an object", made],
    ["an object of its prototype", Object.create(ListArena.prototype)],
    ["null", null],
    ["a number", 1],
  ];

  test.each(arenas)("%s is refused", (_name, arena) => {
    const value = { shorts: new Int16Array(50).fill(1), ids: new Int32Array(50).fill(1) };
    const bytes = lists.Lists.encode(value);
    const options = { arena } as object;
    expect(errorOf(() => lists.Lists.decode(bytes, options)).code).toBe("INVALID_VALUE");
    expect(errorOf(() => lists.ListsView.of(bytes, options)["ids"]).code).toBe("INVALID_VALUE");
    expect(errorOf(() => new Reader(bytes, options)).code).toBe("INVALID_VALUE");
    expect(lists.Lists.decode(bytes)["ids"]).toEqual(value.ids);
  });

  test("arenas get no methods of their own", () => {
    const arena = new ListArena();
    expect(() => Object.assign(arena, { int16: reenter })).toThrow(TypeError);
    expect(() => void Object.setPrototypeOf(arena, Reentering.prototype)).toThrow(TypeError);
  });

  test("buffers are taken for what they are", () => {
    class Telling extends ArrayBuffer {
      override get byteLength(): number {
        reenter();
        return 1e6;
      }
    }
    const bytes = lists.Lists.encode({ ids: new Int32Array(50).fill(1) });
    for (const buffer of [new Telling(100), new Telling(1000)]) {
      const options = { arena: new ListArena({ buffer }) } as object;
      const ids = lists.Lists.decode(bytes, options)["ids"];
      expect(ids).toEqual(new Int32Array(50).fill(1));
    }
    const gone = new ArrayBuffer(8);
    structuredClone(gone, { transfer: [gone] });
    const asked = new Proxy(new ArrayBuffer(8), {});
    for (const buffer of [gone, asked, new Uint8Array(8), [1, 2], 8, "8", null]) {
      expect(errorOf(() => new ListArena({ buffer: buffer as ArrayBuffer })).code).toBe(
        "INVALID_VALUE",
      );
    }
  });

  test("empty lists need no place in a slab that was transferred", () => {
    const arena = new ListArena();
    const options = { arena } as object;
    const bytes = lists.Lists.encode({ ids: Int32Array.of(1, 2) });
    transfer(lists.Lists.decode(bytes, options)["ids"] as Int32Array);
    arena.reset();
    expect(lists.Lists.decode(lists.Lists.encode({}), options)["ids"]).toEqual(new Int32Array(0));
    expect(lists.Lists.decode(bytes, options)["ids"]).toEqual(Int32Array.of(1, 2));
  });
});
