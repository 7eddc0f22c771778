import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHost, HostError, type Host } from "../../src/host.js";
import { createNodeHost } from "../../src/host-node.js";
import { limits } from "../../src/ir/limits.js";
import { load, show } from "./support.js";

function found(
  host: Host,
  files: readonly string[],
  more: Parameters<typeof load>[2] = {},
): readonly string[] {
  return load(host, files, more).sink.diagnostics.map(show);
}

function modulesOf(
  host: Host,
  files: readonly string[],
  more: Parameters<typeof load>[2] = {},
): readonly string[] {
  const { result, sink } = load(host, files, more);
  expect(sink.diagnostics.map(show)).toEqual([]);
  return result.documents.map((document) => document.modulePath);
}

const outside = (path: string): string =>
  `error include-outside-roots: Include "${path}" leads out of the include roots.`;

const makeChain = (length: number): Host =>
  createMemoryHost(
    Object.fromEntries(
      Array.from({ length }, (_, i) => [
        `f${i}.thrift`,
        i + 1 < length ? `include "f${i + 1}.thrift"` : "",
      ]),
    ),
  );

describe("finding includes", () => {
  const host = createMemoryHost({
    "/p/idl/a.thrift": 'include "sub/b.thrift"\ninclude "c.thrift"\ninclude "d.thrift"',
    "/p/idl/sub/b.thrift": 'include "c.thrift"\ninclude "sub/e.thrift"',
    "/p/idl/sub/c.thrift": "",
    "/p/idl/sub/e.thrift": "",
    "/p/idl/c.thrift": "",
    "/p/inc/c.thrift": "",
    "/p/inc/d.thrift": "",
  });

  it("looks beside the including file, then in the root, then in each include directory", () => {
    const { result, sink } = load(host, ["/p/idl/a.thrift"], { includeDirs: ["/p/inc"] });
    expect(sink.diagnostics).toEqual([]);
    const included = Object.fromEntries(
      result.documents.map((document) => [
        document.modulePath,
        document.includes.map((include) => include.document?.source.path),
      ]),
    );
    expect(included).toEqual({
      a: ["/p/idl/sub/b.thrift", "/p/idl/c.thrift", "/p/inc/d.thrift"],
      c: [],
      d: [],
      "sub/b": ["/p/idl/sub/c.thrift", "/p/idl/sub/e.thrift"],
      "sub/c": [],
      "sub/e": [],
    });
  });

  it("names the places where it looked", () => {
    const { sink } = load(
      createMemoryHost({ "/p/a.thrift": 'include "x/b.thrift"' }),
      ["p/a.thrift"],
      {
        includeDirs: ["inc", "./more/"],
      },
    );
    expect(sink.diagnostics.map(show)).toEqual([
      'p/a.thrift:1:9 error include-not-found: Included file "x/b.thrift" was not found.',
    ]);
    expect(sink.diagnostics[0]?.notes).toEqual([{ message: 'Looked in "p", "inc", "more".' }]);
    expect(sink.diagnostics[0]?.hint).toContain("-I");
  });

  it("reads a file once, however many include it", () => {
    let reads = 0;
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`b${i}.thrift`, 'include "z.thrift"']),
    );
    const inner = createMemoryHost({
      ...files,
      "a.thrift": Object.keys(files)
        .map((name) => `include "${name}"`)
        .join("\n"),
      "z.thrift": "",
    });
    const counting: Host = {
      ...inner,
      readFile: (path) => {
        reads++;
        return inner.readFile(path);
      },
    };
    expect(modulesOf(counting, ["a.thrift"])).toHaveLength(302);
    expect(reads).toBe(302);
  });

  it("shows includes as the user would write them", () => {
    const files = { "/x/p/a.thrift": 'include "../q/b.thrift"', "/x/q/b.thrift": "struct" };
    const inner = { ...createMemoryHost(files), workingDirectory: "/x/p" };
    expect(found(inner, ["a.thrift"], { root: ".." })[0]).toMatch(/^\.\.\/q\/b\.thrift:1:7 error/);
  });
});

describe("module paths", () => {
  const host = createMemoryHost({
    "/p/one/a.thrift": 'include "../two/b.thrift"',
    "/p/two/b.thrift": 'include "c.thrift"',
    "/inc/deep/c.thrift": "",
    "/inc/c.thrift": "",
  });

  it("start at the directory that holds all named files", () => {
    expect(modulesOf(createMemoryHost({ "/p/q/a.thrift": "" }), ["/p/q/a.thrift"])).toEqual(["a"]);
    const named = ["/p/two/b.thrift", "/p/one/a.thrift"];
    expect(modulesOf(host, named, { includeDirs: ["/inc"] })).toEqual(["c", "one/a", "two/b"]);
  });

  it("start at the given root", () => {
    expect(modulesOf(host, ["p/one/a.thrift"], { root: "/", includeDirs: ["/inc"] })).toEqual([
      "inc/c",
      "p/one/a",
      "p/two/b",
    ]);
  });

  it("do not depend on the order of the arguments, nor on naming a file twice", () => {
    const named = ["/p/one/a.thrift", "/p/two/b.thrift"];
    const more = { includeDirs: ["/inc"] };
    const expected = modulesOf(host, named, more);
    expect(modulesOf(host, [...named].toReversed(), more)).toEqual(expected);
    expect(modulesOf(host, [...named, "/p/two/../one/a.thrift"], more)).toEqual(expected);
  });

  it("mark the named files as main, whether another named one includes them or not", () => {
    const { result } = load(host, ["/p/one/a.thrift", "/p/two/b.thrift"], {
      includeDirs: ["/inc"],
    });
    expect(
      result.documents.filter((document) => document.isMain).map((document) => document.prefix),
    ).toEqual(["a", "b"]);
  });

  it("need the file to stand in a root", () => {
    expect(found(host, ["/p/one/a.thrift"], { root: "/p/two" })).toEqual([
      '- error file-outside-root: "/p/one/a.thrift" is not under the root "/p/two", so it has no output path.',
    ]);
  });
});

describe("includes that are refused", () => {
  it("do not leave the roots, and name the flag that would allow it", () => {
    const host = createMemoryHost({
      "/p/idl/a.thrift":
        'include "../b.thrift"\ninclude "../../etc/passwd"\ninclude "x/../../b.thrift"',
      "/p/b.thrift": "",
    });
    const { sink } = load(host, ["p/idl/a.thrift"]);
    expect(sink.diagnostics.map(show)).toEqual([
      `p/idl/a.thrift:1:9 ${outside("../b.thrift")}`,
      `p/idl/a.thrift:2:9 ${outside("../../etc/passwd")}`,
      `p/idl/a.thrift:3:9 ${outside("x/../../b.thrift")}`,
    ]);
    expect(sink.diagnostics.map((diagnostic) => diagnostic.hint)).toEqual([
      "Add -I p to allow it, or choose a --root that holds it.",
      "Add -I etc to allow it, or choose a --root that holds it.",
      "Add -I p to allow it, or choose a --root that holds it.",
    ]);
  });

  it("are found once the flag is given", () => {
    const host = createMemoryHost({
      "/p/idl/a.thrift": 'include "../b.thrift"',
      "/p/b.thrift": "",
    });
    expect(modulesOf(host, ["p/idl/a.thrift"], { includeDirs: ["p"] })).toEqual(["a", "b"]);
    expect(modulesOf(host, ["p/idl/a.thrift"], { root: "p" })).toEqual(["b", "idl/a"]);
  });

  it("are never asked of the disk when they lie outside by their text", () => {
    const asked: string[] = [];
    const inner = createMemoryHost({ "/p/a.thrift": 'include "../secret"\ninclude "/etc/passwd"' });
    const spying: Host = {
      ...inner,
      kindOf: (path) => {
        asked.push(path);
        return inner.kindOf(path);
      },
    };
    expect(found(spying, ["/p/a.thrift"])).toEqual([
      `/p/a.thrift:1:9 ${outside("../secret")}`,
      '/p/a.thrift:2:9 error include-outside-roots: Include "/etc/passwd" is an absolute path, which is not followed.',
    ]);
    expect(asked).toEqual(["/p/a.thrift"]);
  });

  it("name no directories, devices, URLs or nothing at all", () => {
    const inner = createMemoryHost({
      "/p/a.thrift":
        'include "."\ninclude "sub"\ninclude "file:///etc/passwd"\ninclude ""\ninclude "pipe"',
      "/p/sub/b.thrift": "",
    });
    const host: Host = {
      ...inner,
      kindOf: (path) => (path === "/p/pipe" ? "other" : inner.kindOf(path)),
    };
    expect(found(host, ["/p/a.thrift"])).toEqual(
      [".", "sub", "file:///etc/passwd", "", "pipe"].map(
        (path, line) =>
          `/p/a.thrift:${line + 1}:9 error include-not-a-file: Include "${path}" does not name a regular file.`,
      ),
    );
  });

  it("treat drive letters and shares as absolute", () => {
    const host = createMemoryHost({
      "a.thrift": 'include "C:\\\\x.thrift"\ninclude "\\\\\\\\host\\\\x.thrift"',
    });
    expect(load(host, ["a.thrift"]).sink.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      "include-outside-roots",
      "include-outside-roots",
    ]);
  });
});

describe("links", () => {
  const created: string[] = [];
  const makeFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "thriftgen-load-"));
    created.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of created.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it("may not lead out of the roots, and nothing of the file is shown", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "idl"));
    writeFileSync(join(folder, "secret.thrift"), "hunter2");
    writeFileSync(
      join(folder, "idl/a.thrift"),
      'include "link.thrift"\ninclude "dir/secret.thrift"',
    );
    symlinkSync("../secret.thrift", join(folder, "idl/link.thrift"));
    symlinkSync("..", join(folder, "idl/dir"));
    const { result, sink } = load(createNodeHost(folder), ["idl/a.thrift"]);
    expect(sink.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      "include-outside-roots",
      "include-outside-roots",
    ]);
    expect(result.documents).toHaveLength(1);
    expect(
      JSON.stringify(sink.diagnostics.map(({ message, hint, notes }) => [message, hint, notes])),
    ).not.toContain("hunter2");
  });

  it("inside the roots give one file for all its names", () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "a.thrift"), 'include "b.thrift"\ninclude "link.thrift"');
    writeFileSync(join(folder, "b.thrift"), "struct B {}");
    symlinkSync("b.thrift", join(folder, "link.thrift"));
    const { result, sink } = load(createNodeHost(folder), ["a.thrift"]);
    expect(sink.diagnostics).toEqual([]);
    const [a] = result.documents;
    expect(a?.includes.map((include) => include.prefix)).toEqual(["b", "link"]);
    expect(new Set(a?.includes.map((include) => include.document)).size).toBe(1);
  });

  it("give way to the file's own path where both are named", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "own"));
    writeFileSync(join(folder, "own/user.thrift"), "struct User {}");
    symlinkSync("user.thrift", join(folder, "own/alias.thrift"));
    // Names are not sorted by what they are, and the whole may stand behind a link.
    symlinkSync("own", join(folder, "behind"));
    for (const base of ["own", "behind"]) {
      const host = createNodeHost(join(folder, base));
      expect(modulesOf(host, ["alias.thrift", "user.thrift"])).toEqual(["user"]);
      expect(modulesOf(host, ["user.thrift", "alias.thrift"])).toEqual(["user"]);
      expect(modulesOf(host, ["alias.thrift"])).toEqual(["alias"]);
    }
    const links = ["behind/user.thrift", "own/user.thrift"];
    expect(modulesOf(createNodeHost(folder), links)).toEqual(["own/user"]);
  });

  it("in a ring lead to no file", () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "a.thrift"), 'include "b.thrift"');
    symlinkSync("c.thrift", join(folder, "b.thrift"));
    symlinkSync("b.thrift", join(folder, "c.thrift"));
    const { sink } = load(createNodeHost(folder), ["a.thrift"]);
    expect(sink.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["include-not-found"]);
  });

  it("let a named file stand elsewhere: naming it allows it", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "store"));
    mkdirSync(join(folder, "idl"));
    writeFileSync(join(folder, "store/x1.thrift"), 'include "b.thrift"');
    writeFileSync(join(folder, "idl/b.thrift"), "");
    symlinkSync("../store/x1.thrift", join(folder, "idl/a.thrift"));
    expect(modulesOf(createNodeHost(folder), ["idl/a.thrift"])).toEqual(["a", "b"]);
  });
});

describe("include cycles", () => {
  it("are reported once each, with the chain", () => {
    const host = createMemoryHost({
      "a.thrift": 'include "b.thrift"\ninclude "a.thrift"\ninclude "c.thrift"',
      "b.thrift": 'include "c.thrift"',
      "c.thrift": 'include "b.thrift"',
    });
    expect(found(host, ["a.thrift"])).toEqual([
      "c.thrift:1:9 error include-cycle: These files include one another: b.thrift -> c.thrift -> b.thrift.",
      "a.thrift:2:9 error include-cycle: These files include one another: a.thrift -> a.thrift.",
    ]);
  });
});

describe("limits", () => {
  it("bound the depth of includes", () => {
    expect(modulesOf(makeChain(limits.includeDepth), ["f0.thrift"])).toHaveLength(
      limits.includeDepth,
    );
    expect(found(makeChain(limits.includeDepth + 1), ["f0.thrift"])).toEqual([
      "f63.thrift:1:9 error includes-too-deep: Includes are nested more than 64 deep.",
    ]);
  });

  it("bound the number of files", () => {
    const names = Array.from({ length: 5000 }, (_, i) => `f${i}.thrift`);
    const host = createMemoryHost({
      ...Object.fromEntries(names.map((name) => [name, ""])),
      "a.thrift": names.map((name) => `include "${name}"`).join("\n"),
    });
    const { result, sink } = load(host, ["a.thrift"]);
    expect(sink.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["too-many-includes"]);
    expect(result.documents.length).toBeLessThanOrEqual(limits.includes);
  });

  it("refuse a large file before it is read", () => {
    const inner = createMemoryHost({ "a.thrift": 'include "b.thrift"', "b.thrift": "" });
    const host: Host = {
      ...inner,
      sizeOf: (path) => (path === "/b.thrift" ? limits.fileSize + 1 : inner.sizeOf(path)),
      readFile: (path) => {
        if (path === "/b.thrift") throw new Error("must not be read");
        return inner.readFile(path);
      },
    };
    expect(found(host, ["a.thrift"])).toEqual([
      'a.thrift:1:9 error file-too-large: "b.thrift" has 16777217 bytes; an IDL file may have 16777216.',
    ]);
  });

  it("refuse a file that grew while it was read", () => {
    const inner = createMemoryHost({ "a.thrift": new Uint8Array(limits.fileSize + 1) });
    expect(found({ ...inner, sizeOf: () => 1 }, ["a.thrift"])[0]).toContain("error file-too-large");
  });
});

describe("named files", () => {
  it("that are missing or no files are told apart, and the others are still read", () => {
    const host = createMemoryHost({ "d/a.thrift": "" });
    const { result, sink } = load(host, ["nope.thrift", "d", "d/a.thrift"]);
    expect(result.missing).toEqual([
      { path: "d", reason: "not-a-file" },
      { path: "nope.thrift", reason: "missing" },
    ]);
    expect(result.documents.map((document) => document.modulePath)).toEqual(["d/a"]);
    expect(sink.diagnostics).toEqual([]);
  });

  it("that cannot be read throw the host's error", () => {
    const host: Host = {
      ...createMemoryHost({ "a.thrift": "" }),
      readFile: (path) => {
        throw new HostError(path, "permission denied");
      },
    };
    expect(() => load(host, ["a.thrift"])).toThrow(HostError);
  });
});
