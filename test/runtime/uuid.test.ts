/** uuids as text: every character counts. */
import { expect, test } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";
import { readUuid, writeUuid } from "../../packages/runtime/src/uuid.js";

const memory = new Memory(new Uint8Array(200));
const canonical = "00112233-4455-6677-8899-aabbccddeeff";

function codeOf(text: unknown): unknown {
  try {
    writeUuid(memory, 7, text as string);
    return undefined;
  } catch (error) {
    return error;
  }
}

test("each byte is two digits, in either case", () => {
  for (let byte = 0; byte < 256; byte++) {
    const digits = byte.toString(16).padStart(2, "0");
    const plain = digits.repeat(16);
    const text = plain.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    for (const given of [text, text.toUpperCase()]) {
      writeUuid(memory, 7, given);
      expect([...memory.bytes.subarray(7, 23)]).toEqual(Array(16).fill(byte));
      expect(readUuid(memory, 7)).toBe(text);
    }
  }
  writeUuid(memory, 7, canonical);
  expect(readUuid(memory, 7)).toBe(canonical);
});

test.each([
  "g",
  "G",
  "/",
  ":",
  "@",
  "`",
  " ",
  "-",
  "\0",
  "\u00aa",
  "\u0130",
  "\u0661",
  "\uff11",
  "\ud835",
])("%j is a digit nowhere", (character) => {
  for (let at = 0; at < canonical.length; at++) {
    if (canonical[at] === character) continue;
    const text = canonical.slice(0, at) + character + canonical.slice(at + 1);
    expect(codeOf(text), text).toMatchObject({ code: "INVALID_VALUE", offset: 7 });
  }
});

test("a dash is one nowhere else, and a digit is no dash", () => {
  const wrong = [
    canonical.replaceAll("-", ""),
    canonical.replace("-", "0"),
    `${canonical}0`,
    `{${canonical}}`,
    "",
  ];
  for (const text of [...wrong, 5, null, [canonical]]) {
    expect(codeOf(text), String(text)).toMatchObject({ offset: 7 });
  }
});
