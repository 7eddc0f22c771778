/** The page of a diagnostic code: what it means, IDL that causes it, and how to mend it. */
import { catalog, type DiagnosticCode } from "./catalog.js";
import { explanations } from "./explanations.js";
import type { Example, Explanation } from "./explanation.js";

/** Columns of a page's prose. */
const PAGE_WIDTH = 80;

/** Whether the text is one of the codes that diagnostics have. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(catalog, text);
}

/** The page as plain text, ending in a line break. Throws a TypeError where there is no such code. */
export function explainCode(code: DiagnosticCode): string {
  if (!isDiagnosticCode(code)) {
    throw new TypeError(
      `there is no diagnostic ${String(code)}: isDiagnosticCode says whether a text is one`,
    );
  }
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
