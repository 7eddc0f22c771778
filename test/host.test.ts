/** Files in memory as the compiler asks for them, after edits too. */
import { describe, expect, it } from "vitest";
import { normalizePath } from "../src/host.js";
import {
  compile,
  createMemoryHost,
  emitDeclarations,
  HostError,
  overlayFile,
  type Host,
  type MemoryHost,
} from "../src/index.js";
import { directoryOf, pathUnder } from "../src/ir/paths.js";

function textOf(host: MemoryHost, path: string): string {
  return new TextDecoder().decode(host.readFile(path));
}

describe("a host in memory", () => {
  it("has the files that are set, in place of those before", () => {
    const host = createMemoryHost({ "a.thrift": "one" });
    host.set("/a.thrift", "longer");
    host.set("./b/../b/c.thrift", Uint8Array.of(0x63));
    expect([textOf(host, "a.thrift"), host.sizeOf("a.thrift")]).toEqual(["longer", 6]);
    expect([textOf(host, "/b/c.thrift"), host.kindOf("b")]).toEqual(["c", "directory"]);
  });

  it("loses a directory with the last file in it", () => {
    const host = createMemoryHost({ "a/b/one.thrift": "", "a/two.thrift": "" });
    host.set("a/b/one.thrift", "again");
    expect([host.delete("/a/b/one.thrift"), host.delete("a/b/one.thrift")]).toEqual([true, false]);
    expect(["/", "a", "a/b", "a/b/one.thrift"].map((path) => host.kindOf(path))).toEqual([
      "directory",
      "directory",
      undefined,
      undefined,
    ]);
    expect(host.realPath("a/b")).toBeUndefined();
    expect(() => host.readFile("a/b/one.thrift")).toThrow(HostError);
    host.delete("a/two.thrift");
    expect([host.kindOf("a"), host.kindOf("/")]).toEqual([undefined, "directory"]);
  });

  it("does not follow the record that it was made from", () => {
    const files: Record<string, string> = { "a.thrift": "one" };
    const host = createMemoryHost(files);
    files["a.thrift"] = "two";
    expect(textOf(host, "a.thrift")).toBe("one");
  });
});

describe("paths", () => {
  it.each([
    ["a/../b.thrift", "/x", "/x/b.thrift"],
    ["/../a//b/./c", "/x", "/a/b/c"],
    ["//a/b/c", "/x", "/a/b/c"],
    ["a\\b.thrift", "/x", "/x/a\\b.thrift"],
    // As Windows has them, with slashes of both kinds.
    ["a\\b.thrift", "C:/x", "C:/x/a/b.thrift"],
    ["..\\..\\..\\b", "c:/x/y", "C:/b"],
    ["c:\\a\\..\\b.thrift", "/x", "C:/b.thrift"],
    ["/a", "d:/x", "D:/a"],
    ["C:/", "D:/x", "C:/"],
    ["\\\\server\\share\\a\\..\\b", "C:/x", "//server/share/b"],
    ["//server/share/a", "C:/x", "//server/share/a"],
    ["../../a", "//server/share/x", "//server/share/a"],
    ["D:\\a", "//server/share/x", "D:/a"],
  ])("%s from %s is %s", (path, base, expected) => {
    expect(normalizePath(path, base)).toBe(expected);
    expect(normalizePath(expected, base)).toBe(expected);
  });

  it("of a drive lie in its root, and nothing above that", () => {
    expect(["C:/a/b", "C:/a", "C:/"].map(directoryOf)).toEqual(["C:/a", "C:/", "C:/"]);
    expect(pathUnder("C:/", "C:/a/b")).toBe("a/b");
    expect(pathUnder("C:/a", "C:/ab")).toBeUndefined();
  });
});

/** What `createNodeHost` gives on Windows, over files in memory. */
function createWindowsHost(files: Readonly<Record<string, string>>): Host {
  return { ...createMemoryHost(files), workingDirectory: "C:/project", isVirtual: false };
}

describe("a host with drives", () => {
  const files = {
    "C:\\project\\idl\\user.thrift": 'include "deep/base.thrift"\nstruct User { 1: base.Id id }',
    "C:/project/idl/deep/base.thrift": "typedef i64 Id",
  };

  it("compiles what is named with slashes of either kind, from either case of the drive", async () => {
    for (const path of ["C:\\project\\idl\\user.thrift", "c:/project/idl/user.thrift"]) {
      const result = await compile({ files: [path], host: createWindowsHost(files) });
      expect(result.diagnostics).toEqual([]);
      expect(result.files.map((file) => file.path)).toEqual(["deep/base.ts", "user.ts"]);
    }
  });

  it("keeps includes from leaving the roots by backslashes", async () => {
    const host = createWindowsHost({
      ...files,
      "C:/project/idl/thief.thrift": 'include "..\\\\secret.thrift"',
      "C:/project/secret.thrift": "struct Secret {}",
    });
    const { diagnostics } = await compile({ files: ["idl/thief.thrift"], host });
    expect(diagnostics.map(({ code }) => code)).toEqual(["include-outside-roots"]);
  });

  it("lays one file over the others, by any of its names", () => {
    const text = new TextEncoder().encode("struct New {}");
    const host = overlayFile(createWindowsHost(files), "new\\a.thrift", text);
    for (const path of ["new/a.thrift", "C:\\project\\new\\a.thrift"]) {
      expect([host.kindOf(path), host.realPath(path)]).toEqual(["file", "C:/project/new/a.thrift"]);
      expect(host.readFile(path)).toBe(text);
    }
  });

  it("knows the drive's root, and no other's", () => {
    const host = createWindowsHost(files);
    expect(["C:/", "c:\\", "C:/project", "/"].map(host.kindOf)).toEqual(
      Array.from({ length: 4 }, () => "directory"),
    );
    expect(["D:/", "C:/other"].map(host.kindOf)).toEqual([undefined, undefined]);
  });

  it("compiles what lies in the root of a drive, and includes from there", async () => {
    const host = createMemoryHost({
      "C:/a.thrift": "typedef i64 Id",
      "c:\\b.thrift": 'include "a.thrift"\nstruct B { 1: a.Id id }',
      "C:/x/c.thrift": 'include "../a.thrift"\nstruct C { 1: a.Id id }',
    });
    for (const options of [{ files: ["C:/b.thrift"] }, { files: ["C:/x/c.thrift"], root: "C:/" }]) {
      const result = await compile({ ...options, host });
      expect(result.diagnostics).toEqual([]);
      expect(result.files).toHaveLength(2);
    }
  });

  it("mirrors the project wherever its name comes from", async () => {
    const { declarations } = await emitDeclarations({
      files: ["idl\\user.thrift"],
      host: createWindowsHost(files),
      project: "c:\\project",
      declarations: "mirror",
    });
    expect(new Set(declarations.map(({ root }) => root))).toEqual(
      new Set(["C:/project/.thriftgen"]),
    );
    expect(declarations.map(({ path }) => path)).toContain("idl/user.d.thrift.ts");
  });
});
