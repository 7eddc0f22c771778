/** `thriftgen compile` as users run it: arguments, files, streams, exit codes. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFile, execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import type { JsonDiagnostic } from "../../src/diagnostics/render-machine.js";
import { version } from "../../src/version.js";
import { runCli, type CliOptions, type CliResult } from "../support/cli.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const parent = createTemporaryDirectory();
let count = 0;
let root = "";

beforeEach(() => {
  root = join(parent, String(count++));
  mkdirSync(root);
  put("user.thrift", "struct User {\n  1: i64 id\n  2: string name\n}\n");
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(line: string, options: Partial<CliOptions> = {}): Promise<CliResult> {
  return runCli(
    line.split(" ").filter((word) => word !== ""),
    { cwd: root, ...options },
  );
}

function listOutput(directory = "gen"): string[] {
  if (!existsSync(join(root, directory))) return [];
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, directory).length + 1))
    .toSorted();
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Without the hint that an empty project lacks the runtime. */
function summary({ stderr }: CliResult): string {
  return stderr.replace(/^hint: the output imports .*\n/m, "");
}

describe("writing", () => {
  it("writes the output, says so in one line, and changes nothing the second time", async () => {
    const first = await run("compile user.thrift -o gen");
    expect({ ...first, stderr: summary(first) }).toEqual({
      code: 0,
      stdout: "",
      stderr: "user.thrift -> 1 file\n",
    });
    expect(listOutput()).toEqual(["user.ts"]);
    const { mtimeMs } = statSync(join(root, "gen/user.ts"));
    const second = await run("compile user.thrift -o gen");
    expect(summary(second)).toBe("user.thrift -> 1 file, 1 unchanged\n");
    expect(statSync(join(root, "gen/user.ts")).mtimeMs).toBe(mtimeMs);
  });

  it("compiles included files too, unless told otherwise", async () => {
    put("group.thrift", 'include "user.thrift"\nstruct Group { 1: list<user.User> users }');
    await run("compile group.thrift -o gen");
    expect(listOutput()).toEqual(["group.ts", "user.ts"]);
    await run("compile group.thrift -o only --no-includes");
    expect(listOutput("only")).toEqual(["group.ts"]);
  });

  it("expands globs itself and takes each file once", async () => {
    put("idl/deep/a.thrift", "enum A { X }");
    put("idl/b.thrift", "enum B { X }");
    const result = await run(
      `compile idl/**/*.thrift idl/b.thrift ./idl/b.thrift ${root}/idl/b.thrift -o gen`,
    );
    expect(summary(result)).toBe("2 files -> 2 files\n");
    expect(listOutput()).toEqual(["b.ts", "deep/a.ts"]);
  });

  it("finds includes by -I and --root", async () => {
    put("shared/base.thrift", "struct Base { 1: i32 x }");
    put("idl/a.thrift", 'include "base.thrift"\nstruct A { 1: base.Base b }');
    expect((await run("compile idl/a.thrift -o gen")).code).toBe(1);
    expect((await run("compile idl/a.thrift -o gen -I shard")).stderr).toMatch(
      /^hint: the include directory shard does not exist\n/,
    );
    expect((await run("compile idl/a.thrift -o gen -I shared")).code).toBe(0);
    expect((await run("compile idl/a.thrift -o rooted --root . -Ishared")).code).toBe(0);
    expect(listOutput("rooted")).toEqual(["idl/a.ts", "shared/base.ts"]);
  });

  it("reads standard input under a name", async () => {
    put("sub/base.thrift", "struct Base { 1: i32 x }");
    const stdin = 'include "base.thrift"\nstruct A { 1: base.Base b }';
    const result = await run("compile - --stdin-filename sub/a.thrift -o gen", { stdin });
    expect({ code: result.code, text: summary(result) }).toEqual({
      code: 0,
      text: "sub/a.thrift -> 2 files\n",
    });
    expect(listOutput()).toEqual(["a.ts", "base.ts"]);
    expect((await run("compile - -o gen", { stdin: "struct" })).stderr).toContain(
      "stdin.thrift:1:7",
    );
  });

  it("shows names without obeying their escapes", async () => {
    put("a\u001b[2J.thrift", "namespace js safe\nenum A { X }");
    const { stderr } = await runCli(
      ["compile", "a\u001b[2J.thrift", "-o", "gen", "-I", "none\u001b[2J"],
      { cwd: root },
    );
    expect(stderr).not.toContain("\u001b");
    expect(stderr).toContain("none<U+001B>[2J does not exist");
  });

  it("gives the same bytes in any directory, locale, time zone and order of files", async () => {
    put("elsewhere/user.thrift", read("user.thrift"));
    put("other.thrift", "enum O { X }");
    put("elsewhere/other.thrift", "enum O { X }");
    await run("compile user.thrift other.thrift -o gen");
    const env = { TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8" };
    await run("compile ./other.thrift user.thrift -o ../gen2", {
      cwd: join(root, "elsewhere"),
      env,
    });
    for (const file of ["user.ts", "other.ts"])
      expect(read(`gen2/${file}`)).toBe(read(`gen/${file}`));
  });
});

describe("options that shape the output", () => {
  it.each([
    ["--i64 number", "id: number"],
    ["--i64 string", "id: string"],
    ["--naming camel", "fullName"],
    ["--typed-lists", "marks: globalThis.Int32Array"],
    ["--default-fields optional", "\n  id?: bigint"],
    ["--runtime ./my-runtime.js", '"./my-runtime.js"'],
    ["--layout namespace", undefined],
  ])("%s", async (options, text) => {
    put(
      "a.thrift",
      "namespace js acme.x\nstruct A { 1: i64 id, 2: string full_name, 3: list<i32> marks }",
    );
    await run("compile a.thrift -o plain");
    const { code } = await run(`compile a.thrift -o gen ${options}`);
    expect(code).toBe(0);
    if (text === undefined) {
      expect(listOutput()).toEqual(["acme/x/a.ts"]);
    } else {
      expect(read("plain/a.ts")).not.toContain(text);
      expect(read("gen/a.ts")).toContain(text);
    }
  });

  it.each([
    ["ts", ["user.ts"]],
    ["js", ["user.js"]],
    ["dts", ["user.d.ts"]],
    ["js+dts", ["user.d.ts", "user.js"]],
  ])("--target %s", async (target, files) => {
    await run(`compile user.thrift -o gen --target ${target}`);
    expect(listOutput()).toEqual(files);
  });

  it.each([
    ["js", '"./user.js"'],
    ["ts", '"./user.ts"'],
    ["none", '"./user"'],
  ])("--import-extension %s", async (extension, specifier) => {
    put("group.thrift", 'include "user.thrift"\nstruct Group { 1: list<user.User> users }');
    await run(`compile group.thrift -o gen --import-extension ${extension}`);
    expect(read("gen/group.ts")).toContain(specifier);
  });

  it.each([
    ["--field-order id", "--field-order declared"],
    ["--unknown-fields keep", "--unknown-fields drop"],
  ])("%s and %s differ", async (one, other) => {
    put("a.thrift", "struct A { 2: string name, 1: string id }");
    await run(`compile a.thrift -o gen ${one}`);
    await run(`compile a.thrift -o gen2 ${other}`);
    expect(read("gen/a.ts")).not.toBe(read("gen2/a.ts"));
  });

  it("--lenient turns into warnings what Apache lets pass", async () => {
    put("a.thrift", "const i8 BIG = 300");
    expect((await run("compile a.thrift -o gen")).code).toBe(1);
    const { code, stderr } = await run("compile a.thrift -o gen --lenient");
    expect({ code, isWarning: stderr.includes("warning:") }).toEqual({ code: 0, isWarning: true });
  });

  it("--dialect thriftgo reads literals as thriftgo does", async () => {
    put("a.thrift", 'const string S = "one\ntwo"');
    expect((await run("compile a.thrift -o gen")).code).toBe(1);
    expect((await run("compile a.thrift -o gen --dialect thriftgo")).code).toBe(0);
  });

  it("--format applies the Prettier of the project", async () => {
    const fake =
      "exports.resolveConfig = async (path) => ({ mark: path });" +
      "exports.format = async (text, options) => `// formatted ${options.mark}\\n${text}`;";
    put(
      "node_modules/prettier/package.json",
      '{"name": "prettier", "version": "3.0.0", "main": "index.js"}',
    );
    put("node_modules/prettier/index.js", fake);
    expect((await run("compile user.thrift -o gen --format")).code).toBe(0);
    expect(read("gen/user.ts").startsWith(`// formatted ${join(root, "gen/user.ts")}\n`)).toBe(
      true,
    );
    put("node_modules/prettier/index.js", "exports.resolveConfig = () => { throw Error('mine'); }");
    const failed = await run("compile user.thrift -o gen --format");
    expect(failed.code).toBe(3);
    expect(failed.stderr).toBe(
      `error: Prettier cannot format ${join(root, "gen/user.ts")}: mine\n`,
    );
  });
});

describe("mistakes in the IDL", () => {
  const broken = "struct User {\n  1: Strng name\n}\nstruct User {}\n";

  it("end with 1, write nothing and leave the old output whole", async () => {
    await run("compile user.thrift -o gen");
    const before = read("gen/user.ts");
    put("user.thrift", broken);
    const { code, stdout, stderr } = await run("compile user.thrift -o gen");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^user\.thrift:2:6: error: Type "Strng" is not defined\. \[unknown-type\]\n/,
    );
    expect(stderr).toContain("  2 |   1: Strng name\n    |      ^~~~~\n");
    expect(stderr).toMatch(/\n2 errors, nothing written\n$/);
    expect(read("gen/user.ts")).toBe(before);
    expect(listOutput()).toEqual(["user.ts"]);
  });

  it("are one JSON array, and nothing else, on the error stream", async () => {
    put("user.thrift", broken);
    const { code, stdout, stderr } = await run("compile user.thrift -o gen --error-format json");
    const [first] = JSON.parse(stderr) as JsonDiagnostic[];
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(Object.keys(first ?? {}).join(" ")).toBe(
      "code class severity message file line column endLine endColumn notes hint",
    );
    expect(first).toMatchObject({ code: "unknown-type", file: "user.thrift", line: 2, column: 6 });
  });

  it("are an empty array when there are none", async () => {
    const { code, stderr } = await run("compile user.thrift -o gen --error-format=json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "[]\n" });
  });

  it("are workflow commands for GitHub", async () => {
    put("user.thrift", broken);
    const { stderr } = await run("compile user.thrift -o gen --error-format github");
    expect(stderr).toMatch(/^::error file=user\.thrift,line=2,col=6,endLine=2,endColumn=11,/);
  });

  it("are coloured on request only", async () => {
    put("user.thrift", broken);
    const { stderr } = await run("compile user.thrift -o gen");
    expect(stderr).not.toContain("\u001b");
    for (const [flag, env] of [
      ["--color", {}],
      ["", { FORCE_COLOR: "1" }],
    ] as const) {
      expect((await run(`compile user.thrift -o gen ${flag}`, { env })).stderr).toContain(
        "\u001b[31m",
      );
    }
    const both = { NO_COLOR: "1", FORCE_COLOR: "1" };
    expect((await run("compile user.thrift -o gen", { env: both })).stderr).not.toContain("\u001b");
  });
});

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
    expect(existsSync(join(root, "gen"))).toBe(false);
  });

  it("--list-files prints every output", async () => {
    put("a.thrift", 'include "user.thrift"\nservice S { user.User get() }');
    const { stdout } = await run("compile a.thrift -o ./gen/ --list-files");
    expect(stdout).toBe("./gen/a.service.ts\n./gen/a.ts\n./gen/user.ts\n");
    expect(listOutput()).toEqual(["a.service.ts", "a.ts", "user.ts"]);
  });

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

  it("--depfile writes into pipes and through links, and replaces neither", async () => {
    const rule = "gen/user.ts: \\\n  user.thrift\n";
    put("real.d", "old");
    symlinkSync(join(root, "real.d"), join(root, "link.d"));
    await run("compile user.thrift -o gen --depfile link.d");
    expect(read("real.d")).toBe(rule);
    expect(lstatSync(join(root, "link.d")).isSymbolicLink()).toBe(true);
    execFileSync("mkfifo", [join(root, "pipe.d")]);
    const reader = promisify(execFile)("cat", [join(root, "pipe.d")], { timeout: 10_000 });
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

describe("config files", () => {
  it("are found upward; the command line overrides them", async () => {
    put("thriftgen.config.json", '{"outDir": "gen", "i64": "number", "files": ["user.thrift"]}');
    mkdirSync(join(root, "sub"));
    expect((await run("compile", { cwd: join(root, "sub") })).code).toBe(0);
    expect(read("gen/user.ts")).toContain("id: number");
    await run("compile --i64 string", { cwd: join(root, "sub") });
    expect(read("gen/user.ts")).toContain("id: string");
  });

  it("give paths as the user would write them", async () => {
    put("thriftgen.config.json", '{"outDir": "gen", "files": ["idl/*.thrift"]}');
    put("idl/a.thrift", "enum A { X }");
    const { stdout, stderr } = await run("compile --list-files");
    expect(stdout).toBe("gen/a.ts\n");
    expect(stderr).toMatch(/^idl\/a\.thrift -> 1 file\n/);
  });

  it("may be named, and may be modules", async () => {
    put("my.mjs", 'export default { outDir: "gen", targets: ["js"] };');
    expect((await run("compile user.thrift --config my.mjs")).code).toBe(0);
    expect(listOutput()).toEqual(["user.js"]);
  });

  it("refuse unknown keys", async () => {
    put("thriftgen.config.json", '{"outdir": "gen"}');
    const { code, stderr } = await run("compile user.thrift");
    expect(code).toBe(2);
    expect(stderr).toContain('there is no option "outdir"\n  hint: Did you mean "outDir"?\n');
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
