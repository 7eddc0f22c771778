/** The command line on Windows, as Wine plays it: paths with drives and backslashes, and the same output as here. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, runCli } from "../support/cli.js";
import { WineNode, type ForeignResult } from "../support/foreign.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const directory = createTemporaryDirectory();
const here = join(directory, "here");
const wine = new WineNode();
let cli = "";

const sources = {
  "package.json": '{ "type": "module" }',
  "thriftgen.config.json": '{ "views": true }',
  "idl/user.thrift": `include "deep/base.thrift"
    namespace js acme.user
    struct User { 1: base.Id id, 2: string name }`,
  "idl/group.thrift": `include "deep/base.thrift"
    struct Group { 1: list<base.Id> users }
    service Groups { Group find(1: base.Id id) }`,
  "idl/deep/base.thrift": "typedef i64 Id\nstruct Base { 1: Id id }",
};

/** C:\\project, where it stands here. */
function project(): string {
  return join(wine.driveC, "project");
}

function putSources(root: string): void {
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function run(line: string, stdin?: string): ForeignResult {
  return wine.run([cli, ...line.split(" ")], { cwd: project(), ...(stdin && { stdin }) });
}

/** All files below a directory, by path with `/`. */
function readAll(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.toSorted().map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]),
  );
}

beforeAll(async () => {
  cli = `Z:${await buildCli()}`;
  wine.prepare(directory);
  for (const root of [project(), here]) putSources(root);
});
afterAll(() => wine.stop());

describe("thriftgen compile", () => {
  it("gives the output that it gives here, for globs with slashes of both kinds", async () => {
    const { code } = await runCli(["compile", "idl/*.thrift", "-o", "gen"], { cwd: here });
    expect(code).toBe(0);
    const expected = readAll(join(here, "gen"));
    expect(Object.keys(expected)).toContain("deep/base.view.ts");
    for (const [index, glob] of [
      "idl\\*.thrift",
      "C:\\project\\idl\\*.thrift",
      "c:/project/idl/*.thrift",
    ].entries()) {
      const { stderr } = run(`compile ${glob} -o gen\\${index}`);
      expect(stderr).toContain("2 files -> 7 files\n");
      expect(readAll(join(project(), `gen/${index}`))).toEqual(expected);
    }
  });

  it("knows its own output again, and lists it with slashes that build tools take", () => {
    run("compile idl\\user.thrift -o out\\user --depfile out.d");
    expect(run("compile idl/user.thrift -o out/user --check")).toMatchObject({ code: 0 });
    const { stdout } = run("compile idl\\user.thrift -o out\\user --list-files");
    expect(stdout).toContain("out/user/user.view.ts\n");
    const rule = readFileSync(join(project(), "out.d"), "utf8");
    expect(rule).toContain("out/user/deep/base.ts \\\n");
    expect(rule).toContain("idl/user.thrift \\\n");
    expect(rule).not.toMatch(/\\[^\n]/);
  });

  it("reads standard input under a name below a directory", () => {
    const stdin = 'include "deep/base.thrift"\nstruct New { 1: base.Id id }';
    const { stderr } = run("compile - --stdin-filename idl\\new.thrift -o piped", stdin);
    expect(stderr).toContain("idl/new.thrift -> 4 files\n");
    expect(existsSync(join(project(), "piped/new.view.ts"))).toBe(true);
  });

  it("mirrors declarations where tsconfig.json looks for them", () => {
    expect(run("compile idl\\group.thrift --declarations=mirror").code).toBe(0);
    expect(existsSync(join(project(), ".thriftgen/idl/deep/base.d.thrift.ts"))).toBe(true);
  });

  it("shows mistakes at their place", () => {
    writeFileSync(join(project(), "idl/wrong.thrift"), "struct Wrong { 1: Missing x }\r\n");
    const { code, stderr } = run("compile idl\\wrong.thrift -o gen");
    expect(code).toBe(1);
    expect(stderr).toContain("idl/wrong.thrift:1:19: error: ");
  });
});

it("output and runtime work together, also from imported IDL", () => {
  const modules = join(project(), "node_modules");
  for (const [from, to] of [
    ["packages/runtime", "@thriftgen/runtime"],
    [".", "thriftgen"],
  ] as const) {
    for (const part of ["package.json", "dist"]) {
      cpSync(join(repositoryRoot, from, part), join(modules, to, part), { recursive: true });
    }
  }
  writeFileSync(
    join(project(), "app.js"),
    `import { User } from "./idl/user.thrift";
     import { UserView } from "./idl/user.view.thrift";
     const bytes = User.encode({ id: 7n, name: "Ada" });
     console.log(bytes.length, User.decode(bytes).name, UserView.of(bytes).id);`,
  );
  const { stdout, stderr } = wine.run(["--import", "thriftgen/register", "app.js"], {
    cwd: project(),
  });
  expect({ stdout, stderr }).toEqual({ stdout: "22 Ada 7n\n", stderr: "" });
});
