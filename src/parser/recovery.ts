/**
 * Finds where to go on after a syntax error. All searches run forward over the token list, so that recovery costs at
 * most one more look at each token for every error, and errors are limited in number.
 */
import type { TokenType } from "chevrotain";
import * as t from "./tokens.js";
import type { Token } from "./tokens.js";

const openers: ReadonlySet<TokenType> = new Set([
  t.OpenParenthesis,
  t.OpenBrace,
  t.OpenBracket,
  t.OpenAngle,
]);
const closers: ReadonlySet<TokenType> = new Set([
  t.CloseParenthesis,
  t.CloseBrace,
  t.CloseBracket,
  t.CloseAngle,
]);

/** Index behind the nested type or value that begins at `index`: its brackets, without recursion. */
export function skipNested(tokens: readonly Token[], index: number): number {
  let depth = 0;
  let i = index;
  const first = tokens[i]?.tokenType;
  if (first === t.ListKeyword || first === t.SetKeyword || first === t.MapKeyword) i++;
  for (; i < tokens.length - 1; i++) {
    const type = tokens[i]?.tokenType ?? t.EOF;
    if (openers.has(type)) depth++;
    else if (closers.has(type)) depth--;
    if (depth <= 0) return i + 1;
  }
  return i;
}

/**
 * Whether a definition begins at `index`: a keyword, a name, and what must follow it. A keyword alone is no proof,
 * because fields and enum members may be called `struct`.
 */
export function isDefinitionStart(tokens: readonly Token[], index: number): boolean {
  const keyword = tokens[index]?.tokenType;
  const second = tokens[index + 1];
  const third = tokens[index + 2]?.tokenType;
  if (keyword === undefined || second === undefined) return false;
  if (keyword === t.Include || keyword === t.CppInclude) return second.tokenType === t.Literal;
  if (blockKeywords.has(keyword)) {
    if (second.tokenType === t.OpenBrace) return true;
    return isName(second) && third !== undefined && blockFollowers.has(third);
  }
  if (keyword === t.Namespace) {
    if (second.startsLine || tokens[index + 2]?.startsLine === true) return false;
    return (isName(second) || second.tokenType === t.Asterisk) && isName(tokens[index + 2]);
  }
  if (keyword !== t.Const && keyword !== t.Typedef) return false;
  if (!isName(second) || second.startsLine) return false;
  return third === t.OpenAngle || third === t.OpenParenthesis || isName(tokens[index + 2]);
}

const blockKeywords: ReadonlySet<TokenType> = new Set([t.Struct, t.Enum, t.Senum, t.Service]);
const blockFollowers: ReadonlySet<TokenType> = new Set([t.OpenBrace, t.Extends, t.XsdAll]);

function isName(token: Token | undefined): boolean {
  return token !== undefined && (token.tokenType.CATEGORIES?.includes(t.Name) ?? false);
}

/** Whether the keyword at `index`, the first word on its line, begins a field, function or definition of its own. */
export function isNextItem(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  // Brackets and numbers that begin a line are parts of a value.
  if (!isName(tokens[index]) || next === undefined || next.startsLine) return false;
  const type = tokens[index]?.tokenType;
  const isContainer = type === t.ListKeyword || type === t.SetKeyword || type === t.MapKeyword;
  if (isContainer && next.tokenType === t.OpenAngle) return true;
  return isName(next) || isDefinitionStart(tokens, index);
}

/**
 * Index where the file's next definition begins, searched from `index`: at the shape of a definition, or at a keyword
 * of one at the start of a line. Blocks on the way are skipped as a whole, with the rest of the line behind them, and so is
 * what is left of the braces that opened since `start`, where the broken definition began.
 */
export function findDefinition(tokens: readonly Token[], start: number, index: number): number {
  const first = tokens[start];
  const isBroken = first !== undefined && isDefinitionKeyword(first);
  let depth = 0;
  let hasBlock = false;
  for (let i = start; i < index; i++) {
    const type = tokens[i]?.tokenType;
    if (type === t.OpenBrace || type === t.OpenBracket) depth++;
    else if (type === t.CloseBrace || type === t.CloseBracket) depth = Math.max(0, depth - 1);
  }
  let i = index;
  for (; i < tokens.length - 1; i++) {
    const token = tokens[i];
    if (token === undefined || isDefinitionStart(tokens, i)) return i;
    const type = token.tokenType;
    if (depth === 0 && token.startsLine && i > index) {
      const isPart = isBroken && valueParts.has(type);
      if (isDefinitionKeyword(token) || (hasBlock && !isPart)) return i;
    }
    if (openers.has(type) && type !== t.OpenAngle) depth++;
    if (!closers.has(type) || type === t.CloseAngle) continue;
    depth = Math.max(0, depth - 1);
    if (type === t.CloseBrace && depth === 0) hasBlock = true;
  }
  return i;
}

/** What begins lines within a broken definition, a value or a field's number, and no definition, however it is spelt. */
const valueParts: ReadonlySet<TokenType> = new Set([
  t.Integer,
  t.Double,
  t.Boolean,
  t.Literal,
  t.OpenBrace,
  t.CloseBrace,
  t.OpenBracket,
  t.CloseBracket,
]);

const definitionKeywords: ReadonlySet<TokenType> = new Set([
  t.Include,
  t.CppInclude,
  t.Namespace,
  t.LegacyNamespace,
  t.Struct,
  t.Enum,
  t.Senum,
  t.Service,
  t.Typedef,
  t.Const,
]);

export function isDefinitionKeyword(token: Token): boolean {
  return definitionKeywords.has(token.tokenType);
}

/** Index behind the definition that begins at `index` in the middle of another one. */
export function skipInnerDefinition(tokens: readonly Token[], index: number): number {
  const hasBlock = blockKeywords.has(tokens[index]?.tokenType ?? t.EOF);
  for (let i = index + 1; i < tokens.length - 1; i++) {
    const type = tokens[i]?.tokenType;
    if (hasBlock && type === t.OpenBrace) return skipNested(tokens, i);
    if (type === t.Comma || type === t.Semicolon) return i + 1;
    if (type === t.CloseBrace || tokens[i]?.startsLine) return i;
  }
  return tokens.length - 1;
}

/**
 * Index behind the annotations that went wrong at `index`: behind their ")", or where it is missing, at the first
 * token that cannot belong to them.
 */
export function skipAnnotations(tokens: readonly Token[], index: number): number {
  for (let i = index; i < tokens.length - 1; i++) {
    const type = tokens[i]?.tokenType;
    if (type === t.CloseParenthesis) return i + 1;
    if (type === t.CloseBrace || type === t.OpenBrace || isDefinitionStart(tokens, i)) return i;
    if (tokens[i]?.startsLine === true && fieldShape.startsAt(tokens, i)) return i;
  }
  return tokens.length - 1;
}

/** The opening brace on the rest of the line from `index` on, if nothing else begins before it. */
export function findOpenBrace(tokens: readonly Token[], index: number): Token | undefined {
  for (let i = index; i < Math.min(tokens.length, index + maximumHeaderTokens); i++) {
    const token = tokens[i];
    if (token?.tokenType === t.OpenBrace) return token;
    if (token === undefined || token.startsLine || bodyMarks.has(token.tokenType)) return undefined;
  }
  return undefined;
}

/** More than any list of bases or modifiers of another language takes. */
const maximumHeaderTokens = 16;
const bodyMarks: ReadonlySet<TokenType> = new Set([t.CloseBrace, t.Semicolon, t.Integer, t.Equals]);

/** Index of what ends the rest of a broken value: a separator, a bracket or the next line. */
export function findValueEnd(tokens: readonly Token[], index: number): number {
  for (let i = index; i < tokens.length - 1; i++) {
    const type = tokens[i]?.tokenType;
    if (type === t.Comma || type === t.Semicolon || tokens[i]?.startsLine === true) return i;
    if (type === t.CloseBrace || type === t.OpenParenthesis) return i;
  }
  return tokens.length - 1;
}

/** What ends an item of a block and what begins the next one. */
export interface ItemShape {
  /** Whether an item begins at this token, which is the first one on its line. */
  readonly startsAt: (tokens: readonly Token[], index: number) => boolean;
}

/** Where to go on after a broken item. */
export interface ItemEnd {
  readonly index: number;
  /** The item opens a brace that is not closed, or that the block's own brace may have closed. */
  readonly isUnclosed: boolean;
}

/**
 * Finds where the block's next item begins: behind a separator or at the start of a line that looks like an item, at
 * the closing brace, or at a definition (the closing brace is missing). `start` is where the broken item began and
 * `index` where it went wrong; what was opened in between has to be closed first.
 */
export function findItem(
  tokens: readonly Token[],
  start: number,
  index: number,
  shape: ItemShape,
): ItemEnd {
  let depth = 0;
  let braces = 0;
  let angles = 0;
  let hasClosedBrace = false;
  let i = start;
  for (; i < tokens.length - 1; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const type = token.tokenType;
    if (i >= index) {
      if (type === t.CloseBrace && braces === 0) break;
      if (i > start && isDefinitionStart(tokens, i)) break;
      if (depth <= 0 && (type === t.Comma || type === t.Semicolon)) {
        return { index: i + 1, isUnclosed: false };
      }
      if (i > start && token.startsLine && braces === 0 && shape.startsAt(tokens, i)) break;
      if (type === t.CloseBrace) hasClosedBrace = true;
    }
    // A ">" that closes nothing is the mistake itself, and ends no argument list.
    if (type === t.CloseAngle && angles === 0 && braces === 0) continue;
    if (type === t.OpenAngle) angles++;
    else if (type === t.CloseAngle) angles--;
    if (openers.has(type)) depth++;
    else if (closers.has(type)) depth--;
    if (type === t.OpenBrace) braces++;
    else if (type === t.CloseBrace) braces--;
  }
  return { index: i, isUnclosed: braces > 0 || hasClosedBrace };
}

const typeStarts: ReadonlySet<TokenType> = new Set([
  t.BaseType,
  t.Void,
  t.MapKeyword,
  t.SetKeyword,
  t.ListKeyword,
  t.Identifier,
]);

/** Fields begin with an id, a requiredness or, without an id, a type and a name. */
export const fieldShape: ItemShape = {
  startsAt(tokens, index) {
    const type = tokens[index]?.tokenType;
    if (type === t.Integer) return tokens[index + 1]?.tokenType === t.Colon;
    if (type === t.Requiredness) return true;
    if (type === undefined || !typeStarts.has(type)) return false;
    const next = tokens[index + 1]?.tokenType;
    return next === t.OpenAngle || next === t.Colon || isName(tokens[index + 1]);
  },
};

/** Functions begin with oneway or with a type, a name and an opening parenthesis; some lack the type. */
export const functionShape: ItemShape = {
  startsAt(tokens, index) {
    const type = tokens[index]?.tokenType;
    if (type === t.Oneway) return true;
    if (type === undefined || !typeStarts.has(type)) return false;
    if (tokens[index + 1]?.tokenType === t.OpenAngle) return true;
    if (isName(tokens[index + 1])) return tokens[index + 2]?.tokenType === t.OpenParenthesis;
    return opensArguments(tokens, index + 1);
  },
};

/**
 * Whether the token at `index`, the first one on its line, begins a function and surely no argument: `i32 name (` may be one
 * with annotations, but not where an id follows.
 */
export function isFunctionStart(tokens: readonly Token[], index: number): boolean {
  const type = tokens[index]?.tokenType;
  if (tokens[index]?.startsLine !== true || type === undefined) return false;
  const name = type === t.Oneway ? index + 2 : skipNested(tokens, index);
  const opening = tokens[name + 1];
  if (!isName(tokens[name]) || opening?.tokenType !== t.OpenParenthesis) return false;
  return type === t.Void || type === t.Oneway || tokens[name + 2]?.tokenType === t.Integer;
}

/** `()` or `(1`, which no annotations are but empty ones. */
function opensArguments(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.tokenType !== t.OpenParenthesis) return false;
  const first = tokens[index + 1]?.tokenType;
  return first === t.CloseParenthesis || first === t.Integer;
}

/** Enum members begin with any name. */
export const memberShape: ItemShape = {
  startsAt: (tokens, index) => isName(tokens[index]) || tokens[index]?.tokenType === t.Literal,
};
