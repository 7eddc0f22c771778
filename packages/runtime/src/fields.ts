/**
 * Fields of fixed size: header, check, value. The caller has made room for them. The header comes first, because a
 * field that fails is found by it. Without a fallback the field is required.
 */
import { orDefault } from "./write.js";

export function putBool(
  d: DataView,
  o: number,
  h: number,
  x: boolean | null | undefined,
  fallback?: boolean,
): void {
  d.setInt32(o, h);
  d.setUint8(o + 3, (typeof x === "boolean" ? x : orDefault(x, fallback, o + 3)) ? 1 : 0);
}

export function putI8(
  d: DataView,
  o: number,
  h: number,
  x: number | null | undefined,
  fallback?: number,
): void {
  d.setInt32(o, h);
  d.setInt8(
    o + 3,
    typeof x === "number" && (x << 24) >> 24 === x ? x : orDefault(x, fallback, o + 3, 0),
  );
}

export function putI16(
  d: DataView,
  o: number,
  h: number,
  x: number | null | undefined,
  fallback?: number,
): void {
  d.setInt32(o, h);
  d.setInt16(
    o + 3,
    typeof x === "number" && (x << 16) >> 16 === x ? x : orDefault(x, fallback, o + 3, 0),
  );
}

export function putI32(
  d: DataView,
  o: number,
  h: number,
  x: number | null | undefined,
  fallback?: number,
): void {
  d.setInt32(o, h);
  d.setInt32(o + 3, typeof x === "number" && (x | 0) === x ? x : orDefault(x, fallback, o + 3, 0));
}

export function putDouble(
  d: DataView,
  o: number,
  h: number,
  x: number | null | undefined,
  fallback?: number,
): void {
  d.setInt32(o, h);
  d.setFloat64(o + 3, typeof x === "number" ? x : orDefault(x, fallback, o + 3));
}
