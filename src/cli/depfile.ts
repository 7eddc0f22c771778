/** Dependencies in the form of Make rules, as gcc -MD writes them and Ninja, Make and Bazel read them. */

/** One rule: every output depends on every input. On Windows the colon of a drive stays, as compilers write it there. */
export function formatDepfile(
  outputs: readonly string[],
  inputs: readonly string[],
  isWindows = process.platform === "win32",
): string {
  const escape = (path: string): string => escapeMake(path, isWindows);
  const targets = outputs.map(escape).join(" \\\n  ");
  const sources = inputs.map((input) => ` \\\n  ${escape(input)}`).join("");
  return `${targets}:${sources}\n`;
}

/** Spaces, `#` and `:` take a backslash, `$` doubles (GNU Make manual, "Writing Rules"). */
function escapeMake(path: string, isWindows: boolean): string {
  return path
    .replaceAll("$", "$$$$")
    .replace(
      /(\\*)([ \t])/g,
      (_all, slashes: string, blank: string) => `${slashes}${slashes}\\${blank}`,
    )
    .replace(isWindows ? /^[A-Za-z]:(?=\/)|[#:]/g : /[#:]/g, (found) =>
      found.length > 1 ? found : `\\${found}`,
    );
}
