// Hand-written codec of the bench's `tiny` and `small` structs: what the emitter shall produce (i64 as number).
import * as $ from "@thriftgen/runtime/codegen-v1";
type W = $.Memory;
type R = $.Reader;

export interface Tiny {
  ok: boolean;
  id: number;
  ts: number;
  score: number;
  name: string;
  color: number;
}

export function writeTiny(w: W, o: number, v: Partial<Tiny>): number {
  const d = $.begin(w, o, v, 43);
  $.putBool(d, o, 0x02000100, v.ok, false);
  $.putI32(d, o + 4, 0x08000200, v.id, 0);
  $.putI64Number(d, o + 11, 0x0a000300, v.ts, 0);
  $.putDouble(d, o + 22, 0x04000400, v.score, 0);
  $.putI32(d, o + 33, 0x08000600, v.color, 0);
  d.setInt32(o + 40, 0x0b000500);
  return $.stop(w, $.writeString(w, o + 43, v.name ?? ""));
}

function readTiny(r: R): Tiny {
  const d = $.enter(r);
  const o = r.offset;
  let ok = false,
    id = 0,
    ts = 0,
    score = 0,
    name = "",
    color = 0;
  if (
    r.end - o > 40 &&
    (((d.getInt32(o) ^ 0x02000100) >>> 8) |
      ((d.getInt32(o + 4) ^ 0x08000200) >>> 8) |
      ((d.getInt32(o + 11) ^ 0x0a000300) >>> 8) |
      ((d.getInt32(o + 22) ^ 0x04000400) >>> 8) |
      ((d.getInt32(o + 33) ^ 0x08000600) >>> 8)) ===
      0
  ) {
    ok = d.getUint8(o + 3) !== 0;
    id = d.getInt32(o + 7);
    ts = $.readI64Number(r, o + 14);
    score = d.getFloat64(o + 25);
    color = d.getInt32(o + 36);
    r.offset = o + 40;
  }
  for (let h; (h = $.nextHeader(r));) {
    if (h === 0x02000100) ok = d.getUint8($.take(r, 1)) !== 0;
    else if (h === 0x08000200) id = d.getInt32($.take(r, 4));
    else if (h === 0x0a000300) ts = $.readI64Number(r, $.take(r, 8));
    else if (h === 0x04000400) score = d.getFloat64($.take(r, 8));
    else if (h === 0x08000600) color = d.getInt32($.take(r, 4));
    else if (h === 0x0b000500) name = $.readString(r);
    else $.skipValue(r, h >>> 24);
  }
  return { ok, id, ts, score, name, color };
}
function sizeTiny(v: Partial<Tiny>): number {
  return 48 + $.sizeOfString(v.name ?? "");
}
function createTiny(v: Partial<Tiny>): Tiny {
  return {
    ok: v.ok ?? false,
    id: v.id ?? 0,
    ts: v.ts ?? 0,
    score: v.score ?? 0,
    name: v.name ?? "",
    color: v.color ?? 0,
  };
}
function equalTiny(a: Partial<Tiny>, b: Partial<Tiny>): boolean {
  return $.equalFields(tinyInfo, a, b);
}
const tinyInfo: $.StructInfo = {
  size: 64,
  names: () => ({ 1: "ok", 2: "id", 3: "ts", 4: "score", 5: "name", 6: "color" }),
};
export const Tiny = {
  encode: (v: Partial<Tiny>, p?: $.EncodeOptions) => $.encodeStruct(writeTiny, tinyInfo, v, p),
  encodePooled: (v: Partial<Tiny>, p?: $.EncodeOptions) =>
    $.encodePooledStruct(writeTiny, tinyInfo, v, p),
  decode: (s: Uint8Array | $.Block, p?: $.DecodeOptions) =>
    $.decodeStruct(readTiny, tinyInfo, s, p),
  byteLength: (v: Partial<Tiny>) => $.measureStruct(sizeTiny, writeTiny, tinyInfo, v),
  fastWrite: (v: Partial<Tiny>, t: Uint8Array | $.Block, o: number) =>
    $.fastWriteStruct(writeTiny, tinyInfo, v, t, o),
  fastRead: (r: R) => $.fastReadStruct(readTiny, tinyInfo, r),
  create: createTiny,
  equals: equalTiny,
};
