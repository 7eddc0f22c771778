// Made from bench/peers/workloads.capnp by capnpc-ts of capnp-es 0.0.16 and esbuild: see Views in bench/README.md
import * as $ from "capnp-es";
const _capnpFileId = 0xd1c7a1b3e5f60a24n;
const Color = {
  RED: 0,
  GREEN: 1,
  BLUE: 2
};
class Entry extends $.Struct {
  static _capnp = {
    displayName: "Entry",
    id: "d56631b268f9e8bb",
    size: new $.ObjectSize(0, 2)
  };
  get key() {
    return $.utils.getText(0, this);
  }
  set key(value) {
    $.utils.setText(0, value, this);
  }
  get value() {
    return $.utils.getText(1, this);
  }
  set value(value) {
    $.utils.setText(1, value, this);
  }
  toString() {
    return "Entry_" + super.toString();
  }
}
class Tiny extends $.Struct {
  static _capnp = {
    displayName: "Tiny",
    id: "a59fc92bc36a4547",
    size: new $.ObjectSize(24, 1)
  };
  get ok() {
    return $.utils.getBit(0, this);
  }
  set ok(value) {
    $.utils.setBit(0, value, this);
  }
  get id() {
    return $.utils.getInt32(4, this);
  }
  set id(value) {
    $.utils.setInt32(4, value, this);
  }
  get ts() {
    return $.utils.getInt64(8, this);
  }
  set ts(value) {
    $.utils.setInt64(8, value, this);
  }
  get score() {
    return $.utils.getFloat64(16, this);
  }
  set score(value) {
    $.utils.setFloat64(16, value, this);
  }
  get name() {
    return $.utils.getText(0, this);
  }
  set name(value) {
    $.utils.setText(0, value, this);
  }
  get color() {
    return $.utils.getUint16(2, this);
  }
  set color(value) {
    $.utils.setUint16(2, value, this);
  }
  toString() {
    return "Tiny_" + super.toString();
  }
}
class Address extends $.Struct {
  static _capnp = {
    displayName: "Address",
    id: "ac82386b6304f63b",
    size: new $.ObjectSize(24, 2)
  };
  get street() {
    return $.utils.getText(0, this);
  }
  set street(value) {
    $.utils.setText(0, value, this);
  }
  get city() {
    return $.utils.getText(1, this);
  }
  set city(value) {
    $.utils.setText(1, value, this);
  }
  get zip() {
    return $.utils.getInt32(0, this);
  }
  set zip(value) {
    $.utils.setInt32(0, value, this);
  }
  get lat() {
    return $.utils.getFloat64(8, this);
  }
  set lat(value) {
    $.utils.setFloat64(8, value, this);
  }
  get lon() {
    return $.utils.getFloat64(16, this);
  }
  set lon(value) {
    $.utils.setFloat64(16, value, this);
  }
  toString() {
    return "Address_" + super.toString();
  }
}
class Small extends $.Struct {
  static _capnp = {
    displayName: "Small",
    id: "ca9000cdadca74e3",
    size: new $.ObjectSize(24, 8)
  };
  static _Attrs;
  static _Places;
  get id() {
    return $.utils.getInt64(0, this);
  }
  set id(value) {
    $.utils.setInt64(0, value, this);
  }
  get name() {
    return $.utils.getText(0, this);
  }
  set name(value) {
    $.utils.setText(0, value, this);
  }
  get email() {
    return $.utils.getText(1, this);
  }
  set email(value) {
    $.utils.setText(1, value, this);
  }
  get active() {
    return $.utils.getBit(64, this);
  }
  set active(value) {
    $.utils.setBit(64, value, this);
  }
  get age() {
    return $.utils.getInt32(12, this);
  }
  set age(value) {
    $.utils.setInt32(12, value, this);
  }
  get score() {
    return $.utils.getFloat64(16, this);
  }
  set score(value) {
    $.utils.setFloat64(16, value, this);
  }
  _adoptAddr(value) {
    $.utils.adopt(value, $.utils.getPointer(2, this));
  }
  _disownAddr() {
    return $.utils.disown(this.addr);
  }
  get addr() {
    return $.utils.getStruct(2, Address, this);
  }
  _hasAddr() {
    return !$.utils.isNull($.utils.getPointer(2, this));
  }
  _initAddr() {
    return $.utils.initStructAt(2, Address, this);
  }
  set addr(value) {
    $.utils.copyFrom(value, $.utils.getPointer(2, this));
  }
  _adoptTags(value) {
    $.utils.adopt(value, $.utils.getPointer(3, this));
  }
  _disownTags() {
    return $.utils.disown(this.tags);
  }
  get tags() {
    return $.utils.getList(3, $.TextList, this);
  }
  _hasTags() {
    return !$.utils.isNull($.utils.getPointer(3, this));
  }
  _initTags(length) {
    return $.utils.initList(3, $.TextList, length, this);
  }
  set tags(value) {
    $.utils.copyFrom(value, $.utils.getPointer(3, this));
  }
  _adoptAttrs(value) {
    $.utils.adopt(value, $.utils.getPointer(4, this));
  }
  _disownAttrs() {
    return $.utils.disown(this.attrs);
  }
  get attrs() {
    return $.utils.getList(4, Small._Attrs, this);
  }
  _hasAttrs() {
    return !$.utils.isNull($.utils.getPointer(4, this));
  }
  _initAttrs(length) {
    return $.utils.initList(4, Small._Attrs, length, this);
  }
  set attrs(value) {
    $.utils.copyFrom(value, $.utils.getPointer(4, this));
  }
  _adoptCodes(value) {
    $.utils.adopt(value, $.utils.getPointer(5, this));
  }
  _disownCodes() {
    return $.utils.disown(this.codes);
  }
  get codes() {
    return $.utils.getList(5, $.Int32List, this);
  }
  _hasCodes() {
    return !$.utils.isNull($.utils.getPointer(5, this));
  }
  _initCodes(length) {
    return $.utils.initList(5, $.Int32List, length, this);
  }
  set codes(value) {
    $.utils.copyFrom(value, $.utils.getPointer(5, this));
  }
  get color() {
    return $.utils.getUint16(10, this);
  }
  set color(value) {
    $.utils.setUint16(10, value, this);
  }
  _adoptPlaces(value) {
    $.utils.adopt(value, $.utils.getPointer(6, this));
  }
  _disownPlaces() {
    return $.utils.disown(this.places);
  }
  get places() {
    return $.utils.getList(6, Small._Places, this);
  }
  _hasPlaces() {
    return !$.utils.isNull($.utils.getPointer(6, this));
  }
  _initPlaces(length) {
    return $.utils.initList(6, Small._Places, length, this);
  }
  set places(value) {
    $.utils.copyFrom(value, $.utils.getPointer(6, this));
  }
  _adoptSig(value) {
    $.utils.adopt(value, $.utils.getPointer(7, this));
  }
  _disownSig() {
    return $.utils.disown(this.sig);
  }
  get sig() {
    return $.utils.getData(7, this);
  }
  _hasSig() {
    return !$.utils.isNull($.utils.getPointer(7, this));
  }
  _initSig(length) {
    return $.utils.initData(7, length, this);
  }
  set sig(value) {
    $.utils.copyFrom(value, $.utils.getPointer(7, this));
  }
  toString() {
    return "Small_" + super.toString();
  }
}
class Ano extends $.Struct {
  static _capnp = {
    displayName: "Ano",
    id: "d4fba921a3448746",
    size: new $.ObjectSize(24, 1)
  };
  get a() {
    return $.utils.getInt64(0, this);
  }
  set a(value) {
    $.utils.setInt64(0, value, this);
  }
  get b() {
    return $.utils.getText(0, this);
  }
  set b(value) {
    $.utils.setText(0, value, this);
  }
  get c() {
    return $.utils.getInt32(8, this);
  }
  set c(value) {
    $.utils.setInt32(8, value, this);
  }
  get d() {
    return $.utils.getFloat64(16, this);
  }
  set d(value) {
    $.utils.setFloat64(16, value, this);
  }
  get e() {
    return $.utils.getBit(96, this);
  }
  set e(value) {
    $.utils.setBit(96, value, this);
  }
  toString() {
    return "Ano_" + super.toString();
  }
}
class Big extends $.Struct {
  static _capnp = {
    displayName: "Big",
    id: "bb9267c2e63be794",
    size: new $.ObjectSize(8, 6)
  };
  static _Kv;
  static _Anos;
  get num() {
    return $.utils.getInt64(0, this);
  }
  set num(value) {
    $.utils.setInt64(0, value, this);
  }
  _adoptAno(value) {
    $.utils.adopt(value, $.utils.getPointer(0, this));
  }
  _disownAno() {
    return $.utils.disown(this.ano);
  }
  get ano() {
    return $.utils.getStruct(0, Ano, this);
  }
  _hasAno() {
    return !$.utils.isNull($.utils.getPointer(0, this));
  }
  _initAno() {
    return $.utils.initStructAt(0, Ano, this);
  }
  set ano(value) {
    $.utils.copyFrom(value, $.utils.getPointer(0, this));
  }
  _adoptNums(value) {
    $.utils.adopt(value, $.utils.getPointer(1, this));
  }
  _disownNums() {
    return $.utils.disown(this.nums);
  }
  get nums() {
    return $.utils.getList(1, $.Int64List, this);
  }
  _hasNums() {
    return !$.utils.isNull($.utils.getPointer(1, this));
  }
  _initNums(length) {
    return $.utils.initList(1, $.Int64List, length, this);
  }
  set nums(value) {
    $.utils.copyFrom(value, $.utils.getPointer(1, this));
  }
  _adoptKv(value) {
    $.utils.adopt(value, $.utils.getPointer(2, this));
  }
  _disownKv() {
    return $.utils.disown(this.kv);
  }
  get kv() {
    return $.utils.getList(2, Big._Kv, this);
  }
  _hasKv() {
    return !$.utils.isNull($.utils.getPointer(2, this));
  }
  _initKv(length) {
    return $.utils.initList(2, Big._Kv, length, this);
  }
  set kv(value) {
    $.utils.copyFrom(value, $.utils.getPointer(2, this));
  }
  _adoptAnos(value) {
    $.utils.adopt(value, $.utils.getPointer(3, this));
  }
  _disownAnos() {
    return $.utils.disown(this.anos);
  }
  get anos() {
    return $.utils.getList(3, Big._Anos, this);
  }
  _hasAnos() {
    return !$.utils.isNull($.utils.getPointer(3, this));
  }
  _initAnos(length) {
    return $.utils.initList(3, Big._Anos, length, this);
  }
  set anos(value) {
    $.utils.copyFrom(value, $.utils.getPointer(3, this));
  }
  get text() {
    return $.utils.getText(4, this);
  }
  set text(value) {
    $.utils.setText(4, value, this);
  }
  _adoptBlob(value) {
    $.utils.adopt(value, $.utils.getPointer(5, this));
  }
  _disownBlob() {
    return $.utils.disown(this.blob);
  }
  get blob() {
    return $.utils.getData(5, this);
  }
  _hasBlob() {
    return !$.utils.isNull($.utils.getPointer(5, this));
  }
  _initBlob(length) {
    return $.utils.initData(5, length, this);
  }
  set blob(value) {
    $.utils.copyFrom(value, $.utils.getPointer(5, this));
  }
  toString() {
    return "Big_" + super.toString();
  }
}
class ChatMsg extends $.Struct {
  static _capnp = {
    displayName: "ChatMsg",
    id: "cb567dd4e67d558e",
    size: new $.ObjectSize(16, 2)
  };
  get role() {
    return $.utils.getText(0, this);
  }
  set role(value) {
    $.utils.setText(0, value, this);
  }
  get text() {
    return $.utils.getText(1, this);
  }
  set text(value) {
    $.utils.setText(1, value, this);
  }
  get ts() {
    return $.utils.getInt64(0, this);
  }
  set ts(value) {
    $.utils.setInt64(0, value, this);
  }
  get tokens() {
    return $.utils.getInt32(8, this);
  }
  set tokens(value) {
    $.utils.setInt32(8, value, this);
  }
  toString() {
    return "ChatMsg_" + super.toString();
  }
}
class Chat extends $.Struct {
  static _capnp = {
    displayName: "Chat",
    id: "904b3e19d19b55d2",
    size: new $.ObjectSize(0, 2)
  };
  static _Msgs;
  get id() {
    return $.utils.getText(0, this);
  }
  set id(value) {
    $.utils.setText(0, value, this);
  }
  _adoptMsgs(value) {
    $.utils.adopt(value, $.utils.getPointer(1, this));
  }
  _disownMsgs() {
    return $.utils.disown(this.msgs);
  }
  get msgs() {
    return $.utils.getList(1, Chat._Msgs, this);
  }
  _hasMsgs() {
    return !$.utils.isNull($.utils.getPointer(1, this));
  }
  _initMsgs(length) {
    return $.utils.initList(1, Chat._Msgs, length, this);
  }
  set msgs(value) {
    $.utils.copyFrom(value, $.utils.getPointer(1, this));
  }
  toString() {
    return "Chat_" + super.toString();
  }
}
class Point extends $.Struct {
  static _capnp = {
    displayName: "Point",
    id: "ed4eaeeda55d3ff1",
    size: new $.ObjectSize(48, 0)
  };
  get ts() {
    return $.utils.getInt64(0, this);
  }
  set ts(value) {
    $.utils.setInt64(0, value, this);
  }
  get v() {
    return $.utils.getFloat64(8, this);
  }
  set v(value) {
    $.utils.setFloat64(8, value, this);
  }
  get a() {
    return $.utils.getInt32(16, this);
  }
  set a(value) {
    $.utils.setInt32(16, value, this);
  }
  get b() {
    return $.utils.getInt32(20, this);
  }
  set b(value) {
    $.utils.setInt32(20, value, this);
  }
  get lo() {
    return $.utils.getFloat64(24, this);
  }
  set lo(value) {
    $.utils.setFloat64(24, value, this);
  }
  get hi() {
    return $.utils.getFloat64(32, this);
  }
  set hi(value) {
    $.utils.setFloat64(32, value, this);
  }
  get ok() {
    return $.utils.getBit(320, this);
  }
  set ok(value) {
    $.utils.setBit(320, value, this);
  }
  get flags() {
    return $.utils.getInt16(42, this);
  }
  set flags(value) {
    $.utils.setInt16(42, value, this);
  }
  toString() {
    return "Point_" + super.toString();
  }
}
class Points extends $.Struct {
  static _capnp = {
    displayName: "Points",
    id: "a05dd59b6ff4508a",
    size: new $.ObjectSize(0, 1)
  };
  static _Pts;
  _adoptPts(value) {
    $.utils.adopt(value, $.utils.getPointer(0, this));
  }
  _disownPts() {
    return $.utils.disown(this.pts);
  }
  get pts() {
    return $.utils.getList(0, Points._Pts, this);
  }
  _hasPts() {
    return !$.utils.isNull($.utils.getPointer(0, this));
  }
  _initPts(length) {
    return $.utils.initList(0, Points._Pts, length, this);
  }
  set pts(value) {
    $.utils.copyFrom(value, $.utils.getPointer(0, this));
  }
  toString() {
    return "Points_" + super.toString();
  }
}
Small._Attrs = $.CompositeList(Entry);
Small._Places = $.CompositeList(Address);
Big._Kv = $.CompositeList(Entry);
Big._Anos = $.CompositeList(Ano);
Chat._Msgs = $.CompositeList(ChatMsg);
Points._Pts = $.CompositeList(Point);
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
  Tiny,
  _capnpFileId
};
