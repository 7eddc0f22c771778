/** Edits of JSON with comments: members are added or replaced, and every other character stays. */
import { findMember, skipTrivia, type JsoncArray, type JsoncObject } from "../../config/jsonc.js";

/** Replaces `start` to `end` by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits, none of which may overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: inserted } of edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + inserted + result.slice(end);
  }
  return result;
}

/** Sets a member of an object: the value is replaced where there is one, and else a member is added as the last. */
export function setMember(
  text: string,
  object: JsoncObject,
  key: string,
  value: unknown,
): TextEdit {
  const known = findMember(object, key);
  if (known !== undefined) {
    const { start, end } = known.value;
    return { start, end, text: printInline(value) };
  }
  const layout = { text, ...object, items: object.members.map((member) => member.value.end) };
  return insertLast(
    layout,
    (indent) => `${JSON.stringify(key)}: ${printValue(value, text, indent)}`,
  );
}

/** Adds an item to the end of an array. */
export function appendItem(text: string, array: JsoncArray, value: unknown): TextEdit {
  const layout = { text, ...array, items: array.items.map((item) => item.end) };
  return insertLast(layout, () => printInline(value));
}

interface Layout {
  readonly text: string;
  /** Of the brackets. */
  readonly start: number;
  readonly end: number;
  readonly kind: "object" | "array";
  /** Where each item ends. */
  readonly items: readonly number[];
}

function insertLast(layout: Layout, print: (indent: string) => string): TextEdit {
  const { text, start, end, items } = layout;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const first = skipTrivia(text, start + 1);
  const isMultiLine = /[\n\r]/.test(text.slice(start + 1, items.length > 0 ? first : end));
  const last = items.at(-1);
  if (last === undefined) return insertFirst(layout, newline, print);
  const comma = skipTrivia(text, last);
  const hasComma = text.charAt(comma) === ",";
  const indent = indentOf(text, isMultiLine ? first : start);
  if (!isMultiLine) {
    const item = print(indent);
    const at = hasComma ? comma + 1 : last;
    return { start: at, end: at, text: hasComma ? ` ${item},` : `, ${item}` };
  }
  // A comment on the last item's line belongs to that item.
  const lineEnd = endOfLine(text, hasComma ? comma + 1 : last);
  const rest = text.slice(last, lineEnd);
  const added = `${newline}${indent}${print(indent)}${hasComma ? "," : ""}`;
  return { start: last, end: lineEnd, text: `${hasComma ? "" : ","}${rest}${added}` };
}

function insertFirst(
  { text, start, end, kind }: Layout,
  newline: string,
  print: (indent: string) => string,
): TextEdit {
  if (kind === "array") return { start: start + 1, end: start + 1, text: print("") };
  const outer = indentOf(text, start);
  const indent = outer + unitOf(text);
  const isClosedBelow = /[\n\r]\s*$/.test(text.slice(start + 1, end - 1));
  const item = `${newline}${indent}${print(indent)}`;
  return {
    start: start + 1,
    end: start + 1,
    text: isClosedBelow ? item : `${item}${newline}${outer}`,
  };
}

/** Behind comments on the same line, and behind nothing that reaches into the next. */
function endOfLine(text: string, start: number): number {
  const rest = /(?:[ \t]|\/\*(?:(?!\*\/)[^\n\r])*\*\/)*(?:\/\/[^\n\r]*)?/y;
  rest.lastIndex = start;
  rest.exec(text);
  // What follows the comments on this line is the bracket: then they are its own.
  return /[\n\r]/.test(text.charAt(rest.lastIndex)) ? rest.lastIndex : start;
}

/** The white space that the line of an offset begins with. */
function indentOf(text: string, offset: number): string {
  const line =
    text
      .slice(0, offset)
      .split(/[\n\r]/)
      .at(-1) ?? "";
  return /^\uFEFF?([ \t]*)/.exec(line)?.[1] ?? "";
}

/** One step of indentation, as the first indented line has it. */
function unitOf(text: string): string {
  return /[\n\r]([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}

/** Objects have a line for each member, as people write them. */
function printValue(value: unknown, text: string, indent: string): string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return printInline(value);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const unit = unitOf(text);
  const members = Object.entries(value).map(
    ([key, member]) =>
      `${newline}${indent}${unit}${JSON.stringify(key)}: ${printValue(member, text, indent + unit)}`,
  );
  return members.length === 0 ? "{}" : `{${members.join(",")}${newline}${indent}}`;
}

function printInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printInline).join(", ")}]`;
  return JSON.stringify(value);
}
