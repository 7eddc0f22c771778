/** `thriftgen compile` as users run it: what it tells about its output. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, lstatSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { version } from "../../src/version.js";
import { createProject } from "../support/project.js";

const project = createProject();
const { put, read, run, listOutput } = project;

describe("looking without writing", () => {
  it("--check lists stale files and ends with 1", async () => {
    await run("compile user.thrift -o gen");
    const fresh = await run("compile user.thrift -o gen --check");
    expect(fresh).toEqual({ code: 0, stdout: "", stderr: "1 file up to date\n" });
    put("user.thrift", "struct User {\n  1: i64 id\n}\nservice S {}\n");
    const stale = await run("compile user.thrift -o gen --check");
    expect(stale).toEqual({
      code: 1,
      stdout: "gen/user.service.ts\ngen/user.ts\n",
      stderr: "2 of 2 files stale: run thriftgen without --check\n",
    });
    expect(listOutput()).toEqual(["user.ts"]);
  });

  it("--dry-run tells what would happen", async () => {
    const planned = await run("compile user.thrift -o gen --dry-run");
    expect(planned).toEqual({
      code: 0,
      stdout: "create gen/user.ts\n",
      stderr: "user.thrift -> 1 file (dry run, nothing written)\n",
    });
    expect(existsSync(join(project.root, "gen"))).toBe(false);
  });

  it("--list-files prints every output", async () => {
    put("a.thrift", 'include "user.thrift"\nservice S { user.User get() }');
    const { stdout } = await run("compile a.thrift -o ./gen/ --list-files");
    expect(stdout).toBe("./gen/a.service.ts\n./gen/a.ts\n./gen/user.ts\n");
    expect(listOutput()).toEqual(["a.service.ts", "a.ts", "user.ts"]);
  });
});

describe("dependencies", () => {
  it("--depfile writes a Make rule over all inputs", async () => {
    put("my user.thrift", "struct U { 1: i32 x }");
    put("a.thrift", 'include "my user.thrift"\nenum A { X }');
    put("thriftgen.config.json", "{}");
    const { code } = await run("compile a.thrift -o gen --depfile a.d");
    expect(code).toBe(0);
    expect(read("a.d")).toBe(
      "gen/a.ts \\\n  gen/my\\ user.ts: \\\n  a.thrift \\\n  my\\ user.thrift \\\n" +
        "  thriftgen.config.json\n",
    );
  });

  it("a file that is named by a link too is compiled once, under its own name, and that is told", async () => {
    symlinkSync("user.thrift", join(project.root, "alias.thrift"));
    symlinkSync("user.thrift", join(project.root, "zlias.thrift"));
    const { code, stderr } = await run("compile alias.thrift user.thrift zlias.thrift -o gen");
    expect(code).toBe(0);
    expect(stderr).toContain(
      "hint: alias.thrift is another name of user.thrift, which has the one output (and 1 more such name)\n",
    );
    expect(project.listOutput()).toEqual(["user.ts"]);
    expect((await run("compile alias.thrift -o gen")).stderr).not.toContain("another name");
  });

  it("--depfile writes into pipes and through links, and replaces neither", async () => {
    const rule = "gen/user.ts: \\\n  user.thrift\n";
    put("real.d", "old");
    symlinkSync(join(project.root, "real.d"), join(project.root, "link.d"));
    await run("compile user.thrift -o gen --depfile link.d");
    expect(read("real.d")).toBe(rule);
    expect(lstatSync(join(project.root, "link.d")).isSymbolicLink()).toBe(true);
    execFileSync("mkfifo", [join(project.root, "pipe.d")]);
    const reader = promisify(execFile)("cat", [join(project.root, "pipe.d")], { timeout: 10_000 });
    await run("compile user.thrift -o gen --depfile pipe.d");
    expect((await reader).stdout).toBe(rule);
    expect((await run("compile user.thrift -o gen --depfile gen")).stderr).toContain(
      "error: cannot write gen: it is a directory",
    );
  });

  it("--depfile leaves out what standard input stands for, unless it is there", async () => {
    const stdin = "enum A { X }";
    await run("compile - -o gen --depfile a.d", { stdin });
    expect(read("a.d")).toBe("gen/stdin.ts:\n");
    await run("compile - --stdin-filename user.thrift -o gen --depfile a.d", { stdin });
    expect(read("a.d")).toBe("gen/user.ts: \\\n  user.thrift\n");
  });
});

describe("the runtime", () => {
  it("is named when it cannot be found from the output", async () => {
    const missing = await run("compile user.thrift -o gen");
    expect(missing.stderr).toContain(": npm install @thriftgen/runtime\n");
    put("node_modules/@thriftgen/runtime/package.json", '{"exports": {"./codegen-v1": "./x.js"}}');
    put("node_modules/@thriftgen/runtime/x.js", "");
    expect((await run("compile user.thrift -o gen")).stderr).not.toContain("hint");
  });

  it("may have a path that no system can hold", async () => {
    const path = `./${"a".repeat(5000)}`;
    const { code, stderr } = await run(`compile user.thrift -o gen --runtime ${path}`);
    expect(code).toBe(0);
    expect(stderr).toContain(": check --runtime\n");
  });

  it.each([
    ["0.0.99", true],
    [version, false],
    ["1.0.0", false],
  ])("that is %s is too old: %s", async (installed, isOld) => {
    const exports = { "./codegen-v1": "./x.js", "./package.json": "./package.json" };
    const manifest = JSON.stringify({ version: installed, exports });
    put("node_modules/@thriftgen/runtime/package.json", manifest);
    put("node_modules/@thriftgen/runtime/x.js", "");
    const { code, stderr } = await run("compile user.thrift -o gen");
    expect({ code, isOld: stderr.includes(`but ${installed} is installed`) }).toEqual({
      code: 0,
      isOld,
    });
  });
});

it("more findings than are shown are where the hint says", async () => {
  const fields = Array.from({ length: 30 }, (_, i) => `${i + 1}: Strng f${i}`).join(" ");
  put("user.thrift", `struct User { ${fields} }`);
  const { code, stderr } = await run("compile user.thrift -o gen");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /\n\.\.\. and 10 more\nhint: --error-format json shows all\n30 errors, nothing written\n$/,
  );
  const all = await run("compile user.thrift -o gen --error-format json");
  expect(JSON.parse(all.stderr)).toHaveLength(30);
});

describe("JavaScript in a package that says", () => {
  const hint = 'put "type": "module" into ';

  it.each([
    ['{"type": "commonjs"}', true],
    ['{"type": "module"}', false],
    ["{}", false],
    ["null", false],
    ["{", false],
  ])("%s gets a hint: %s", async (manifest, isTold) => {
    put("package.json", manifest);
    const { code, stderr } = await run("compile user.thrift -o gen --target js");
    expect({
      code,
      isTold: stderr.includes(`${hint}${join(project.root, "package.json")}\n`),
    }).toEqual({ code: 0, isTold });
  });

  it("commonjs gets none where the output has a package of its own, or is TypeScript", async () => {
    put("package.json", '{"type": "commonjs"}');
    expect((await run("compile user.thrift -o gen")).stderr).not.toContain(hint);
    put("gen/package.json", '{"type": "module"}');
    expect((await run("compile user.thrift -o gen --target js")).stderr).not.toContain(hint);
  });
});
