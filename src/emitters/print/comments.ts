import { makeSequence, makeText, nothing, type Part, type Printable } from "./doc.js";

/** What a documentation comment says. All of it may come from an IDL file. */
export interface DocComment {
  /** Any text: what would end the comment is made safe. */
  readonly text?: string | undefined;
  /** Empty without a reason; undefined where not deprecated. */
  readonly deprecated?: string | undefined;
  /** `@throws` lines: a type's name, which the caller vouches for, and what it means. */
  readonly throws?: readonly { readonly name: string; readonly text?: string | undefined }[];
}

/** A JSDoc comment on lines of its own, to stand before what it describes. Prints nothing when there is nothing to say. */
export function docComment(doc: DocComment): Printable {
  const content = [...toCommentLines(doc.text)];
  for (const { name, text } of doc.throws ?? []) {
    content.push(`@throws {${name}}${asTail(text)}`);
  }
  if (doc.deprecated !== undefined) content.push(`@deprecated${asTail(doc.deprecated)}`);
  return content.length === 0 ? nothing : printComment(content);
}

/** A doc comment and below it what it describes. */
export function documented(doc: DocComment | undefined, described: Printable): Printable {
  if (doc === undefined) return described;
  const comment = docComment(doc);
  return comment === nothing ? described : makeSequence([comment, 0, described]);
}

/** A short remark inside a line: `/\\* text *\\/`. */
export function inlineComment(text: string): Printable {
  return makeText(`/* ${toCommentLines(text).join(" ")} */`);
}

function printComment(content: readonly string[]): Printable {
  const [first = ""] = content;
  if (content.length === 1 && first.length <= 100) return makeText(`/** ${first} */`);
  const parts: Part[] = ["/**"];
  for (const line of content) parts.push(0, line === "" ? " *" : ` * ${line}`);
  parts.push(0, " */");
  return makeSequence(parts);
}

function asTail(text: string | undefined): string {
  const tail = toCommentLines(text).join(" ");
  return tail === "" ? "" : ` ${tail}`;
}

/** The lines of a comment's text, made inert, without empty lines at either end. */
function toCommentLines(text: string | undefined): string[] {
  if (text === undefined) return [];
  const content = text
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map(neutralizeLine)
    .flatMap(wrapLine);
  while (content[0] === "") content.shift();
  while (content.at(-1) === "") content.pop();
  return content;
}

const maximumLineUnits = 110;

/** Breaks a long line between words, where it has any. */
function wrapLine(line: string): string[] {
  if (line.length <= maximumLineUnits) return [line];
  const wrapped: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const isFull = current.length + 1 + word.length > maximumLineUnits && current.trim() !== "";
    if (isFull) wrapped.push(current);
    current = isFull || current === "" ? word : `${current} ${word}`;
  }
  wrapped.push(current);
  return wrapped;
}

/** `@` before any tag but those that only document: others, such as `@ts-ignore` or `@type`, tell a tool something. */
const activeTag =
  /(?<![\w@])@+(?=\w)(?!(?:author|code|default|defaultValue|deprecated|example|exception|link|linkplain|linkcode|literal|note|param|remarks|returns?|see|since|summary|throws|todo|version)(?![\w-]))/gi;

/**
 * One line of comment text that ends no comment and gives no tool an order: no end of comment, directive, pragma,
 * source map address or script tag, and no character that hides text from a reader.
 */
function neutralizeLine(line: string): string {
  return (
    line
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, " ")
      .replace(/[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, "")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
      .replace(/\*(?=\/)/g, "*\\")
      .replace(/\/(?=\*)/g, "/\\")
      .replace(/<(?=\/script|!--)/gi, "<\\")
      .replace(/(source(?:Mapping)?)(?=URL)/gi, "$1 ")
      .replace(activeTag, "(at)")
      .replace(/#(?=__)/g, "# ")
      .trimEnd()
  );
}
