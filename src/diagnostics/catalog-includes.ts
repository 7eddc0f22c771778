/** What can be wrong with files and includes. */
import { define } from "./catalog-entry.js";

export const includeEntries = {
  "include-not-found": define<{ path: string }>(
    "lenient-error",
    "INCLUDE_NOT_FOUND",
    (p) => `Included file "${p.path}" was not found.`,
    "Write the path relative to this file, or name the directory it stands in with -I.",
  ),
  "include-not-a-file": define<{ path: string }>(
    "error",
    "INCLUDE_NOT_FOUND",
    (p) => `Include "${p.path}" does not name a regular file.`,
    "An include names one .thrift file; directories, devices, pipes and URLs are never read.",
  ),
  "include-outside-roots": define<{ path: string; isAbsolute: boolean }>(
    "error",
    "INCLUDE_OUTSIDE_ROOTS",
    (p) =>
      p.isAbsolute
        ? `Include "${p.path}" is an absolute path, which is not followed.`
        : `Include "${p.path}" leads out of the include roots.`,
    "Name a directory that holds it with --root or -I.",
  ),
  "file-outside-root": define<{ path: string; root: string }>(
    "error",
    "INCLUDE_OUTSIDE_ROOTS",
    (p) => `"${p.path}" is not under the root "${p.root}", so it has no output path.`,
    "Choose a --root that holds every named file.",
  ),
  "include-not-importable": define<{ path: string }>(
    "error",
    "INCLUDE_NOT_FOUND",
    (p) => `"${p.path}" cannot be imported: its name does not end in .thrift.`,
    "Rename the file, or write code for both with thriftgen compile, and import that.",
  ),
  "include-cycle": define<{ chain: readonly string[] }>(
    "error",
    "INCLUDE_CYCLE",
    (p) => `These files include one another: ${p.chain.join(" -> ")}.`,
    "Move what both sides need into a file of its own, and include that one.",
  ),
  "duplicate-include-prefix": define<{ prefix: string; first: string }>(
    "warning",
    "DUPLICATE",
    (p) => `"${p.prefix}." already stands for "${p.first}"; names are looked up there first.`,
    "Rename one of the files, so that each prefix stands for one file.",
  ),
  "too-many-includes": define<{ limit: number }>(
    "error",
    "LIMIT",
    (p) => `More than ${p.limit} files are included.`,
  ),
  "includes-too-deep": define<{ limit: number }>(
    "error",
    "LIMIT",
    (p) => `Includes are nested more than ${p.limit} deep.`,
  ),
  "file-too-large": define<{ path: string; size: number; limit: number }>(
    "error",
    "LIMIT",
    (p) => `"${p.path}" has ${p.size} bytes; an IDL file may have ${p.limit}.`,
  ),
  "invalid-utf8-comment": define<{ offset: number }>(
    "warning",
    "SYNTAX",
    (p) => `A comment is not valid UTF-8: the byte at offset ${p.offset} cannot stand there.`,
    "Save the file as UTF-8 (in iconv terms: iconv -t UTF-8); until then the output has U+FFFD there.",
  ),
  "invalid-utf8": define<{ offset: number }>(
    "error",
    "SYNTAX",
    (p) => `The file is not valid UTF-8: the byte at offset ${p.offset} cannot stand there.`,
    "Save the file as UTF-8 (in iconv terms: iconv -t UTF-8).",
  ),
} as const;
