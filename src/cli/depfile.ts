/** Dependencies in the form of Make rules, as gcc -MD writes them and Ninja, Make and Bazel read them. */

/** One rule: every output depends on every input. */
export function formatDepfile(outputs: readonly string[], inputs: readonly string[]): string {
  const targets = outputs.map(escapeMake).join(" \\\n  ");
  const sources = inputs.map((input) => ` \\\n  ${escapeMake(input)}`).join("");
  return `${targets}:${sources}\n`;
}

/**
 * Spaces, `#` and `:` take a backslash, `$` doubles (GNU Make manual, "Writing Rules"). The colon of a drive stays, as compilers
 * on Windows write it.
 */
function escapeMake(path: string): string {
  return path
    .replaceAll("$", "$$$$")
    .replace(
      /(\\*)([ \t])/g,
      (_all, slashes: string, blank: string) => `${slashes}${slashes}\\${blank}`,
    )
    .replace(/^[A-Z]:(?=\/)|[#:]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}
