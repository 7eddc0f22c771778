/**
 * Recognises the parts of Meta's dialect (fbthrift) that Thrift does not have, so that its files are called what they
 * are instead of being met with a list of unexpected words.
 */
import { skipNested } from "./recovery.js";
import * as t from "./tokens.js";
import type { Token } from "./tokens.js";

/** Words that fbthrift puts before definitions, functions and types, and that are plain names in Thrift. */
const words: ReadonlySet<string> = new Set(
  (
    "package interaction performs hs_include stream sink safe transient permanent client server stateful " +
    "idempotent readonly internal terse"
  ).split(" "),
);

export interface FbthriftFeature {
  readonly name: string;
  /** What tells it. */
  readonly at: Token;
}

/** What of fbthrift stands at the unexpected token at `index` or leads up to it. */
export function findFbthriftFeature(
  tokens: readonly Token[],
  index: number,
): FbthriftFeature | undefined {
  const [token, next] = [tokens[index], tokens[index + 1]];
  const [beforePrevious, previous] = [tokens[index - 2], tokens[index - 1]];
  if (token === undefined) return undefined;
  if (token.tokenType === t.At) return { name: "@annotation", at: token };
  if (isFbthriftWord(token)) return featureOf(token);
  const isAlias = token.image === "as" && previous?.tokenType === t.Literal;
  if (isAlias && beforePrevious?.tokenType === t.Include) return { name: "include as", at: token };
  // `Response, stream<Item> items()`.
  if (token.tokenType === t.Comma && isFbthriftWord(next) && isQualified(tokens[index + 2]))
    return featureOf(next);
  const literal = findStructLiteral(tokens, index);
  if (literal !== undefined) return { name: "the name of a struct before its value", at: literal };
  // A type or an argument may well be called "client": only what follows tells the word from the name.
  if (isFbthriftWord(previous) && isQualified(token)) return featureOf(previous);
  if (!isFbthriftWord(beforePrevious) || !isWord(previous)) return undefined;
  return isWord(token) || beforePrevious?.image === "performs"
    ? featureOf(beforePrevious)
    : undefined;
}

function featureOf(word: Token | undefined): FbthriftFeature | undefined {
  return word && { name: word.image, at: word };
}

/** The name in `= User{` where that ends a constant, and in `User{id =` where it is an element of a list. */
function findStructLiteral(tokens: readonly Token[], index: number): Token | undefined {
  const isElement = tokens[index]?.tokenType === t.Equals;
  const brace = isElement ? index - 2 : index;
  const [before, name, open] = [2, 1, 0].map((back) => tokens[brace - back]);
  const isLiteral =
    open?.tokenType === t.OpenBrace && !open.startsLine && name?.tokenType === t.Identifier;
  return isLiteral && beforeValues.has(before?.tokenType) ? name : undefined;
}

/** What a value may stand behind. */
const beforeValues: ReadonlySet<unknown> = new Set([t.Equals, t.OpenBracket, t.Comma, t.Colon]);

function isFbthriftWord(token: Token | undefined): boolean {
  return token?.tokenType === t.Identifier && words.has(token.image);
}

function isQualified(token: Token | undefined): boolean {
  if (token === undefined || token.startsLine) return false;
  return isWord(token) || token.tokenType === t.Literal || token.tokenType === t.OpenAngle;
}

/** Index behind the `@name` or `@name{...}` at `index`. */
export function skipFbthriftAnnotation(tokens: readonly Token[], index: number): number {
  let next = index + 1;
  if (tokens[next] !== undefined && isWord(tokens[next])) next++;
  const hasFields = tokens[next]?.tokenType === t.OpenBrace;
  return hasFields ? skipNested(tokens, next) : next;
}

/**
 * Index behind the `stream<...>` or `sink<...>`, with the function's name, that the unexpected token at `index` belongs to,
 * else `index`: what they throw looks like functions of their own.
 */
export function skipFbthriftStream(tokens: readonly Token[], index: number): number {
  // `stream<Item> items()` fails at its bracket, `Response, stream<Item> items()` at its comma.
  for (const word of [index - 1, index + 1]) {
    const isStream = isFbthriftWord(tokens[word]) && streams.has(tokens[word]?.image);
    if (!isStream || tokens[word + 1]?.tokenType !== t.OpenAngle) continue;
    const near = tokens.slice(word + 1, word + 1 + farthest);
    const end = word + 1 + skipNested(near, 0);
    if (tokens[end - 1]?.tokenType === t.CloseAngle) return isWord(tokens[end]) ? end + 1 : end;
  }
  return index;
}

/** Tokens of a type with what it throws: more are not looked at, as many may be left open. */
const farthest = 512;

const streams: ReadonlySet<unknown> = new Set(["stream", "sink"]);

function isWord(token: Token | undefined): boolean {
  return token?.tokenType.CATEGORIES?.includes(t.Name) ?? false;
}
