/** What the grammar expects at each of its places, in words. */
import type { IParserErrorMessageProvider } from "chevrotain";
import type { SourceFile } from "../source.js";
import type { SyntaxReporter } from "./reporter.js";
import * as t from "./tokens.js";
import type { Token } from "./tokens.js";

/** Chevrotain's messages are keys into `expectations`: the rule, and the token that the rule wanted. */
export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) => `${ruleName}:${expected.name}`,
  buildNoViableAltMessage: ({ ruleName }) => ruleName,
  buildNotAllInputParsedMessage: ({ ruleName }) => ruleName,
  buildEarlyExitMessage: ({ ruleName }) => ruleName,
};

interface Expectation {
  readonly expected: string;
  readonly hint?: string;
}

const expectations: ReadonlyMap<string, Expectation> = new Map<string, Expectation>([
  ["document", { expected: "a definition" }],
]);

/** Reports `token` as what cannot stand at the place that `key` names. */
export function reportUnexpected(
  reporter: SyntaxReporter,
  key: string,
  token: Token,
  previous: Token | undefined,
): void {
  const { expected, hint } = expectations.get(key) ?? { expected: key };
  const found = describeToken(reporter.file, token, false);
  // What is missing at the end of a line is missing there, not where the next line begins.
  const isMissing = token.startsLine && previous !== undefined;
  const start = isMissing ? previous.endOffset + 1 : token.startOffset;
  const end = isMissing ? previous.endOffset + 1 : token.endOffset + 1;
  reporter.error("unexpected-token", start, end, { expected, found }, { hint });
}

const maxShown = 40;

/** A token for a message: `"}"`, `the string "abc"`, `the end of the file`. */
export function describeToken(file: SourceFile, token: Token, startsSentence: boolean): string {
  if (token.tokenType === t.EOF)
    return startsSentence ? "The end of the file" : "the end of the file";
  const text = file.text.slice(
    token.startOffset,
    Math.min(token.endOffset + 1, token.startOffset + maxShown),
  );
  const dots = token.endOffset + 1 - token.startOffset > maxShown ? "..." : "";
  if (token.tokenType === t.Literal)
    return `${startsSentence ? "The" : "the"} string ${text}${dots}`;
  return `"${text}${dots}"`;
}
