/** What can be wrong with files, includes and output paths, explained. */
import type { includeEntries } from "./catalog-includes.js";
import type { outputEntries } from "./catalog-output.js";
import type { Explanation } from "./explanation.js";

const user = "struct User {\n  1: string name\n}";

export const includeExplanations = {
  "include-not-found": {
    meaning:
      "An include is looked for beside the file that names it, then in the root (--root, else the directory of the " +
      "named files), then in each directory given with -I.",
    wrong: { files: { "a.thrift": 'include "usr.thrift"', "user.thrift": user } },
    right: { files: { "a.thrift": 'include "user.thrift"', "user.thrift": user } },
  },
  "include-not-a-file": {
    meaning:
      "Only regular files are read. Directories, devices, pipes and URLs are refused before they are opened.",
    wrong: { files: { "a.thrift": 'include "shared"', "shared/user.thrift": user } },
    right: { files: { "a.thrift": 'include "shared/user.thrift"', "shared/user.thrift": user } },
  },
  "include-outside-roots": {
    meaning:
      "Includes stay within the root and the directories given with -I, links followed, so that an IDL from elsewhere " +
      "cannot make the compiler read your files.",
    wrong: { files: { "idl/a.thrift": 'include "../user.thrift"', "user.thrift": user } },
    right: {
      files: { "idl/a.thrift": 'include "../user.thrift"', "user.thrift": user },
      options: "--root .",
    },
  },
  "file-outside-root": {
    meaning:
      "An output path is the path of the IDL below the root, so every named file has to lie below it.",
    wrong: { files: { "a.thrift": user }, options: "--root idl" },
    right: { files: { "idl/a.thrift": user }, options: "--root idl" },
  },
  "include-not-importable": {
    meaning:
      "Where a plugin makes .thrift files modules, includes become imports of their own, by the names of their files. " +
      "A plugin is asked for names that end in .thrift, so a bundler would take any other for something else.",
    wrong: {
      files: {
        "a.thrift": 'include "user.idl"\nstruct A {\n  1: user.User user\n}',
        "user.idl": user,
      },
      isModule: true,
    },
    right: {
      files: {
        "a.thrift": 'include "user.thrift"\nstruct A {\n  1: user.User user\n}',
        "user.thrift": user,
      },
      isModule: true,
    },
  },
  "include-cycle": {
    meaning:
      "Files that include one another cannot be put in an order, and other Thrift compilers refuse or crash.",
    wrong: {
      files: {
        "a.thrift": 'include "b.thrift"\n\nstruct A {\n  1: optional b.B b\n}',
        "b.thrift": 'include "a.thrift"\n\nstruct B {\n  1: optional a.A a\n}',
      },
    },
    right: {
      files: {
        "a.thrift": 'include "b.thrift"\n\nstruct A {\n  1: optional b.B b\n}',
        "b.thrift": "struct B {\n  1: optional string name\n}",
      },
    },
  },
  "duplicate-include-prefix": {
    meaning:
      "An included file is known by its base name. Of two files with one base name the reader cannot tell which is " +
      "meant.",
    wrong: {
      files: {
        "a.thrift": 'include "old/user.thrift"\ninclude "new/user.thrift"',
        "old/user.thrift": user,
        "new/user.thrift": "struct Person {\n  1: string name\n}",
      },
    },
    right: {
      files: {
        "a.thrift": 'include "old/user.thrift"\ninclude "new/person.thrift"',
        "old/user.thrift": user,
        "new/person.thrift": "struct Person {\n  1: string name\n}",
      },
    },
  },
  "too-many-includes": {
    meaning:
      "One compilation reads at most 4,096 files, so that hostile IDL ends in an error and not in a full memory.",
    wrong: 'include "part1.thrift"\ninclude "part2.thrift"\n...',
    right: { files: { "a.thrift": 'include "user.thrift"', "user.thrift": user } },
    isSketch: true,
  },
  "includes-too-deep": {
    meaning: "A chain of includes may be 64 files long.",
    wrong: { files: { "a.thrift": 'include "b.thrift"', "b.thrift": 'include "c.thrift"\n...' } },
    right: { files: { "a.thrift": 'include "b.thrift"', "b.thrift": user } },
    isSketch: true,
  },
  "file-too-large": {
    meaning: "An IDL file may have 16 MiB; it is not read beyond that.",
    wrong: "const list<i32> TABLE = [ 1, 2, 3, ... ]",
    right: "const list<i32> TABLE = [ 1, 2, 3 ]",
    isSketch: true,
  },
  "invalid-utf8-comment": {
    meaning:
      "IDL is read as UTF-8. In comments other bytes harm nobody, so what cannot be read becomes U+FFFD, in the output's " +
      "comments too. Anywhere else it is an error.",
    wrong: "// caf\\xE9    (the byte E9 itself, as Latin-1 writes an accented e)\nstruct User {}",
    right: "// café\nstruct User {}",
    isSketch: true,
  },
  "invalid-utf8": {
    meaning:
      "IDL is read as UTF-8, strictly but for comments: replacing what cannot be read would change strings behind your back.",
    wrong:
      'const string NAME = "caf\\xE9"    (the byte E9 itself, as Latin-1 writes an accented e)',
    right: 'const string NAME = "café"',
    isSketch: true,
  },
  "unsafe-output-path": {
    meaning:
      "Output paths come from the IDL's paths or, with --layout namespace, from its namespace. Paths that lead out of " +
      "the output directory, or that not every system can hold, are refused.",
    wrong: {
      files: { "a.thrift": `namespace js aux.users\n\n${user}` },
      options: "--layout namespace",
    },
    right: {
      files: { "a.thrift": `namespace js acme.users\n\n${user}` },
      options: "--layout namespace",
    },
  },
  "output-collision": {
    meaning:
      "Two IDL files must not give the same output file, on file systems that ignore case too.",
    wrong: { files: { "a.thrift": 'include "A.thrift"', "A.thrift": user } },
    right: { files: { "a.thrift": 'include "user.thrift"', "user.thrift": user } },
  },
} as const satisfies Record<keyof typeof includeEntries | keyof typeof outputEntries, Explanation>;
