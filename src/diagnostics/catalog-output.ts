/** What can be wrong with output paths. */
import { define } from "./catalog-entry.js";

export const outputEntries = {
  "unsafe-output-path": define<{ path: string; reason: string }>(
    "error",
    "OUTPUT_ESCAPE",
    (p) => `The output path "${p.path}" cannot be used: ${p.reason}.`,
    "Rename the file or directory, or choose other paths with --root or --layout.",
  ),
  "output-collision": define<{ path: string; other: string }>(
    "error",
    "DUPLICATE",
    (p) =>
      p.path === p.other
        ? `Two files would be written to "${p.path}".`
        : `"${p.path}" and "${p.other}" are the same file where names ignore case.`,
    "Rename one of the files, or choose other paths with --root or --layout.",
  ),
} as const;
