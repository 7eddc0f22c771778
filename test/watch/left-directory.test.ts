/** What stays of an output directory that a watcher has left. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createWatcher, type WatchedCompilation } from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const root = createTemporaryDirectory();
const at = (path: string): string => join(root, path);

function compileUser(): WatchedCompilation {
  const outDir = readFileSync(at("options.txt"), "utf8");
  return { files: ["../user.thrift"], root: "..", outDir };
}

it("goes when that empties it, but nothing above it and not the working directory", async () => {
  mkdirSync(at("work"));
  writeFileSync(at("user.thrift"), "struct User { 1: i64 id }");
  writeFileSync(at("options.txt"), "../above/gen");
  const watcher = createWatcher({
    compilation: compileUser,
    configFiles: ["../options.txt"],
    workingDirectory: at("work"),
    debounce: 2,
  });
  await watcher.settle();
  expect(readdirSync(at("above/gen"))).toEqual(["user.ts"]);
  writeFileSync(at("options.txt"), ".");
  await watcher.settle();
  expect(readdirSync(at("above"))).toEqual([]);
  expect(readdirSync(at("work"))).toEqual(["user.ts"]);
  writeFileSync(at("options.txt"), "../other");
  await watcher.settle();
  expect(readdirSync(at("work"))).toEqual([]);
  await watcher.close();
});
