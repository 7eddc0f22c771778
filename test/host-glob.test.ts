import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { expandGlob, isGlob } from "../src/host-glob.js";
import { createTemporaryDirectory } from "./support/temporary.js";

const root = createTemporaryDirectory();
const files = [
  "a.thrift",
  "b.thrift",
  "b.txt",
  ".hidden.thrift",
  "idl/c.thrift",
  "idl/deep/er/d.thrift",
  "idl/node_modules/x/e.thrift",
  "idl/.git/f.thrift",
  "odd (1)+.thrift",
  "名前.thrift",
];
for (const file of files) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), "");
}
mkdirSync(join(root, "dir.thrift"));
symlinkSync(join(root, "idl"), join(root, "idl/deep/loop"));

describe("expandGlob", () => {
  it.each([
    ["*.thrift", ["a.thrift", "b.thrift", "odd (1)+.thrift", "名前.thrift"]],
    ["?.thrift", ["a.thrift", "b.thrift"]],
    ["[a].*", ["a.thrift"]],
    ["[!a].t*", ["b.thrift", "b.txt"]],
    ["[a-b].thrift", ["a.thrift", "b.thrift"]],
    ["{a,b}.thrift", ["a.thrift", "b.thrift"]],
    ["{a,idl/{c,x}}.thrift", ["a.thrift", "idl/c.thrift"]],
    ["idl/**/*.thrift", ["idl/c.thrift", "idl/deep/er/d.thrift"]],
    ["**/d.thrift", ["idl/deep/er/d.thrift"]],
    ["i*/c.thrift", ["idl/c.thrift"]],
    ["./idl/*.thrift", ["./idl/c.thrift"]],
    [".h*.thrift", [".hidden.thrift"]],
    ["odd (1)+.thrif?", ["odd (1)+.thrift"]],
    ["nothing/*.thrift", []],
    ["[z]*", []],
    ["[z-a].thrift", []],
    ["[!z-a].thrift", ["a.thrift", "b.thrift"]],
    ["[a--b].thrift", ["b.thrift"]],
    ["[-a].thrift", ["a.thrift"]],
    ["[a-].thrift", ["a.thrift"]],
    ["[]a].thrift", ["a.thrift"]],
    ["[^\\[]].thrift", []],
    ["[\u{1f600}-\ufffd].thrift", []],
    ["[a&&b].thrift", ["a.thrift", "b.thrift"]],
    ["a-b].thrift", []],
    ["[\u540d]*.thrift", ["名前.thrift"]],
  ])("%s", (pattern, expected) => {
    expect(expandGlob(pattern, root)).toEqual(expected);
  });

  it("takes absolute patterns", () => {
    expect(expandGlob(join(root, "a.*"), "/")).toEqual([join(root, "a.thrift")]);
  });

  it("does not multiply braces without bound", () => {
    expect(expandGlob("{a,b}".repeat(40), root)).toEqual([]);
  });
});

it("knows what is a glob", () => {
  expect(["a.thrift", "dir/b-c_d.thrift", "a]"].filter(isGlob)).toEqual([]);
  expect(["*", "a?", "[ab]", "{a}"].filter(isGlob)).toEqual(["*", "a?", "[ab]", "{a}"]);
});
