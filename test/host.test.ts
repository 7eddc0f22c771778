/** Files in memory as the compiler asks for them, after edits too. */
import { describe, expect, it } from "vitest";
import { createMemoryHost, HostError, type MemoryHost } from "../src/index.js";

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
