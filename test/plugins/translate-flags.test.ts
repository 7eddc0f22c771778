/** Hints for those who configure a bundler name keys of options, not flags. */
import { expect, it } from "vitest";
import { catalog } from "../../src/diagnostics/catalog.js";
import { translateFlags } from "../../src/plugins/translate-flags.js";

it.each([
  [
    "Write the path relative to this file, or name the directory it stands in with -I.",
    "Write the path relative to this file, or add its directory to includeDirs.",
  ],
  [
    "Add -I ../idl to allow it, or choose a --root that holds it.",
    'Add "../idl" to includeDirs to allow it, or choose a root that holds it.',
  ],
  [
    "Name a directory that holds it with --root or -I.",
    "Name a directory that holds it with root or includeDirs.",
  ],
  ["Rename one of them.", "Rename one of them."],
])("%s", (hint, translated) => {
  expect(translateFlags(hint)).toBe(translated);
});

/** Hints of what plugins do not do: output files, scaffolds; and a flag of another tool. */
const others = /--layout|with -o|iconv/;

it("no hint that plugins can show names a flag after that", () => {
  const entries: readonly { readonly hint?: string | undefined }[] = Object.values(catalog);
  const hints = entries.flatMap(({ hint }) => hint ?? []).filter((hint) => !others.test(hint));
  expect(hints.length).toBeGreaterThan(20);
  const left = hints.map(translateFlags).filter((hint) => /(?:^|\s)--?[A-Za-z]/.test(hint));
  expect(left).toEqual([]);
});
