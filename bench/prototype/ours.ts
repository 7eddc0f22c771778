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
  $.begin(w, o, v, 43);
  const d = w.view;
  let a = v.ok;
  if (typeof a !== "boolean") a = $.orDefault(a, false);
  d.setInt32(o, a ? 0x02000101 : 0x02000100);
  let b = v.id as number;
  if ((b | 0) !== b) b = $.orDefault(b, 0);
  d.setInt32(o + 4, 0x08000200);
  d.setInt32(o + 7, b);
  let c = v.ts as number;
  if (!Number.isSafeInteger(c)) c = $.orDefault(c, 0);
  d.setInt32(o + 11, 0x0a000300);
  $.writeI64Number(w, o + 14, c);
  let e = v.score as number;
  if (typeof e !== "number") e = $.orDefault(e, 0);
  d.setInt32(o + 22, 0x04000400);
  d.setFloat64(o + 25, e);
  let f = v.color as number;
  if ((f | 0) !== f) f = $.orDefault(f, 0);
  d.setInt32(o + 33, 0x08000600);
  d.setInt32(o + 36, f);
  o = $.writeString(w, $.header(w, o + 40, 0x0b0005), v.name ?? "");
  return $.stop(w, o);
}

function readTiny(r: R): Tiny {
  if (r.depth < 1) $.fail("DEPTH_LIMIT", r.offset);
  const d = r.view;
  let o = r.offset,
    p = 0;
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
    o += 40;
  }
  for (let h = $.readHeader(r, o); h > 0xffff;) {
    p = o;
    if (h === 0x0b0005) {
      r.offset = o + 3;
      name = $.readString(r);
      h = $.readHeader(r, (o = r.offset));
    }
    if (h === 0x020001) {
      ok = d.getUint8($.need(r, o, 4)) !== 0;
      h = $.readHeader(r, (o += 4));
    }
    if (h === 0x080002) {
      id = d.getInt32($.need(r, o, 7));
      h = $.readHeader(r, (o += 7));
    }
    if (h === 0x0a0003) {
      ts = $.readI64Number(r, $.need(r, o, 11));
      h = $.readHeader(r, (o += 11));
    }
    if (h === 0x040004) {
      score = d.getFloat64($.need(r, o, 11));
      h = $.readHeader(r, (o += 11));
    }
    if (h === 0x080006) {
      color = d.getInt32($.need(r, o, 7));
      h = $.readHeader(r, (o += 7));
    }
    if (o === p) h = $.readHeader(r, (o = $.skipField(r, o, h)));
  }
  r.offset = o + 1;
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
  return (
    $.equalScalars(a.ok, b.ok) &&
    $.equalScalars(a.id, b.id) &&
    $.equalScalars(a.ts, b.ts) &&
    $.equalScalars(a.score, b.score) &&
    $.equalScalars(a.name, b.name) &&
    $.equalScalars(a.color, b.color)
  );
}
const tinyInfo: $.StructInfo = {
  size: 64,
  names: () => ({ 1: "ok", 2: "id", 3: "ts", 4: "score", 5: "name", 6: "color" }),
};
export const Tiny = {
  encode: (v: Partial<Tiny>) => $.encodeStruct(writeTiny, tinyInfo, v),
  encodePooled: (v: Partial<Tiny>) => $.encodePooledStruct(writeTiny, tinyInfo, v),
  decode: (s: Uint8Array | $.Block) => $.decodeStruct(readTiny, tinyInfo, s),
  byteLength: sizeTiny,
  fastWrite: (v: Partial<Tiny>, t: Uint8Array | $.Block, o: number) =>
    $.fastWriteStruct(writeTiny, tinyInfo, v, t, o),
  fastRead: (r: R) => $.fastReadStruct(readTiny, tinyInfo, r),
  create: createTiny,
  equals: equalTiny,
};

export interface Address {
  street: string;
  city: string;
  zip: number;
  lat: number;
  lon: number;
}
export interface Small {
  id: number;
  name: string;
  email: string;
  active: boolean;
  age: number;
  score: number;
  addr: Address | undefined;
  tags: string[];
  attrs: Map<string, string>;
  codes: number[];
  color: number;
  places: Address[];
  sig: Uint8Array;
}

function writeAddress(w: W, o: number, v: Partial<Address>): number {
  $.begin(w, o, v, 30);
  const d = w.view;
  let a = v.zip as number;
  if ((a | 0) !== a) a = $.orDefault(a, 0);
  d.setInt32(o, 0x08000300);
  d.setInt32(o + 3, a);
  let b = v.lat as number;
  if (typeof b !== "number") b = $.orDefault(b, 0);
  d.setInt32(o + 7, 0x04000400);
  d.setFloat64(o + 10, b);
  let c = v.lon as number;
  if (typeof c !== "number") c = $.orDefault(c, 0);
  d.setInt32(o + 18, 0x04000500);
  d.setFloat64(o + 21, c);
  o += 29;
  w.view.setInt32(o, 0x0b000100);
  o = $.writeString(w, o + 3, v.street ?? "");
  w.view.setInt32(o, 0x0b000200);
  o = $.writeString(w, o + 3, v.city ?? "");
  w.view.setUint8(o, 0);
  return o + 1;
}
function readAddress(r: R): Address {
  if (r.depth < 1) $.fail("DEPTH_LIMIT", r.offset);
  const d = r.view,
    e = r.end;
  let o = r.offset;
  let h = 0,
    street = "",
    city = "",
    zip = 0,
    lat = 0,
    lon = 0;
  if (
    e - o > 32 &&
    (((d.getInt32(o) ^ 0x08000300) >>> 8) |
      ((d.getInt32(o + 7) ^ 0x04000400) >>> 8) |
      ((d.getInt32(o + 18) ^ 0x04000500) >>> 8)) ===
      0
  ) {
    zip = d.getInt32(o + 3);
    lat = d.getFloat64(o + 10);
    lon = d.getFloat64(o + 21);
    o += 29;
    h = $.readHeader(r, o);
    if (h === 0x0b0001) {
      r.offset = o + 3;
      street = $.readString(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0b0002) {
      r.offset = o + 3;
      city = $.readString(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
  } else h = $.readHeader(r, o);
  while (h > 0xffff) {
    switch (h) {
      case 0x0b0001:
        r.offset = o + 3;
        street = $.readString(r);
        o = r.offset;
        break;
      case 0x0b0002:
        r.offset = o + 3;
        city = $.readString(r);
        o = r.offset;
        break;
      case 0x080003:
        zip = d.getInt32($.need(r, o, 7));
        o += 7;
        break;
      case 0x040004:
        lat = d.getFloat64($.need(r, o, 11));
        o += 11;
        break;
      case 0x040005:
        lon = d.getFloat64($.need(r, o, 11));
        o += 11;
        break;
      default:
        o = $.skipField(r, o, h);
    }
    h = $.readHeader(r, o);
  }
  r.offset = o + 1;
  return { street, city, zip, lat, lon };
}
function writeListString(w: W, o: number, v: readonly string[]): number {
  if (!Array.isArray(v)) $.badValue();
  const n = v.length;
  o = $.writeListHeader(w, o, 11, n, 4);
  for (let i = 0; i < n; i++) o = $.writeString(w, o, v[i] as string);
  return o;
}
function readListString(r: R): string[] {
  const n = $.readListHeader(r, 11, 4, 24);
  const a = $.newArray<string>(n);
  for (let i = 0; i < n; i++) a[i] = $.readString(r);
  return a;
}
function writeListAddress(w: W, o: number, v: readonly Address[]): number {
  if (!Array.isArray(v)) $.badValue();
  const n = v.length;
  o = $.writeListHeader(w, o, 12, n, 1);
  for (let i = 0; i < n; i++) o = writeAddress(w, o, v[i] as Address);
  return o;
}
function readListAddress(r: R): Address[] {
  const n = $.readListHeader(r, 12, 1, 72);
  const a = $.newArray<Address>(n);
  for (let i = 0; i < n; i++) a[i] = readAddress(r);
  return a;
}
function writeMapStringString(w: W, o: number, v: ReadonlyMap<string, string>): number {
  if (!(v instanceof Map)) $.badValue();
  let n = v.size;
  o = $.writeMapHeader(w, o, 0xb0b, n, 8);
  for (const [k, x] of v) {
    n--;
    o = $.writeString(w, o, k);
    o = $.writeString(w, o, x);
  }
  if (n !== 0) $.badValue();
  return o;
}
function readMapStringString(r: R): Map<string, string> {
  let n = $.readMapHeader(r, 0xb0b, 8, 80);
  const m = new Map<string, string>();
  for (; n > 0; n--) {
    const k = $.readKey(r);
    m.set(k, $.readString(r));
  }
  return m;
}

function writeSmall(w: W, o: number, v: Partial<Small>): number {
  $.begin(w, o, v, 44);
  w.depth--;
  const d = w.view;
  let a = v.id as number;
  if (!Number.isSafeInteger(a)) a = $.orDefault(a, 0);
  d.setInt32(o, 0x0a000100);
  $.writeI64Number(w, o + 3, a);
  let b = v.active;
  if (typeof b !== "boolean") b = $.orDefault(b, false);
  d.setInt32(o + 11, b ? 0x02000401 : 0x02000400);
  let c = v.age as number;
  if ((c | 0) !== c) c = $.orDefault(c, 0);
  d.setInt32(o + 15, 0x08000500);
  d.setInt32(o + 18, c);
  let e = v.score as number;
  if (typeof e !== "number") e = $.orDefault(e, 0);
  d.setInt32(o + 22, 0x04000600);
  d.setFloat64(o + 25, e);
  let f = v.color as number;
  if ((f | 0) !== f) f = $.orDefault(f, 0);
  d.setInt32(o + 33, 0x08000b00);
  d.setInt32(o + 36, f);
  o += 40;
  w.view.setInt32(o, 0x0b000200);
  o = $.writeString(w, o + 3, v.name ?? "");
  w.view.setInt32(o, 0x0b000300);
  o = $.writeString(w, o + 3, v.email ?? "");
  const g = v.addr;
  if (g !== undefined && g !== null) {
    w.view.setInt32(o, 0x0c000700);
    o = writeAddress(w, o + 3, g);
  }
  w.view.setInt32(o, 0x0f000800);
  o = writeListString(w, o + 3, v.tags ?? []);
  w.view.setInt32(o, 0x0d000900);
  o = writeMapStringString(w, o + 3, v.attrs ?? new Map());
  w.view.setInt32(o, 0x0f000a00);
  o = $.writeListI32(w, o + 3, v.codes ?? []);
  w.view.setInt32(o, 0x0f000c00);
  o = writeListAddress(w, o + 3, v.places ?? []);
  w.view.setInt32(o, 0x0b000d00);
  o = $.writeBinary(w, o + 3, v.sig ?? new Uint8Array(0));
  w.view.setUint8(o, 0);
  w.depth++;
  return o + 1;
}
function readSmall(r: R): Small {
  if (--r.depth < 0) $.fail("DEPTH_LIMIT", r.offset);
  const d = r.view,
    e = r.end;
  let o = r.offset;
  let h = 0,
    id = 0,
    name = "",
    email = "",
    active = false,
    age = 0,
    score = 0,
    addr: Address | undefined,
    tags: string[] | undefined,
    attrs: Map<string, string> | undefined,
    codes: number[] | undefined,
    color = 0,
    places: Address[] | undefined,
    sig: Uint8Array | undefined;
  if (
    e - o > 43 &&
    (((d.getInt32(o) ^ 0x0a000100) >>> 8) |
      ((d.getInt32(o + 11) ^ 0x02000400) >>> 8) |
      ((d.getInt32(o + 15) ^ 0x08000500) >>> 8) |
      ((d.getInt32(o + 22) ^ 0x04000600) >>> 8) |
      ((d.getInt32(o + 33) ^ 0x08000b00) >>> 8)) ===
      0
  ) {
    id = $.readI64Number(r, o + 3);
    active = d.getUint8(o + 14) !== 0;
    age = d.getInt32(o + 18);
    score = d.getFloat64(o + 25);
    color = d.getInt32(o + 36);
    o += 40;
    h = $.readHeader(r, o);
    if (h === 0x0b0002) {
      r.offset = o + 3;
      name = $.readString(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0b0003) {
      r.offset = o + 3;
      email = $.readString(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0c0007) {
      r.offset = o + 3;
      addr = readAddress(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0f0008) {
      r.offset = o + 3;
      tags = readListString(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0d0009) {
      r.offset = o + 3;
      attrs = readMapStringString(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0f000a) {
      r.offset = o + 3;
      codes = $.readListI32(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0f000c) {
      r.offset = o + 3;
      places = readListAddress(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
    if (h === 0x0b000d) {
      r.offset = o + 3;
      sig = $.readBinary(r);
      o = r.offset;
      h = $.readHeader(r, o);
    }
  } else h = $.readHeader(r, o);
  while (h > 0xffff) {
    switch (h) {
      case 0x0a0001:
        id = $.readI64Number(r, $.need(r, o, 11));
        o += 11;
        break;
      case 0x0b0002:
        r.offset = o + 3;
        name = $.readString(r);
        o = r.offset;
        break;
      case 0x0b0003:
        r.offset = o + 3;
        email = $.readString(r);
        o = r.offset;
        break;
      case 0x020004:
        active = d.getUint8($.need(r, o, 4)) !== 0;
        o += 4;
        break;
      case 0x080005:
        age = d.getInt32($.need(r, o, 7));
        o += 7;
        break;
      case 0x040006:
        score = d.getFloat64($.need(r, o, 11));
        o += 11;
        break;
      case 0x0c0007:
        r.offset = o + 3;
        addr = readAddress(r);
        o = r.offset;
        break;
      case 0x0f0008:
        r.offset = o + 3;
        tags = readListString(r);
        o = r.offset;
        break;
      case 0x0d0009:
        r.offset = o + 3;
        attrs = readMapStringString(r);
        o = r.offset;
        break;
      case 0x0f000a:
        r.offset = o + 3;
        codes = $.readListI32(r);
        o = r.offset;
        break;
      case 0x08000b:
        color = d.getInt32($.need(r, o, 7));
        o += 7;
        break;
      case 0x0f000c:
        r.offset = o + 3;
        places = readListAddress(r);
        o = r.offset;
        break;
      case 0x0b000d:
        r.offset = o + 3;
        sig = $.readBinary(r);
        o = r.offset;
        break;
      default:
        o = $.skipField(r, o, h);
    }
    h = $.readHeader(r, o);
  }
  r.offset = o + 1;
  r.depth++;
  return {
    id,
    name,
    email,
    active,
    age,
    score,
    addr,
    tags: tags ?? [],
    attrs: attrs ?? new Map(),
    codes: codes ?? [],
    color,
    places: places ?? [],
    sig: sig ?? new Uint8Array(0),
  };
}
const addressInfo: $.StructInfo = {
  size: 64,
  names: () => ({ 1: "street", 2: "city", 3: "zip", 4: "lat", 5: "lon" }),
};
const smallInfo: $.StructInfo = {
  size: 64,
  names: () => ({
    1: "id",
    2: "name",
    3: "email",
    4: "active",
    5: "age",
    6: "score",
    7: ["addr", addressInfo.names],
    8: "tags",
    9: "attrs",
    10: "codes",
    11: "color",
    12: ["places", addressInfo.names],
    13: "sig",
  }),
};
export const Small = {
  encode: (v: Partial<Small>) => $.encodeStruct(writeSmall, smallInfo, v),
  encodePooled: (v: Partial<Small>) => $.encodePooledStruct(writeSmall, smallInfo, v),
  decode: (s: Uint8Array | $.Block) => $.decodeStruct(readSmall, smallInfo, s),
};
