/** Globs, expanded here because not every shell does it, and so that build files behave the same everywhere. */
import { readdirSync, type Dirent } from "node:fs";
import { parse, resolve } from "node:path";

/** `{a,b}` multiplies; more alternatives than this are no longer a list that a person wrote. */
const maximumAlternatives = 256;

export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * The files that match, sorted, relative to where the pattern is. `*` and `?` stay within a name, `**` spans
 * directories, `[a-z]` and `{a,b}` are as in a shell. Wildcards skip names that begin with a dot, and `**` does not
 * enter node_modules or follow links. `visit` hears of each directory that was looked into, whether it is there or not.
 */
export function expandGlob(
  pattern: string,
  workingDirectory: string,
  visit: (directory: string) => void = () => undefined,
): string[] {
  const search: Search = { base: workingDirectory, found: new Set(), visit };
  for (const alternative of expandBraces(pattern)) {
    // A share of Windows is parsed with its name, which is no pattern.
    const root = parse(alternative).root.replaceAll("\\", "/");
    const parts = alternative.slice(root.length).split("/");
    walk(
      search,
      root,
      parts.filter((part) => part !== ""),
    );
  }
  return [...search.found].toSorted();
}

interface Search {
  readonly base: string;
  readonly found: Set<string>;
  readonly visit: (directory: string) => void;
}

function walk(search: Search, path: string, parts: readonly string[]): void {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  if (part === "**") {
    walk(search, path, rest);
    for (const entry of readEntries(search, path)) {
      const isEntered = entry.isDirectory() && entry.name !== "node_modules";
      if (isEntered && !entry.name.startsWith(".")) walk(search, path + entry.name + "/", parts);
    }
    return;
  }
  if (!isGlob(part) && rest.length > 0) {
    walk(search, `${path}${part}/`, rest);
    return;
  }
  const matcher = compilePart(part);
  for (const entry of readEntries(search, path)) {
    if (!matcher.test(entry.name)) continue;
    if (entry.name.startsWith(".") && !part.startsWith(".")) continue;
    if (rest.length > 0) walk(search, `${path}${entry.name}/`, rest);
    else if (!entry.isDirectory()) search.found.add(path + entry.name);
  }
}

function readEntries({ base, visit }: Search, path: string): Dirent[] {
  const directory = resolve(base, path);
  visit(directory);
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    // What cannot be listed matches nothing; a glob that matches nothing at all is an error of its own.
    return [];
  }
}

/** One part between slashes as a regular expression. */
function compilePart(part: string): RegExp {
  let source = "";
  for (let i = 0; i < part.length; i++) {
    const char = part.charAt(i);
    const close = char === "[" ? part.indexOf("]", i + 2) : -1;
    if (char === "*") source += source.endsWith(".*") ? "" : ".*";
    else if (char === "?") source += ".";
    else if (close > 0) {
      source += compileClass(part.slice(i + 1, close));
      i = close;
    } else source += escapeChar(char);
  }
  return new RegExp(`^${source}$`, "su");
}

/** What stands in brackets, `!` or `^` first for all others. A range from high to low holds nothing, as in a shell. */
function compileClass(inside: string): string {
  const isNegated = /^[!^]/.test(inside);
  const chars = [...(isNegated ? inside.slice(1) : inside)];
  let source = "";
  for (let i = 0; i < chars.length; i++) {
    const [low = "", dash, high] = chars.slice(i, i + 3);
    const isRange = dash === "-" && high !== undefined;
    if (!isRange) source += escapeChar(low);
    else if ((low.codePointAt(0) ?? 0) <= (high.codePointAt(0) ?? 0))
      source += `${escapeChar(low)}-${escapeChar(high)}`;
    if (isRange) i += 2;
  }
  return `[${isNegated ? "^" : ""}${source}]`;
}

/** For inside and outside of brackets: a dash may not have a backslash outside. */
function escapeChar(char: string): string {
  return char === "-" ? "\\x2d" : char.replace(/[\\^$.|+()[\]{}]/, "\\$&");
}

/** `a{b,c{d,e}}f` -> `abf`, `acdf`, `acef`. A brace without a partner stands for itself. */
function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const pending = [pattern];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const match = /\{([^{}]*)\}/.exec(next);
    const options = match?.[1]?.split(",");
    if (
      match === null ||
      options === undefined ||
      done.length + pending.length > maximumAlternatives
    ) {
      done.push(next);
      continue;
    }
    const before = next.slice(0, match.index);
    const after = next.slice(match.index + match[0].length);
    for (const option of options) pending.push(before + option + after);
  }
  return done;
}
