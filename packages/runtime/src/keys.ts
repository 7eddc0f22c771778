/** Maps that are objects. */
import { isCollection } from "./collections.js";
import { badValue } from "./write.js";

/** The keys of an object; what has its content elsewhere is none. */
export function keysOf(value: unknown, o: number): string[] {
  if (
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value) ||
    ArrayBuffer.isView(value) ||
    isCollection(value)
  ) {
    badValue(value, o);
  }
  return Object.keys(value);
}

/** An integer key: its text is the one that it is read back as, or two keys would be one on the wire. */
export function decimalKey(text: string, o: number): string {
  if (!/^(?:0|-?[1-9]\d*)$/.test(text)) badValue(text, o);
  return text;
}
