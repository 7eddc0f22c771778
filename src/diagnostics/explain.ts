/** The page of a code, of a diagnostic or a ThriftError: what it means, what causes it, and how to mend it. */
import { catalog, type DiagnosticCode } from "./catalog.js";
import { explanations } from "./explanations.js";
import type { Example, Explanation } from "./explanation.js";
import {
  errorExplanations,
  exampleIdl,
  type ErrorExplanation,
  type ThriftErrorCode,
} from "./runtime-errors.js";

/** Columns of a page's prose. */
const PAGE_WIDTH = 80;

/** Whether the text is one of the codes that diagnostics have. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(catalog, text);
}

/** Whether the text is one of the codes that a `ThriftError` of the runtime has, such as TRUNCATED. */
export function isThriftErrorCode(text: string): text is ThriftErrorCode {
  return Object.hasOwn(errorExplanations, text);
}

/**
 * The page of a diagnostic's code, or of a ThriftError's, as plain text that ends in a line break. Throws a TypeError where there is
 * no such code.
 */
export function explainCode(code: DiagnosticCode | ThriftErrorCode): string {
  if (isDiagnosticCode(code)) return explainDiagnostic(code);
  if (isThriftErrorCode(code)) return explainError(code);
  throw new TypeError(
    `there is no code ${String(code)}: isDiagnosticCode and isThriftErrorCode say whether a text is one`,
  );
}

function explainDiagnostic(code: DiagnosticCode): string {
  const { severity, lenient, class: name } = catalog[code];
  const explanation: Explanation = explanations[code];
  const leniency = lenient ? "; with --lenient a warning" : "";
  return [
    `${code} (${severity}, ${name}${leniency})`,
    "",
    wrapWords(explanation.meaning),
    "",
    ...section("Wrong", explanation.wrong),
    ...section("Right", explanation.right),
  ].join("\n");
}

function explainError(code: ThriftErrorCode): string {
  const { meaning, remedy, wrong, right }: ErrorExplanation = errorExplanations[code];
  return [
    `${code} (ThriftError, thrown by @thriftgen/runtime)`,
    "",
    wrapWords(meaning),
    "",
    wrapWords(remedy),
    "",
    ...section("Wrong", wrong),
    ...section("Right", right),
    ...section("Where the IDL is", exampleIdl),
  ].join("\n");
}

function section(title: string, example: Example): string[] {
  if (typeof example === "string") return [`${title}:`, "", indent(example), ""];
  const options = example.options === undefined ? "" : ` (${example.options})`;
  return Object.entries(example.files).flatMap(([path, text], index) => [
    index === 0 ? `${title}${options}: ${path}` : `${path}`,
    "",
    indent(text),
    "",
  ]);
}

function wrapWords(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > PAGE_WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join("\n");
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, "    ");
}
