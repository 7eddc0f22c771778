/** Strings for the workloads. All are flat: made from bytes, as they come off a wire, never ropes. */

const WORDS = (
  "able acid aged also area army away baby back ball band bank base bath bear beat been beer bell belt best bill " +
  "amber apple beach birch bloom brick brook cabin camel cedar chain chalk cloud coral crane delta eagle ember " +
  "falcon forest garden harbor island jacket kernel ladder marble needle orange packet quartz ribbon silver timber"
).split(" ");

const flat = (text) => Buffer.from(text, "latin1").latin1Slice();

export const word = (random) => flat(random.pick(WORDS));

export const words = (random, count) =>
  flat(Array.from({ length: count }, () => random.pick(WORDS)).join(" "));

/** Map keys repeat from message to message, as they do in real traffic: the index decides the word. */
export const mapKey = (index, digits) =>
  flat(WORDS[(index * 7) % WORDS.length] + "-" + String(index).padStart(digits, "0"));

/** Exactly `length` ASCII characters: words, spaces and full stops. */
export function asciiText(random, length) {
  const out = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    at += out.latin1Write(random.pick(WORDS), at);
    if (at < length && random.int(0, 9) === 0) out[at++] = 0x2e;
    if (at < length) out[at++] = 0x20;
  }
  return out.latin1Slice();
}

/** `length` CJK characters (U+4E00 to U+9FA5), 5 % of them followed by a full-width comma. */
export function cjkText(random, length) {
  const units = new Uint16Array(length * 2);
  let at = 0;
  for (let i = 0; i < length; i++) {
    units[at++] = random.int(0x4e00, 0x9fa6);
    if (random.int(0, 20) === 0) units[at++] = 0xff0c;
  }
  return Buffer.from(units.buffer, 0, at * 2).ucs2Slice();
}
