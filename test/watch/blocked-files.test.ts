/** What is in the way of a file that a watcher writes, and what is told of it. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createWatcher, type BuiltEvent, type Watcher } from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const parent = createTemporaryDirectory();
let count = 0;
let root = "";
let watcher: Watcher | undefined;
let built: BuiltEvent[] = [];
let failures: unknown[] = [];

const at = (path: string): string => join(root, path);
const put = (path: string, text: string): void => writeFileSync(at(path), text);

const group = 'include "user.thrift"\nstruct Group { 1: user.User user }';

beforeEach(() => {
  root = join(parent, String(count++));
  mkdirSync(at("gen"), { recursive: true });
  put("user.thrift", "struct User { 1: i64 id }");
  put("group.thrift", group);
});

afterEach(async () => {
  await watcher?.close();
});

/** After its first build. */
async function start(): Promise<Watcher> {
  [built, failures] = [[], []];
  const started = createWatcher({
    compilation: { files: ["group.thrift"], outDir: "gen", declarations: "beside" },
    workingDirectory: root,
    debounce: 2,
  });
  watcher = started;
  started.on("built", (event) => built.push(event));
  started.on("error", (error) => failures.push(error));
  await started.settle();
  return started;
}

const blocks: Readonly<Record<string, readonly [path: string, block: (path: string) => void]>> = {
  "a directory": ["gen/user.ts", (path) => mkdirSync(path)],
  "a link": ["gen/user.ts", (path) => symlinkSync(at("user.thrift"), path)],
  "a link that leads nowhere": ["gen/user.ts", (path) => symlinkSync("nowhere", path)],
  "a declaration of somebody": ["user.d.thrift.ts", (path) => writeFileSync(path, "// mine")],
};

it.each(Object.keys(blocks))("%s: once it is gone the file is written", async (name) => {
  const [path, block] = blocks[name] as NonNullable<(typeof blocks)[string]>;
  block(at(path));
  const running = await start();
  expect(failures).not.toEqual([]);
  expect(built).toEqual([]);
  // Noticed by itself: nothing asks for a build.
  const isBuilt = new Promise<void>((done) => void running.on("built", () => done()));
  rmSync(at(path), { recursive: true });
  await isBuilt;
  expect(readFileSync(at("gen/user.ts"), "utf8")).toContain("interface User");
  expect(readFileSync(at("user.d.thrift.ts"), "utf8")).toContain("User");
  expect(built.at(-1)?.written).toMatchObject({ created: ["group.ts", "user.ts"], unchanged: [] });
});

it("a directory that is refused is an error, and written once it can be", async () => {
  rmSync(at("gen"), { recursive: true });
  put("gen", "a file in its place");
  const running = await start();
  const messages = failures.map((error) => (error as Error).message);
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) expect(message).toContain("gen is not a directory");
  rmSync(at("gen"));
  await running.settle();
  expect(existsSync(at("gen/user.ts"))).toBe(true);
});

it("what an edit was told before it could not be written is told again once it is", async () => {
  const warned = "const bool warned = 2";
  put("group.thrift", `${warned}\n${group}`);
  const running = await start();
  let told = 0;
  running.on("diagnostics", () => (told += 1));
  rmSync(at("gen"), { recursive: true });
  put("gen", "a file in its place");
  put("group.thrift", `${warned} // edited\n${group}`);
  await running.settle();
  rmSync(at("gen"));
  await running.settle();
  expect(told).toBe(1);
});

it("findings are told again after an edit that leaves them as they were, and not after anything else", async () => {
  put("group.thrift", `${group}\nconst bool warned = 2`);
  const running = await start();
  const told: string[] = [];
  running.on("diagnostics", (found) => told.push(found.map(({ code }) => code).join()));
  put("user.thrift", "struct User { 1: i64 key }");
  await running.settle();
  expect(told).toEqual(["bool-from-integer"]);
  rmSync(at("gen"), { recursive: true });
  await running.settle();
  expect(existsSync(at("gen/user.ts"))).toBe(true);
  expect(told).toHaveLength(1);
});

it("paths are those of the system, whatever another one would read in them", async () => {
  const running = createWatcher({
    compilation: { files: ["group.thrift"], outDir: "C:/gen" },
    workingDirectory: root,
  });
  watcher = running;
  await running.settle();
  expect(existsSync(at("C:/gen/user.ts"))).toBe(true);
});

it("what was removed before the mistake is told with the next build", async () => {
  const running = await start();
  rmSync(at("group.d.thrift.ts"));
  mkdirSync(at("group.d.thrift.ts"));
  put("group.thrift", "struct Group { 1: i64 user }");
  await running.settle();
  expect(failures).not.toEqual([]);
  expect(existsSync(at("gen/user.ts"))).toBe(false);
  rmSync(at("group.d.thrift.ts"), { recursive: true });
  await running.settle();
  const gone = ["user.ts", at("user.d.thrift.ts")];
  expect(built.at(-1)?.removed).toEqual(expect.arrayContaining(gone));
});

it("what was removed and is there again is not told as removed", async () => {
  const running = await start();
  rmSync(at("group.d.thrift.ts"));
  mkdirSync(at("group.d.thrift.ts"));
  put("group.thrift", "struct Group { 1: i64 user }");
  await running.settle();
  expect(existsSync(at("gen/user.ts"))).toBe(false);
  put("group.thrift", group);
  rmSync(at("group.d.thrift.ts"), { recursive: true });
  await running.settle();
  expect(existsSync(at("gen/user.ts"))).toBe(true);
  expect(built.at(-1)?.removed).toEqual([]);
  expect(built.at(-1)?.written?.created).toContain("user.ts");
});
