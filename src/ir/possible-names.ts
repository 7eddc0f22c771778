/** What a broken file may define, judged by its text alone: the parser has swallowed some of it. */

/** Comments (of blocks those without a star inside, so that hostile text takes no quadratic time), words, line ends and the rest. */
const pieces =
  /\/\/[^\n]*|#[^\n]*|^[ \t]*\*[^\n]*|\/\*{1,2}[^\n*]*\*\/|(?<word>[A-Za-z_]\w*)|(?<line>\n)|\d\w*|[^\s\w]/gm;

/** Words behind which a type is used, not defined. */
const usages: ReadonlySet<string> = new Set([
  "optional",
  "required",
  "extends",
  "oneway",
  "async",
  "stream",
]);

/** A name may stand on the line behind these. */
const keywords: ReadonlySet<string> = new Set([
  "struct",
  "union",
  "exception",
  "enum",
  "senum",
  "service",
]);

/**
 * The words that stand where a definition has its name: behind another word, whatever keyword or type that is or was meant to be, or
 * behind the `>` of a container, on the same line; and before `{` or `=`. Undefined where a name is missing, which may be any.
 */
export function listPossibleNames(text: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let lead = "";
  let last = "";
  let isUsed = false;
  for (const { 0: piece, groups } of text.matchAll(pieces)) {
    const { word, line } = groups ?? {};
    if (isComment(piece)) continue;
    if (line !== undefined) {
      if (!keywords.has(lead)) lead = "";
      continue;
    }
    if (word !== undefined) {
      isUsed = usages.has(lead);
      if (isLead(lead)) names.add(word);
    } else if (piece === "{" || piece === "=") {
      if (keywords.has(last)) return undefined;
      if (!isUsed) names.add(last);
    }
    lead = last = piece;
  }
  return names;
}

function isLead(before: string): boolean {
  return before === ">" || (/^[A-Za-z_]/.test(before) && !usages.has(before));
}

function isComment(piece: string): boolean {
  return piece.length > 1 && /^(?:\/|#|\s*\*)/.test(piece);
}
