/** Finds the field at which a decode failed, by walking the bytes again up to there. */
import type { FieldNames } from "./info.js";
import { maximumDepth } from "./limits.js";
import type { Reader } from "./reader.js";
import { skipValue } from "./skip.js";

/**
 * The path of the value that covers offset `at` within the value of wire type `type` at `r.offset`, such as
 * `.leaves[3].l`; empty where it is that value itself.
 */
export function findPath(
  r: Reader,
  at: number,
  type: number,
  first?: FieldNames,
  second = first,
): string {
  const o = r.offset;
  const isMap = type === 13;
  if (type === 12) {
    const header = r.end - o > 3 ? r.view.getInt32(o) : 0;
    if (header >>> 24 === 0 || at < o) return "";
    r.offset = o + 3;
    if (!isInside(r, at, header >>> 24)) return findPath(r, at, type, first);
    const id = (header << 8) >> 16;
    const [name, ...inner] = [first?.()[id] ?? `#${id}`].flat() as [
      string,
      FieldNames?,
      FieldNames?,
    ];
    return `.${name}${findPath(r, at, header >>> 24, ...inner)}`;
  }
  if (type < 12 || type > 15 || r.end - o < 6) return "";
  const types = [r.view.getUint8(o), r.view.getUint8(o + 1)] as const;
  r.offset = isMap ? o + 6 : o + 5;
  for (let i = 0; at >= r.offset && r.offset < r.end; i++) {
    if (isInside(r, at, types[0])) return `[${i}]${findPath(r, at, types[0], first)}`;
    if (isMap && isInside(r, at, types[1])) return `[${i}]${findPath(r, at, types[1], second)}`;
  }
  return "";
}

/** True where `at` lies in the value at `r.offset`, or where stepping over it fails; else `r.offset` is behind it. */
function isInside(r: Reader, at: number, type: number): boolean {
  const start = r.offset;
  r.depth = maximumDepth;
  try {
    skipValue(r, type);
    if (at >= r.offset) return false;
  } catch {
    // The trouble is in here.
  }
  r.offset = start;
  return true;
}
