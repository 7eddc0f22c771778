/** `thriftgen watch` as users run it: lines, exit codes, what is left behind. */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildCli, runCli } from "../support/cli.js";
import { createProject } from "../support/project.js";

const project = createProject();
const { put, read, run, listOutput } = project;

/** A running `thriftgen watch`. */
class Watch {
  readonly #child: ChildProcess;
  readonly #closed: Promise<number | null>;
  readonly #waiting = new Set<() => void>();
  stderr = "";
  stdout = "";

  constructor(cli: string, line: string) {
    const words = line.split(" ").filter((word) => word !== "");
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
    this.#child = spawn(process.execPath, [cli, "watch", ...words], { cwd: project.root, env });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      for (const look of this.#waiting) look();
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.#closed = new Promise((done) => this.#child.on("close", done));
  }

  /** Waits until the error stream holds a match, and takes all up to its end away. */
  async expect(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.stderr);
      if (match !== null) {
        this.stderr = this.stderr.slice(match.index + match[0].length);
        return match[0];
      }
      if (this.#child.exitCode !== null) throw new Error(`ended: ${this.stderr}`);
      await new Promise<void>((done) => {
        this.#waiting.add(done);
        this.#child.once("close", () => done());
      });
    }
  }

  async interrupt(): Promise<number | null> {
    this.#child.kill("SIGINT");
    return this.#closed;
  }
}

let watch: Watch | undefined;

async function start(line: string): Promise<Watch> {
  watch = new Watch(await buildCli(), line);
  return watch;
}

afterEach(async () => {
  await watch?.interrupt();
  watch = undefined;
});

describe("a watch run", () => {
  it("says in one line what each build did, and ends with 130 and no leftover", async () => {
    put("group.thrift", 'include "user.thrift"\nstruct Group { 1: list<user.User> users }');
    const running = await start("group.thrift -o gen --runtime ./runtime.js");
    await running.expect(/^group\.thrift -> 2 files \[\d+ ms\]\n/);
    put("group.thrift", 'include "user.thrift"\nstruct Group { 1: set<user.User> users }');
    await running.expect(/group\.thrift -> 2 files \[\d+ ms\], 1 unchanged\n/);
    put("user.thrift", "struct User { 1: i64 id");
    await running.expect(/user\.thrift:1:13: error: .*\n(?:.*\n)*?1 error, nothing written\n/);
    put("user.thrift", "struct User { 1: i64 key }");
    await running.expect(/user\.thrift -> 2 files \[\d+ ms\]\n/);
    expect(read("gen/user.ts")).toContain("key");
    put("group.thrift", "struct Group { 1: i32 x }");
    await running.expect(/group\.thrift -> 1 file \[\d+ ms\], 1 removed\n/);
    expect(await running.interrupt()).toBe(130);
    expect(readdirSync(join(project.root, "gen"))).toEqual(["group.ts"]);
  });

  it("gives what compile gives", async () => {
    const running = await start("user.thrift -o watched --views --target js+dts --i64 string");
    await running.expect(/user\.thrift -> 4 files .*\n/);
    await running.interrupt();
    await run("compile user.thrift -o compiled --views --target js+dts --i64 string");
    expect(listOutput("watched")).toEqual(listOutput("compiled"));
    for (const path of listOutput("watched")) {
      expect(read(`watched/${path}`)).toBe(read(`compiled/${path}`));
    }
  });

  it("takes files that begin to match a glob, and drops those that do not any more", async () => {
    const running = await start("idl/**/*.thrift -o gen");
    await running.expect(/error: no file matches idl\/\*\*\/\*\.thrift\n/);
    put("idl/deep/a.thrift", "struct A { 1: i32 x }");
    await running.expect(/idl\/deep\/a\.thrift -> 1 file .*\n/);
    put("idl/b.thrift", "struct B { 1: i32 x }");
    await running.expect(/b\.thrift -> 2 files .*\n/);
    rmSync(join(project.root, "idl/deep"), { recursive: true });
    await running.expect(/ 1 removed\n/);
    expect(listOutput()).toEqual(["b.ts"]);
  });

  it("follows a config that comes, breaks, changes and goes", async () => {
    const running = await start("user.thrift -o gen --runtime ./runtime.js");
    await running.expect(/user\.thrift -> 1 file .*\n/);
    put("thriftgen.config.json", '{ "i64": "number" }');
    await running.expect(/user\.thrift -> 1 file .*\n/);
    expect(read("gen/user.ts")).toContain("id: number");
    put("thriftgen.config.json", '{ "i46": "number" }');
    await running.expect(
      /json:1:3: error: there is no option "i46"\n.*\n.*\n {2}hint: Did you mean "i64"\?\n/,
    );
    rmSync(join(project.root, "thriftgen.config.json"));
    put("thriftgen.config.mjs", 'export default { i64: "string" };');
    await running.expect(/user\.thrift -> 1 file .*\n/);
    put("thriftgen.config.mjs", 'export default { i64: "number", views: true };');
    await running.expect(/user\.thrift -> 2 files .*\n/);
    expect(read("gen/user.view.ts")).toContain("number");
  });

  it("is not ended by a config that leaves something open, but for an interrupt", async () => {
    put("thriftgen.config.mjs", "setInterval(() => {}, 50); export default {};");
    const running = await start("user.thrift -o gen --runtime ./runtime.js");
    await running.expect(/user\.thrift -> 1 file .*\n/);
    // Longer than the time that the process gives to what is left open.
    await new Promise((done) => setTimeout(done, 400));
    put("user.thrift", "struct User { 1: i64 later }");
    await running.expect(/user\.thrift -> 1 file .*\n/);
    expect(await running.interrupt()).toBe(130);
  });

  it("looks for changes by itself with --poll, lists files and writes a depfile", async () => {
    put("thriftgen.config.json", '{ "poll": 5, "listFiles": true, "depfile": "deps.d" }');
    const running = await start("user.thrift -o gen");
    await running.expect(/user\.thrift -> 1 file .*\n/);
    put("user.thrift", "struct User { 1: i32 polled }");
    await running.expect(/user\.thrift -> 1 file .*\n/);
    await running.interrupt();
    // Once for each build: a look between truncating and writing sees an empty file.
    expect(running.stdout).toMatch(/^(?:gen\/user\.ts\n){2,}$/);
    expect(read("deps.d")).toBe("gen/user.ts: \\\n  user.thrift \\\n  thriftgen.config.json\n");
  });
});

describe("what no edit can mend ends at once", () => {
  it.each([
    ["watch user.thrift", 2, "no output directory is named"],
    ["watch -o gen", 2, "no IDL file is named"],
    ["watch - -o gen", 2, "watch cannot read standard input"],
    ["watch user.thrift -o gen --check", 2, "there is no option --check"],
    ["watch user.thrift -o gen --poll soon", 2, "--poll takes a whole number from 1 to 3600000"],
  ])("%s", async (line, code, message) => {
    const result = await run(line);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(message);
  });

  it("an empty path, which no edit can mend", async () => {
    const result = await runCli(["watch", "", "-o", "gen"], { cwd: project.root });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("an empty path is named");
  });

  it("help names the options", async () => {
    const { stdout, code } = await run("watch --help");
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: thriftgen watch <files|globs> -o <dir> [options]");
    for (const flag of ["--poll MS", "--out, -o DIR", "--config FILE", "--depfile FILE"]) {
      expect(stdout).toContain(flag);
    }
  });
});
