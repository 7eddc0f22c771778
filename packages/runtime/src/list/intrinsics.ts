/** What typed arrays really are, whatever a subclass, a Proxy or properties of their own say. */
import { badValue } from "../write.js";

/** A getter of all typed arrays. */
function getterOf(name: "length" | "buffer" | "byteOffset" | typeof Symbol.toStringTag): unknown {
  const prototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
  return Object.getOwnPropertyDescriptor(prototype, name)?.get;
}

/** Such as `Int32Array`; undefined for what is no typed array. */
const kindOf = /* @__PURE__ */ getterOf(Symbol.toStringTag) as (
  this: unknown,
) => string | undefined;
const lengthOf = /* @__PURE__ */ getterOf("length") as (this: ArrayBufferView) => number;
export const bufferOf = /* @__PURE__ */ getterOf("buffer") as (
  this: ArrayBufferView,
) => ArrayBufferLike;
export const offsetOf = /* @__PURE__ */ getterOf("byteOffset") as (this: ArrayBufferView) => number;

/**
 * `target.set(source, from)`. An array of the caller could have another `set`, which would get hold of memory that it must not
 * see.
 */
export const copyElements = /* @__PURE__ */ (() => {
  const { set } = Object.getPrototypeOf(Uint8Array.prototype) as {
    set: (this: ArrayBufferView, source: ArrayBufferView, from: number) => void;
  };
  return (target: ArrayBufferView, source: ArrayBufferView, from: number): void =>
    set.call(target, source, from);
})();

/**
 * The elements of `a`, the value of a field at `o`; INVALID_VALUE where it is no array of that kind, or claims another
 * length than it has. Takes 8 ns.
 */
export function countTyped(a: ArrayBufferView, kind: string, o: number): number {
  if (kindOf.call(a) !== kind) throw badValue(a, o);
  // First the claim: a getter of the caller's may take the memory away.
  const n = (a as { length?: unknown }).length as number;
  return lengthOf.call(a) === n && !(n === 0 && isGone(a)) ? n : badValue(a, o);
}

/** Refuses all but arrays of that kind; those of another realm are not of the class, but of the kind. */
export function checkKind(a: unknown, kind: string, o: number): void {
  if (!ArrayBuffer.isView(a) || kindOf.call(a) !== kind) throw badValue(a, o);
}

/**
 * Whether an array of no elements had some, before its memory was detached or shrunk: to write it as an empty list would lose
 * them silently. Only then do engines refuse to search it.
 */
export const isGone = /* @__PURE__ */ (() => {
  const { includes } = Object.getPrototypeOf(Uint8Array.prototype) as {
    includes: (this: ArrayBufferView, element: unknown) => boolean;
  };
  return (a: ArrayBufferView): boolean => {
    try {
      return includes.call(a, 0);
    } catch {
      return true;
    }
  };
})();

/** Native code and views of the same memory take the bytes as they are, of whatever array. */
export function isKind(a: ArrayBufferView, kind: string): boolean {
  return kindOf.call(a) === kind;
}

/** The bytes of elements `from` and the following `count`, in a view of our own. */
export function partOf<T>(
  a: ArrayBufferView,
  View: new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T,
  size: number,
  from: number,
  count: number,
): T {
  return new View(bufferOf.call(a), offsetOf.call(a) + from * size, count);
}
