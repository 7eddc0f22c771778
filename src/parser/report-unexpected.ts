import type { SourceFile } from "../source.js";
import { suggestName } from "../suggest.js";
import { expectations, type Expectation } from "./expectations.js";
import { findFbthriftFeature, type FbthriftFeature } from "./fbthrift.js";
import type { SyntaxReporter } from "./reporter.js";
import * as t from "./tokens.js";
import type { Token } from "./tokens.js";

/** Reports `token`, one of `tokens`, as what cannot stand at the place that `key` names. */
export function reportUnexpected(
  reporter: SyntaxReporter,
  key: string,
  tokens: readonly Token[],
  token: Token,
): void {
  const previous = tokens[token.index - 1];
  const start = token.startOffset;
  const end = token.endOffset + 1;
  const feature = findFbthriftFeature(tokens, token.index);
  if (feature !== undefined) return reportFbthrift(reporter, feature);
  if (isStray(key) && (token.tokenType === t.Comma || token.tokenType === t.Semicolon)) {
    return reporter.error("extra-separator", start, end, { separator: token.image });
  }
  if (isStray(key) && closers.has(token.tokenType)) {
    return reporter.error("unmatched-bracket", start, end, { bracket: token.image });
  }
  const expectation = expectations[key] ?? { expected: key };
  const { expected } = expectation;
  const hint = findRequiredness(key, tokens, token) ?? findHint(key, expectation, token);
  const found = describeToken(reporter.file, token);
  // What a line lacks at its end is missing there, and not where the next line begins.
  const isMissing =
    !isStray(key) && (token.startsLine || token.tokenType === t.EOF) && previous !== undefined;
  const place = isMissing ? previous.endOffset + 1 : undefined;
  reporter.error("unexpected-token", place ?? start, place ?? end, { expected, found }, { hint });
}

/** Once a file: its other features of fbthrift would only repeat what is wrong with it. */
function reportFbthrift(reporter: SyntaxReporter, { name, at }: FbthriftFeature): void {
  if (reporter.hasReportedFbthrift) return;
  reporter.hasReportedFbthrift = true;
  reporter.error("fbthrift-syntax", at.startOffset, at.endOffset + 1, { feature: name });
}

/** The places between the items of a block: what stands there belongs to nothing. */
export function isStray(key: string): boolean {
  return key === "document" || key === "fieldBlock" || key === "enumeration" || key === "service";
}

const closers: ReadonlySet<unknown> = new Set([
  t.CloseBrace,
  t.CloseBracket,
  t.CloseParenthesis,
  t.CloseAngle,
]);

const definitionKeywords = "struct union exception enum typedef const service include namespace";

/** Words of other languages, by what they hint at where a definition would begin. */
const foreignWords: ReadonlyMap<string, string> = new Map([
  ["syntax", "This is how files of Protocol Buffers begin, which is another language."],
  ["message", "Thrift's word for it is struct."],
  ["class", "Thrift's word for it is struct."],
  ["record", "Thrift's word for it is struct."],
  ["interface", "Thrift's word for it is service, or struct where it holds data."],
  ["type", "Thrift's word for it is typedef."],
  ["import", "Thrift's word for it is include."],
]);

function findHint(key: string, expectation: Expectation, token: Token): string | undefined {
  if (key === "document" && token.tokenType === t.Identifier) {
    const foreign = foreignWords.get(token.image);
    if (foreign !== undefined) return foreign;
    const nearest = suggestName(token.image, definitionKeywords.split(" "));
    if (nearest !== undefined) return `Did you mean ${nearest}?`;
  }
  if (key.endsWith(":Name") && token.tokenType === t.Boolean) {
    return "true and false cannot be names.";
  }
  return expectation.hints?.[token.tokenType.name] ?? expectation.hint;
}

/** `optinal i32 id` is read as a field `i32` of a type `optinal`; what is wrong shows one token later. */
function findRequiredness(
  key: string,
  tokens: readonly Token[],
  { index }: Token,
): string | undefined {
  if (!key.endsWith(":Name")) return undefined;
  const [word, type, name] = [3, 2, 1].map((back) => tokens[index - back]);
  const isField = type !== undefined && name?.tokenType === t.Identifier && !type.startsLine;
  if (!isField || word?.tokenType !== t.Identifier) return undefined;
  const meant = suggestName(word.image, ["optional", "required"]);
  return meant === undefined ? undefined : `Did you mean "${meant}" instead of "${word.image}"?`;
}

const maximumShownUnits = 40;

/** A token for a message: `"}"`, `the string "abc"`, `the end of the file`. */
export function describeToken(file: SourceFile, token: Token): string {
  if (token.tokenType === t.EOF) return "the end of the file";
  const end = Math.min(token.endOffset + 1, token.startOffset + maximumShownUnits);
  const dots = token.endOffset + 1 > end ? "..." : "";
  const text = file.text.slice(token.startOffset, end) + dots;
  if (token.tokenType === t.Literal) return `the string ${text}`;
  return `"${text}"`;
}
