/**
 * Structural steps over a message: headers, sizes, counts and depth are checked as decoding does, content is not looked at.
 * All stand at `m.offset` of the window, which moves on where a piece ends.
 */
import { bytesLeft, lengthOf, moveWindow, type Message } from "./message.js";
import { failAt } from "./explain.js";

/** By wire type id: four times the bytes of a value, and 1 more than for the fewest where they vary; 0: no such type. */
const sizes = [0, 0, 4, 4, 32, 0, 8, 0, 16, 0, 32, 17, 5, 25, 21, 21, 64];

/** Steps over `n` bytes in one piece and returns where they begin in the window: read `m.memory` only afterwards. */
export function takeBytes(m: Message, n: number): number {
  const o = m.offset;
  if (n > m.end - o) return takeFar(m, n);
  m.offset = o + n;
  return o;
}

function takeFar(m: Message, n: number): number {
  const at = m.shift + m.offset;
  if (n > bytesLeft(m)) failAt(m, "TRUNCATED", lengthOf(m));
  moveWindow(m, at, n);
  m.offset = at - m.shift + n;
  return m.offset - n;
}

/** Steps over `n` bytes, wherever they lie. */
export function passBytes(m: Message, n: number): void {
  const o = m.offset;
  if (n > m.end - o && n > bytesLeft(m)) failAt(m, "TRUNCATED", lengthOf(m));
  m.offset = o + n;
}

/** Steps behind a field header and returns it as type << 24 | id << 8; 0 behind STOP. */
export function nextField(m: Message): number {
  const o = m.offset;
  if (m.end - o > 3) {
    const { view } = m.memory;
    const type = view.getUint8(o);
    if (type === 0) {
      m.offset = o + 1;
      return 0;
    }
    m.offset = o + 3;
    return (type << 24) | (view.getUint16(o + 1) << 8);
  }
  return nextFieldFar(m);
}

function nextFieldFar(m: Message): number {
  const o = takeBytes(m, 1);
  const type = m.memory.view.getUint8(o);
  if (type === 0) return 0;
  const p = takeBytes(m, 2);
  return (type << 24) | (m.memory.view.getUint16(p) << 8);
}

function takeSize(m: Message): number {
  const o = takeBytes(m, 4);
  const n = m.memory.view.getInt32(o);
  if (n < 0) failAt(m, "NEGATIVE_SIZE", m.shift + o);
  return n;
}

/** Steps over text or binary. */
export function skipText(m: Message): void {
  const o = m.offset;
  if (m.end - o >= 4) {
    const n = m.memory.view.getInt32(o);
    if (n >= 0 && n <= m.end - o - 4) {
      m.offset = o + 4 + n;
      return;
    }
  }
  passBytes(m, takeSize(m));
}

/** Opens a level of structs. */
export function openLevel(m: Message): void {
  if (m.depth < 1) failAt(m, "DEPTH_LIMIT", m.shift + m.offset);
  m.depth--;
}

/** A leaf struct: its level must be there. */
export function checkLevel(m: Message): void {
  if (m.depth < 1) failAt(m, "DEPTH_LIMIT", m.shift + m.offset);
}

/** Steps behind the header of a list or set of elements of `type`, `minimum` bytes each at least; the count. */
export function takeListHeader(m: Message, type: number, minimum: number): number {
  const o = takeBytes(m, 1);
  const found = m.memory.view.getUint8(o);
  const at = m.shift + o;
  const n = takeSize(m);
  if (n > 0 && found !== type) failAt(m, "INVALID_TYPE", at);
  return checkCount(m, n, minimum);
}

/** The same of a map: `types` is key type << 8 | value type. */
export function takeMapHeader(m: Message, types: number, minimum: number): number {
  const o = takeBytes(m, 2);
  const found = m.memory.view.getUint16(o);
  const at = m.shift + o;
  const n = takeSize(m);
  if (n > 0 && found !== types) failAt(m, "INVALID_TYPE", at);
  return checkCount(m, n, minimum);
}

function checkCount(m: Message, n: number, minimum: number): number {
  const size = n * minimum;
  if (size > m.end - m.offset && size > bytesLeft(m))
    failAt(m, "TRUNCATED", m.shift + m.offset - 4);
  return n;
}

/** Steps over a list or set of elements of `size` bytes. */
export function skipFixedList(m: Message, type: number, size: number): void {
  passBytes(m, takeListHeader(m, type, size) * size);
}

/** Steps over `n` structs of a stamped message. */
export function passStrides(m: Message, n: number, stride: number): number {
  passBytes(m, n * stride);
  return n;
}

/** Steps over a list or set of text or binary. */
export function skipTextList(m: Message): void {
  skipTexts(m, takeListHeader(m, 11, 4));
}

/** Steps over a map of text or binary to text or binary. */
export function skipTextMap(m: Message): void {
  skipTexts(m, takeMapHeader(m, 0xb0b, 8) * 2);
}

/** The offset behind the text at `o`; -1 where it leads behind `end`, or its size is negative. */
export function behindText(view: DataView, o: number, end: number): number {
  const size = view.getInt32(o);
  return size < 0 || size > end - o ? -1 : o + 4 + size;
}

/** Without the message's fields in the loop: 0.6 of the time. */
function skipTexts(m: Message, n: number): void {
  const { view } = m.memory;
  const { end } = m;
  let o = m.offset;
  for (; n > 0 && end - o >= 4; n--) {
    const size = view.getInt32(o);
    if (size < 0 || size > end - o - 4) break;
    o += 4 + size;
  }
  m.offset = o;
  for (; n > 0; n--) skipText(m);
}

/** Steps over the value of a field, whose header is `h`, by its wire type. */
export function skipOther(m: Message, h: number): void {
  if (h >>> 24 === 11) skipText(m);
  else skipField(m, h >>> 24);
}

/** Steps over a value that the IDL does not name, or not so. Spends depth on every nested value. */
export function skipField(m: Message, type: number): void {
  if (type === 11) return skipText(m);
  const size = sizes[type] || failAt(m, "INVALID_TYPE", m.shift + m.offset);
  if ((size & 3) === 0) passBytes(m, size >> 2);
  else {
    openLevel(m);
    if (type === 12) for (let h = 0; (h = nextField(m)) !== 0;) skipField(m, h >>> 24);
    else if (type === 13) skipEntries(m);
    else skipElements(m);
    m.depth++;
  }
}

function skipElements(m: Message): void {
  const o = takeBytes(m, 1);
  const type = m.memory.view.getUint8(o);
  const at = m.shift + o;
  const n = takeSize(m);
  if (n === 0) return;
  const size = sizes[type] || failAt(m, "INVALID_TYPE", m.shift + m.offset);
  if (n > bytesLeft(m) / (size >> 2)) failAt(m, "TRUNCATED", at);
  if ((size & 3) === 0) passBytes(m, n * (size >> 2));
  else for (let i = 0; i < n; i++) skipField(m, type);
}

function skipEntries(m: Message): void {
  const o = takeBytes(m, 2);
  const types = m.memory.view.getUint16(o);
  const at = m.shift + o;
  const n = takeSize(m);
  if (n === 0) return;
  const [key, value] = [types >> 8, types & 255];
  const keySize = sizes[key] || failAt(m, "INVALID_TYPE", m.shift + m.offset);
  const valueSize = sizes[value] || failAt(m, "INVALID_TYPE", m.shift + m.offset);
  const least = (keySize >> 2) + (valueSize >> 2);
  if (n > bytesLeft(m) / least) failAt(m, "TRUNCATED", at);
  if (((keySize | valueSize) & 3) === 0) passBytes(m, n * least);
  else
    for (let i = 0; i < n; i++) {
      skipField(m, key);
      skipField(m, value);
    }
}
