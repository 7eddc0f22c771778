// Made from bench/peers/workloads.fbs by flatc 2.0.8 --ts and esbuild: see Views in bench/README.md

// workloads/address.ts
import * as flatbuffers from "flatbuffers";
var Address = class _Address {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsAddress(bb, obj) {
    return (obj || new _Address()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsAddress(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers.SIZE_PREFIX_LENGTH);
    return (obj || new _Address()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  street(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  city(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  zip() {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  lat() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  lon() {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  static startAddress(builder) {
    builder.startObject(5);
  }
  static addStreet(builder, streetOffset) {
    builder.addFieldOffset(0, streetOffset, 0);
  }
  static addCity(builder, cityOffset) {
    builder.addFieldOffset(1, cityOffset, 0);
  }
  static addZip(builder, zip) {
    builder.addFieldInt32(2, zip, 0);
  }
  static addLat(builder, lat) {
    builder.addFieldFloat64(3, lat, 0);
  }
  static addLon(builder, lon) {
    builder.addFieldFloat64(4, lon, 0);
  }
  static endAddress(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createAddress(builder, streetOffset, cityOffset, zip, lat, lon) {
    _Address.startAddress(builder);
    _Address.addStreet(builder, streetOffset);
    _Address.addCity(builder, cityOffset);
    _Address.addZip(builder, zip);
    _Address.addLat(builder, lat);
    _Address.addLon(builder, lon);
    return _Address.endAddress(builder);
  }
};

// workloads/ano.ts
import * as flatbuffers2 from "flatbuffers";
var Ano = class _Ano {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsAno(bb, obj) {
    return (obj || new _Ano()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsAno(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers2.SIZE_PREFIX_LENGTH);
    return (obj || new _Ano()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  a() {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.readInt64(this.bb_pos + offset) : BigInt("0");
  }
  b(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  c() {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  d() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  e() {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? !!this.bb.readInt8(this.bb_pos + offset) : false;
  }
  static startAno(builder) {
    builder.startObject(5);
  }
  static addA(builder, a) {
    builder.addFieldInt64(0, a, BigInt("0"));
  }
  static addB(builder, bOffset) {
    builder.addFieldOffset(1, bOffset, 0);
  }
  static addC(builder, c) {
    builder.addFieldInt32(2, c, 0);
  }
  static addD(builder, d) {
    builder.addFieldFloat64(3, d, 0);
  }
  static addE(builder, e) {
    builder.addFieldInt8(4, +e, 0);
  }
  static endAno(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createAno(builder, a, bOffset, c, d, e) {
    _Ano.startAno(builder);
    _Ano.addA(builder, a);
    _Ano.addB(builder, bOffset);
    _Ano.addC(builder, c);
    _Ano.addD(builder, d);
    _Ano.addE(builder, e);
    return _Ano.endAno(builder);
  }
};

// workloads/big.ts
import * as flatbuffers4 from "flatbuffers";

// workloads/entry.ts
import * as flatbuffers3 from "flatbuffers";
var Entry = class _Entry {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsEntry(bb, obj) {
    return (obj || new _Entry()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsEntry(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers3.SIZE_PREFIX_LENGTH);
    return (obj || new _Entry()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  key(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  value(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  static startEntry(builder) {
    builder.startObject(2);
  }
  static addKey(builder, keyOffset) {
    builder.addFieldOffset(0, keyOffset, 0);
  }
  static addValue(builder, valueOffset) {
    builder.addFieldOffset(1, valueOffset, 0);
  }
  static endEntry(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createEntry(builder, keyOffset, valueOffset) {
    _Entry.startEntry(builder);
    _Entry.addKey(builder, keyOffset);
    _Entry.addValue(builder, valueOffset);
    return _Entry.endEntry(builder);
  }
};

// workloads/big.ts
var Big = class _Big {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsBig(bb, obj) {
    return (obj || new _Big()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsBig(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers4.SIZE_PREFIX_LENGTH);
    return (obj || new _Big()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  num() {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.readInt64(this.bb_pos + offset) : BigInt("0");
  }
  ano(obj) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? (obj || new Ano()).__init(this.bb.__indirect(this.bb_pos + offset), this.bb) : null;
  }
  nums(index) {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.readInt64(this.bb.__vector(this.bb_pos + offset) + index * 8) : BigInt(0);
  }
  numsLength() {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  kv(index, obj) {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? (obj || new Entry()).__init(this.bb.__indirect(this.bb.__vector(this.bb_pos + offset) + index * 4), this.bb) : null;
  }
  kvLength() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  anos(index, obj) {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? (obj || new Ano()).__init(this.bb.__indirect(this.bb.__vector(this.bb_pos + offset) + index * 4), this.bb) : null;
  }
  anosLength() {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  text(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 14);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  blob(index) {
    const offset = this.bb.__offset(this.bb_pos, 16);
    return offset ? this.bb.readUint8(this.bb.__vector(this.bb_pos + offset) + index) : 0;
  }
  blobLength() {
    const offset = this.bb.__offset(this.bb_pos, 16);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  blobArray() {
    const offset = this.bb.__offset(this.bb_pos, 16);
    return offset ? new Uint8Array(this.bb.bytes().buffer, this.bb.bytes().byteOffset + this.bb.__vector(this.bb_pos + offset), this.bb.__vector_len(this.bb_pos + offset)) : null;
  }
  static startBig(builder) {
    builder.startObject(7);
  }
  static addNum(builder, num) {
    builder.addFieldInt64(0, num, BigInt("0"));
  }
  static addAno(builder, anoOffset) {
    builder.addFieldOffset(1, anoOffset, 0);
  }
  static addNums(builder, numsOffset) {
    builder.addFieldOffset(2, numsOffset, 0);
  }
  static createNumsVector(builder, data) {
    builder.startVector(8, data.length, 8);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addInt64(data[i]);
    }
    return builder.endVector();
  }
  static startNumsVector(builder, numElems) {
    builder.startVector(8, numElems, 8);
  }
  static addKv(builder, kvOffset) {
    builder.addFieldOffset(3, kvOffset, 0);
  }
  static createKvVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startKvVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static addAnos(builder, anosOffset) {
    builder.addFieldOffset(4, anosOffset, 0);
  }
  static createAnosVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startAnosVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static addText(builder, textOffset) {
    builder.addFieldOffset(5, textOffset, 0);
  }
  static addBlob(builder, blobOffset) {
    builder.addFieldOffset(6, blobOffset, 0);
  }
  static createBlobVector(builder, data) {
    builder.startVector(1, data.length, 1);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addInt8(data[i]);
    }
    return builder.endVector();
  }
  static startBlobVector(builder, numElems) {
    builder.startVector(1, numElems, 1);
  }
  static endBig(builder) {
    const offset = builder.endObject();
    return offset;
  }
};

// workloads/chat-msg.ts
import * as flatbuffers5 from "flatbuffers";
var ChatMsg = class _ChatMsg {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsChatMsg(bb, obj) {
    return (obj || new _ChatMsg()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsChatMsg(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers5.SIZE_PREFIX_LENGTH);
    return (obj || new _ChatMsg()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  role(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  text(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  ts() {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.readInt64(this.bb_pos + offset) : BigInt("0");
  }
  tokens() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  static startChatMsg(builder) {
    builder.startObject(4);
  }
  static addRole(builder, roleOffset) {
    builder.addFieldOffset(0, roleOffset, 0);
  }
  static addText(builder, textOffset) {
    builder.addFieldOffset(1, textOffset, 0);
  }
  static addTs(builder, ts) {
    builder.addFieldInt64(2, ts, BigInt("0"));
  }
  static addTokens(builder, tokens) {
    builder.addFieldInt32(3, tokens, 0);
  }
  static endChatMsg(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createChatMsg(builder, roleOffset, textOffset, ts, tokens) {
    _ChatMsg.startChatMsg(builder);
    _ChatMsg.addRole(builder, roleOffset);
    _ChatMsg.addText(builder, textOffset);
    _ChatMsg.addTs(builder, ts);
    _ChatMsg.addTokens(builder, tokens);
    return _ChatMsg.endChatMsg(builder);
  }
};

// workloads/chat.ts
import * as flatbuffers6 from "flatbuffers";
var Chat = class _Chat {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsChat(bb, obj) {
    return (obj || new _Chat()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsChat(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers6.SIZE_PREFIX_LENGTH);
    return (obj || new _Chat()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  id(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  msgs(index, obj) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? (obj || new ChatMsg()).__init(this.bb.__indirect(this.bb.__vector(this.bb_pos + offset) + index * 4), this.bb) : null;
  }
  msgsLength() {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  static startChat(builder) {
    builder.startObject(2);
  }
  static addId(builder, idOffset) {
    builder.addFieldOffset(0, idOffset, 0);
  }
  static addMsgs(builder, msgsOffset) {
    builder.addFieldOffset(1, msgsOffset, 0);
  }
  static createMsgsVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startMsgsVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static endChat(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createChat(builder, idOffset, msgsOffset) {
    _Chat.startChat(builder);
    _Chat.addId(builder, idOffset);
    _Chat.addMsgs(builder, msgsOffset);
    return _Chat.endChat(builder);
  }
};

// workloads/color.ts
var Color = /* @__PURE__ */ ((Color2) => {
  Color2[Color2["RED"] = 0] = "RED";
  Color2[Color2["GREEN"] = 1] = "GREEN";
  Color2[Color2["BLUE"] = 2] = "BLUE";
  return Color2;
})(Color || {});

// workloads/point.ts
import * as flatbuffers7 from "flatbuffers";
var Point = class _Point {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsPoint(bb, obj) {
    return (obj || new _Point()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsPoint(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers7.SIZE_PREFIX_LENGTH);
    return (obj || new _Point()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  ts() {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.readInt64(this.bb_pos + offset) : BigInt("0");
  }
  v() {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  a() {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  b() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  lo() {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  hi() {
    const offset = this.bb.__offset(this.bb_pos, 14);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  ok() {
    const offset = this.bb.__offset(this.bb_pos, 16);
    return offset ? !!this.bb.readInt8(this.bb_pos + offset) : false;
  }
  flags() {
    const offset = this.bb.__offset(this.bb_pos, 18);
    return offset ? this.bb.readInt16(this.bb_pos + offset) : 0;
  }
  static startPoint(builder) {
    builder.startObject(8);
  }
  static addTs(builder, ts) {
    builder.addFieldInt64(0, ts, BigInt("0"));
  }
  static addV(builder, v) {
    builder.addFieldFloat64(1, v, 0);
  }
  static addA(builder, a) {
    builder.addFieldInt32(2, a, 0);
  }
  static addB(builder, b) {
    builder.addFieldInt32(3, b, 0);
  }
  static addLo(builder, lo) {
    builder.addFieldFloat64(4, lo, 0);
  }
  static addHi(builder, hi) {
    builder.addFieldFloat64(5, hi, 0);
  }
  static addOk(builder, ok) {
    builder.addFieldInt8(6, +ok, 0);
  }
  static addFlags(builder, flags) {
    builder.addFieldInt16(7, flags, 0);
  }
  static endPoint(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createPoint(builder, ts, v, a, b, lo, hi, ok, flags) {
    _Point.startPoint(builder);
    _Point.addTs(builder, ts);
    _Point.addV(builder, v);
    _Point.addA(builder, a);
    _Point.addB(builder, b);
    _Point.addLo(builder, lo);
    _Point.addHi(builder, hi);
    _Point.addOk(builder, ok);
    _Point.addFlags(builder, flags);
    return _Point.endPoint(builder);
  }
};

// workloads/points.ts
import * as flatbuffers8 from "flatbuffers";
var Points = class _Points {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsPoints(bb, obj) {
    return (obj || new _Points()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsPoints(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers8.SIZE_PREFIX_LENGTH);
    return (obj || new _Points()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  pts(index, obj) {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? (obj || new Point()).__init(this.bb.__indirect(this.bb.__vector(this.bb_pos + offset) + index * 4), this.bb) : null;
  }
  ptsLength() {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  static startPoints(builder) {
    builder.startObject(1);
  }
  static addPts(builder, ptsOffset) {
    builder.addFieldOffset(0, ptsOffset, 0);
  }
  static createPtsVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startPtsVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static endPoints(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createPoints(builder, ptsOffset) {
    _Points.startPoints(builder);
    _Points.addPts(builder, ptsOffset);
    return _Points.endPoints(builder);
  }
};

// workloads/small.ts
import * as flatbuffers9 from "flatbuffers";
var Small = class _Small {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsSmall(bb, obj) {
    return (obj || new _Small()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsSmall(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers9.SIZE_PREFIX_LENGTH);
    return (obj || new _Small()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  id() {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? this.bb.readInt64(this.bb_pos + offset) : BigInt("0");
  }
  name(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  email(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  active() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? !!this.bb.readInt8(this.bb_pos + offset) : false;
  }
  age() {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  score() {
    const offset = this.bb.__offset(this.bb_pos, 14);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  addr(obj) {
    const offset = this.bb.__offset(this.bb_pos, 16);
    return offset ? (obj || new Address()).__init(this.bb.__indirect(this.bb_pos + offset), this.bb) : null;
  }
  tags(index, optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 18);
    return offset ? this.bb.__string(this.bb.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
  }
  tagsLength() {
    const offset = this.bb.__offset(this.bb_pos, 18);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  attrs(index, obj) {
    const offset = this.bb.__offset(this.bb_pos, 20);
    return offset ? (obj || new Entry()).__init(this.bb.__indirect(this.bb.__vector(this.bb_pos + offset) + index * 4), this.bb) : null;
  }
  attrsLength() {
    const offset = this.bb.__offset(this.bb_pos, 20);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  codes(index) {
    const offset = this.bb.__offset(this.bb_pos, 22);
    return offset ? this.bb.readInt32(this.bb.__vector(this.bb_pos + offset) + index * 4) : 0;
  }
  codesLength() {
    const offset = this.bb.__offset(this.bb_pos, 22);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  codesArray() {
    const offset = this.bb.__offset(this.bb_pos, 22);
    return offset ? new Int32Array(this.bb.bytes().buffer, this.bb.bytes().byteOffset + this.bb.__vector(this.bb_pos + offset), this.bb.__vector_len(this.bb_pos + offset)) : null;
  }
  color() {
    const offset = this.bb.__offset(this.bb_pos, 24);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0 /* RED */;
  }
  places(index, obj) {
    const offset = this.bb.__offset(this.bb_pos, 26);
    return offset ? (obj || new Address()).__init(this.bb.__indirect(this.bb.__vector(this.bb_pos + offset) + index * 4), this.bb) : null;
  }
  placesLength() {
    const offset = this.bb.__offset(this.bb_pos, 26);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  sig(index) {
    const offset = this.bb.__offset(this.bb_pos, 28);
    return offset ? this.bb.readUint8(this.bb.__vector(this.bb_pos + offset) + index) : 0;
  }
  sigLength() {
    const offset = this.bb.__offset(this.bb_pos, 28);
    return offset ? this.bb.__vector_len(this.bb_pos + offset) : 0;
  }
  sigArray() {
    const offset = this.bb.__offset(this.bb_pos, 28);
    return offset ? new Uint8Array(this.bb.bytes().buffer, this.bb.bytes().byteOffset + this.bb.__vector(this.bb_pos + offset), this.bb.__vector_len(this.bb_pos + offset)) : null;
  }
  static startSmall(builder) {
    builder.startObject(13);
  }
  static addId(builder, id) {
    builder.addFieldInt64(0, id, BigInt("0"));
  }
  static addName(builder, nameOffset) {
    builder.addFieldOffset(1, nameOffset, 0);
  }
  static addEmail(builder, emailOffset) {
    builder.addFieldOffset(2, emailOffset, 0);
  }
  static addActive(builder, active) {
    builder.addFieldInt8(3, +active, 0);
  }
  static addAge(builder, age) {
    builder.addFieldInt32(4, age, 0);
  }
  static addScore(builder, score) {
    builder.addFieldFloat64(5, score, 0);
  }
  static addAddr(builder, addrOffset) {
    builder.addFieldOffset(6, addrOffset, 0);
  }
  static addTags(builder, tagsOffset) {
    builder.addFieldOffset(7, tagsOffset, 0);
  }
  static createTagsVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startTagsVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static addAttrs(builder, attrsOffset) {
    builder.addFieldOffset(8, attrsOffset, 0);
  }
  static createAttrsVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startAttrsVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static addCodes(builder, codesOffset) {
    builder.addFieldOffset(9, codesOffset, 0);
  }
  static createCodesVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addInt32(data[i]);
    }
    return builder.endVector();
  }
  static startCodesVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static addColor(builder, color) {
    builder.addFieldInt32(10, color, 0 /* RED */);
  }
  static addPlaces(builder, placesOffset) {
    builder.addFieldOffset(11, placesOffset, 0);
  }
  static createPlacesVector(builder, data) {
    builder.startVector(4, data.length, 4);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addOffset(data[i]);
    }
    return builder.endVector();
  }
  static startPlacesVector(builder, numElems) {
    builder.startVector(4, numElems, 4);
  }
  static addSig(builder, sigOffset) {
    builder.addFieldOffset(12, sigOffset, 0);
  }
  static createSigVector(builder, data) {
    builder.startVector(1, data.length, 1);
    for (let i = data.length - 1; i >= 0; i--) {
      builder.addInt8(data[i]);
    }
    return builder.endVector();
  }
  static startSigVector(builder, numElems) {
    builder.startVector(1, numElems, 1);
  }
  static endSmall(builder) {
    const offset = builder.endObject();
    return offset;
  }
};

// workloads/tiny.ts
import * as flatbuffers10 from "flatbuffers";
var Tiny = class _Tiny {
  bb = null;
  bb_pos = 0;
  __init(i, bb) {
    this.bb_pos = i;
    this.bb = bb;
    return this;
  }
  static getRootAsTiny(bb, obj) {
    return (obj || new _Tiny()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  static getSizePrefixedRootAsTiny(bb, obj) {
    bb.setPosition(bb.position() + flatbuffers10.SIZE_PREFIX_LENGTH);
    return (obj || new _Tiny()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
  }
  ok() {
    const offset = this.bb.__offset(this.bb_pos, 4);
    return offset ? !!this.bb.readInt8(this.bb_pos + offset) : false;
  }
  id() {
    const offset = this.bb.__offset(this.bb_pos, 6);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0;
  }
  ts() {
    const offset = this.bb.__offset(this.bb_pos, 8);
    return offset ? this.bb.readInt64(this.bb_pos + offset) : BigInt("0");
  }
  score() {
    const offset = this.bb.__offset(this.bb_pos, 10);
    return offset ? this.bb.readFloat64(this.bb_pos + offset) : 0;
  }
  name(optionalEncoding) {
    const offset = this.bb.__offset(this.bb_pos, 12);
    return offset ? this.bb.__string(this.bb_pos + offset, optionalEncoding) : null;
  }
  color() {
    const offset = this.bb.__offset(this.bb_pos, 14);
    return offset ? this.bb.readInt32(this.bb_pos + offset) : 0 /* RED */;
  }
  static startTiny(builder) {
    builder.startObject(6);
  }
  static addOk(builder, ok) {
    builder.addFieldInt8(0, +ok, 0);
  }
  static addId(builder, id) {
    builder.addFieldInt32(1, id, 0);
  }
  static addTs(builder, ts) {
    builder.addFieldInt64(2, ts, BigInt("0"));
  }
  static addScore(builder, score) {
    builder.addFieldFloat64(3, score, 0);
  }
  static addName(builder, nameOffset) {
    builder.addFieldOffset(4, nameOffset, 0);
  }
  static addColor(builder, color) {
    builder.addFieldInt32(5, color, 0 /* RED */);
  }
  static endTiny(builder) {
    const offset = builder.endObject();
    return offset;
  }
  static createTiny(builder, ok, id, ts, score, nameOffset, color) {
    _Tiny.startTiny(builder);
    _Tiny.addOk(builder, ok);
    _Tiny.addId(builder, id);
    _Tiny.addTs(builder, ts);
    _Tiny.addScore(builder, score);
    _Tiny.addName(builder, nameOffset);
    _Tiny.addColor(builder, color);
    return _Tiny.endTiny(builder);
  }
};
export {
  Address,
  Ano,
  Big,
  Chat,
  ChatMsg,
  Color,
  Entry,
  Point,
  Points,
  Small,
  Tiny
};
