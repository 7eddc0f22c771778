/** Where in a user's file imports and methods are added, and with which blanks around them. */
import type { ts } from "ts-morph";
import type { HandlerProgram } from "./handler-program.js";
import {
  describeShape,
  findIndent,
  indentLines,
  lineStart,
  type Insertion,
  type TextShape,
} from "./text-shape.js";

/** Methods at the end of a class, before its closing brace. Each has LF between its lines and no indentation. */
export function placeMethods(
  node: ts.ClassLikeDeclaration,
  methods: readonly string[],
  { ts, syntax }: HandlerProgram,
): Insertion {
  const { text } = syntax;
  const shape = describeShape(text);
  const { lineEnd } = shape;
  const brace = node.end - 1;
  const start = lineStart(text, brace);
  const isAlone = start > node.members.pos && text.slice(start, brace).trim() === "";
  const base = isAlone ? text.slice(start, brace) : leadingBlanks(text, node.getStart());
  const indents = memberIndents(node, base, text, shape);
  const body = methods
    .map((method) => indentLines(method, indents.member, indents.level).join(lineEnd))
    .join(lineEnd + lineEnd);
  const before = text.slice(node.members.pos, isAlone ? start : brace);
  const hasBlank = /[\n\r][\t ]*[\n\r]$/.test(before.replaceAll("\r\n", "\n"));
  const gap = before.trim() === "" || hasBlank ? "" : lineEnd;
  const opening = isAlone ? gap : lineEnd + gap;
  const closing = isAlone ? lineEnd : lineEnd + base;
  // The line before has ended where the brace stands alone.
  const semicolon = isAlone ? `${indents.member};${lineEnd}` : ";";
  const separator = needsSemicolon(node, body, ts) ? semicolon : "";
  return { offset: isAlone ? start : brace, text: separator + opening + body + closing };
}

/** A property that ends without a semicolon would take what follows it for more of itself. */
function needsSemicolon(
  node: ts.ClassLikeDeclaration,
  added: string,
  ts: HandlerProgram["ts"],
): boolean {
  const last = node.members.at(-1);
  if (last === undefined || !ts.isPropertyDeclaration(last)) return false;
  if (last.getText().endsWith(";")) return false;
  const code = added.replace(/^(?:\s|\/\*[^]*?\*\/|\/\/[^\r\n]*)*/, "");
  const isModifier =
    /^(?:get|set|static|accessor|readonly|async|declare|abstract|override|public|private|protected)$/;
  const isBare = last.initializer === undefined && last.type === undefined;
  return (isBare && isModifier.test(last.name.getText())) || !/^[\w$"'@#]/.test(code);
}

interface MemberIndents {
  /** What stands before a member. */
  readonly member: string;
  /** One level more. */
  readonly level: string;
}

/** As the class's members are, where one has a line of its own; else one level more than the class. */
function memberIndents(
  node: ts.ClassLikeDeclaration,
  base: string,
  text: string,
  shape: TextShape,
): MemberIndents {
  for (const member of node.members) {
    const at = member.getStart();
    const leading = text.slice(lineStart(text, at), at);
    if (leading === "" || leading.trim() !== "") continue;
    const own = leading.startsWith(base) ? leading.slice(base.length) : "";
    return { member: leading, level: own === "" ? shape.indent : own };
  }
  const level = findIndent(text) ?? shape.indent;
  return { member: base + level, level };
}

function leadingBlanks(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[\t ]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** Import statements behind the last one of the file, or before its first statement. */
export function placeImports(statements: readonly string[], program: HandlerProgram): Insertion {
  const { ts, syntax } = program;
  const { text } = syntax;
  const { lineEnd } = describeShape(text);
  const imports = syntax.statements.filter((statement) => ts.isImportDeclaration(statement));
  const lines = statements.map((statement) => imitateImports(statement, imports)).join(lineEnd);
  const last = imports.at(-1);
  if (last === undefined) return placeFirstImports(lines, lineEnd, program);
  const comments = ts.getTrailingCommentRanges(text, last.end) ?? [];
  const end = comments.at(-1)?.end ?? last.end;
  const rest = /^[\t ]*(\r\n|\n|\r)/.exec(text.slice(end, end + 1000));
  if (rest === null) return { offset: end, text: lineEnd + lines + lineEnd };
  return { offset: end + rest[0].length, text: lines + lineEnd };
}

/** Behind what has to stay first: `#!`, directives, and comments that speak to TypeScript or stand apart. */
function placeFirstImports(
  lines: string,
  lineEnd: string,
  { ts, syntax }: HandlerProgram,
): Insertion {
  const { text } = syntax;
  let offset = ts.getShebang(text)?.length ?? 0;
  const directives = syntax.statements.filter(
    (statement) => ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression),
  );
  const first = syntax.statements[0];
  const directive = first === directives[0] ? directives[0] : undefined;
  if (directive !== undefined) {
    offset = ts.getTrailingCommentRanges(text, directive.end)?.at(-1)?.end ?? directive.end;
  } else {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, offset) ?? []) {
      const speaks = /^\/\/\/|^\/\/ *@ts-|^\/\* *@ts-/.test(text.slice(pos, end));
      const isApart = /^[\t ]*(?:\r\n|\n|\r)[\t ]*(?:\r\n|\n|\r)/.test(text.slice(end));
      if (speaks || isApart) offset = end;
    }
  }
  const rest = /^[\t ]*(\r\n|\n|\r)/.exec(text.slice(offset));
  if (offset === 0) return { offset, text: lines + lineEnd + lineEnd };
  if (rest === null) return { offset, text: lineEnd + lines + lineEnd };
  return { offset: offset + rest[0].length, text: lines + lineEnd };
}

/** With the quotes and semicolons of the imports that are there. */
function imitateImports(statement: string, imports: readonly ts.ImportDeclaration[]): string {
  const texts = imports.map((declaration) => declaration.getText());
  if (texts.length === 0) return statement;
  let result = statement;
  const isSingle = texts.every((text) => /'[^']*';?$/.test(text));
  if (isSingle && !/['\\]/.test(result)) result = result.replaceAll('"', "'");
  if (texts.every((text) => !text.endsWith(";"))) result = result.replace(/;$/, "");
  return result;
}
