/** Finds the field at which an encode failed, by encoding once more and watching what is read. */
import type { Memory } from "./memory.js";

/**
 * Runs `write` on a stand-in for `value` and returns the path of the last property it read, such as `leaves[3].l`.
 * Needs no schema, and a getter that behaves otherwise the second time can only make the path wrong.
 */
export function trackPath<T>(
  write: (w: Memory, o: number, value: T) => number,
  w: Memory,
  value: T,
): string {
  let path = "";
  const track = (object: unknown, at: string): unknown => {
    path = at;
    if (typeof object !== "object" || object === null || ArrayBuffer.isView(object)) return object;
    const source = object as Record<PropertyKey, unknown>;
    // The target is a copy: a proxy may not answer otherwise than a frozen target.
    return new Proxy(globalThis.Array.isArray(object) ? [...object] : { ...object }, {
      getPrototypeOf: () => globalThis.Object.getPrototypeOf(object),
      get(_, key) {
        if (key === Symbol.iterator)
          return () => trackIterator(object as Iterable<unknown>, at, track);
        const child = source[key];
        if (typeof child === "function") return child.bind(object);
        if (key === "length" || key === "size" || typeof key === "symbol") return child;
        return track(child, globalThis.Array.isArray(object) ? `${at}[${key}]` : `${at}.${key}`);
      },
    });
  };
  try {
    write(w, 0, track(value, "") as T);
    return "";
  } catch {
    return path.replace(/^\./, "");
  }
}

function* trackIterator(
  source: Iterable<unknown>,
  at: string,
  track: (value: unknown, at: string) => unknown,
): Generator<unknown> {
  let i = 0;
  for (const item of source) {
    const here = `${at}[${i++}]`;
    if (source instanceof globalThis.Map) {
      const [key, value] = item as [unknown, unknown];
      yield [track(key, here), track(value, here)];
    } else yield track(item, here);
  }
}
