import { describe, expect, it } from "vitest";
import { createMemoryHost } from "../../src/host.js";
import { findInclude } from "../../src/ir/include-roots.js";

const host = createMemoryHost({ "/p/idl/a/a.thrift": "", "/p/idl/b/b.thrift": "" });

function find(path: string, roots = ["idl", "inc"]): unknown {
  return findInclude(
    host,
    roots.map((name) => ({ absolute: `/p/${name}`, display: name, real: `/p/${name}` })),
    { absolute: "/p/idl/a", display: "idl/a" },
    path,
  );
}

describe("an include that begins with ../", () => {
  it("is found beside the including file", () => {
    expect(find("../b/b.thrift")).toMatchObject({ kind: "found", display: "idl/b/b.thrift" });
  });

  it("is missing, not outside, where only a root cannot be gone up from", () => {
    expect(find("../b/none.thrift")).toEqual({ kind: "not-found", looked: ["idl/a"] });
    expect(find("none.thrift")).toEqual({ kind: "not-found", looked: ["idl/a", "idl", "inc"] });
  });

  it("is outside where it leads out beside the file; what would allow it is told from there", () => {
    expect(find("../../c.thrift")).toEqual({ kind: "outside", directory: "." });
    expect(find("../b/b.thrift", ["idl/a"])).toEqual({ kind: "outside", directory: "idl/b" });
  });
});
