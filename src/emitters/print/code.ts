import type { Span } from "../../source.js";
import {
  makeList,
  makeName,
  makeOrigin,
  makeTemplate,
  makeTypeOnly,
  type Interpolation,
  type Printable,
  type TemplateText,
} from "./doc.js";

export type { Interpolation } from "./doc.js";

/**
 * Code as a template: `` code`let ${name} = ${value};` ``. A template that begins with a line break loses that
 * break, the last one and the common indentation. An interpolation of several lines takes the indentation of the line
 * it stands on; a line whose interpolations all print nothing vanishes.
 */
export function code(
  strings: TemplateStringsArray,
  ...values: readonly Interpolation[]
): Printable {
  return makeTemplate(splitTemplate(strings), values);
}

/** Code that exists in TypeScript only, such as `` typeOnly`: ${type}` ``; JavaScript output drops it. */
export function typeOnly(
  strings: TemplateStringsArray,
  ...values: readonly Interpolation[]
): Printable {
  return makeTypeOnly(code(strings, ...values));
}

/** A type where the syntax around it exists in TypeScript only. */
export function asTypeOnly(content: Printable): Printable {
  return makeTypeOnly(content);
}

/** Code that comes from a place of the IDL: source maps lead from it to there. */
export function located(span: Span | undefined, content: Printable): Printable {
  return span === undefined ? content : makeOrigin(span, content);
}

/** A name that stands for all of the place that the code around it is located at, from its start to its end. */
export function declaredName(name: Printable): Printable {
  return makeName(name);
}

/** Statements, members or other code, each on lines of its own. Those that print nothing leave no line. */
export function lines(items: readonly Printable[]): Printable {
  return makeList(undefined, items);
}

/** Items on one line with code between them, such as the terms of `a + b`. */
export function join(separator: Printable, items: readonly Printable[]): Printable {
  return makeList(separator, items);
}

/** A number expression that needs no parentheses after an operator; the sign of zero is kept. */
export function formatNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (Number.isNaN(value)) return "globalThis.NaN";
  if (!Number.isFinite(value)) return value > 0 ? "globalThis.Infinity" : "-globalThis.Infinity";
  return String(value);
}

// Templates are constants of the source: there is one entry for each place in it.
const splitTemplates = new Map<TemplateStringsArray, TemplateText>();

function splitTemplate(strings: TemplateStringsArray): TemplateText {
  let text = splitTemplates.get(strings);
  if (text === undefined) {
    const pieces = dedent(strings).map((piece) => splitLines(piece.text, piece.margin));
    const hasBreaks = pieces.some((piece) => piece.some((part) => typeof part === "number"));
    splitTemplates.set(strings, (text = { pieces, hasBreaks }));
  }
  return text;
}

/** Each text with the indentation that its lines lose. */
function dedent(strings: TemplateStringsArray): { text: string; margin: number }[] {
  const texts = [...strings];
  const isBlock = /^ *\n/.test(texts[0] ?? "");
  if (isBlock) texts[texts.length - 1] = (texts.at(-1) ?? "").replace(/\n *$/, "");
  let margin = Infinity;
  for (const text of texts) {
    // A line counts where it has text, or where an interpolation follows (the end of this text).
    for (const match of text.matchAll(/\n( *)(?=[^ \n]|$)/g)) {
      margin = Math.min(margin, match[1]?.length ?? 0);
    }
  }
  if (isBlock) texts[0] = (texts[0] ?? "").replace(/^ *\n */, "");
  return texts.map((text) => ({ text, margin: Number.isFinite(margin) ? margin : 0 }));
}

function splitLines(text: string, margin: number): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (index === 0) {
      if (line !== "") parts.push(line);
      continue;
    }
    const content = line.trimStart();
    parts.push(Math.max(0, line.length - content.length - margin));
    if (content !== "") parts.push(content);
  }
  return parts;
}
