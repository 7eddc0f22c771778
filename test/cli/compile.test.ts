/** `thriftgen compile` as users run it: arguments, files, streams, exit codes. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonDiagnostic } from "../../src/diagnostics/render-machine.js";
import { runCli, type CliResult } from "../support/cli.js";
import { createProject } from "../support/project.js";

const project = createProject();
const { put, read, run, listOutput } = project;

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
    const { mtimeMs } = statSync(join(project.root, "gen/user.ts"));
    const second = await run("compile user.thrift -o gen");
    expect(summary(second)).toBe("user.thrift -> 1 file, 1 unchanged\n");
    expect(statSync(join(project.root, "gen/user.ts")).mtimeMs).toBe(mtimeMs);
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
      `compile idl/**/*.thrift idl/b.thrift ./idl/b.thrift ${project.root}/idl/b.thrift -o gen`,
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
    for (const path of ["idl/a.thrift/in", "a".repeat(5000)]) {
      expect((await run(`compile idl/a.thrift -o gen -I ${path}`)).stderr).toContain(
        `hint: the include directory ${path} does not exist\n`,
      );
    }
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
      { cwd: project.root },
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
      cwd: join(project.root, "elsewhere"),
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
    expect(
      read("gen/user.ts").startsWith(`// formatted ${join(project.root, "gen/user.ts")}\n`),
    ).toBe(true);
    put("node_modules/prettier/index.js", "exports.resolveConfig = () => { throw Error('mine'); }");
    const failed = await run("compile user.thrift -o gen --format");
    expect(failed.code).toBe(3);
    expect(failed.stderr).toBe(
      `error: Prettier cannot format ${join(project.root, "gen/user.ts")}: mine\n`,
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

describe("config files", () => {
  it("are found upward; the command line overrides them", async () => {
    put("thriftgen.config.json", '{"outDir": "gen", "i64": "number", "files": ["user.thrift"]}');
    mkdirSync(join(project.root, "sub"));
    expect((await run("compile", { cwd: join(project.root, "sub") })).code).toBe(0);
    expect(read("gen/user.ts")).toContain("id: number");
    await run("compile --i64 string", { cwd: join(project.root, "sub") });
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
    expect(stderr).toContain(
      'error: there is no option "outdir"\n  1 | {"outdir": "gen"}\n    |  ^~~~~~~~\n  hint: Did you mean "outDir"?\n',
    );
  });
});
