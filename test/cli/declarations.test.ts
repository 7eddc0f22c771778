/** `--declarations` of the command line: with output and without, checked, listed, from the config. */
import { describe, expect, test } from "vitest";
import { createProject } from "../support/project.js";

const project = createProject();
const names = [
  "user.d.thrift.ts",
  "user.d.thrift.ts.map",
  "user.view.d.thrift.ts",
  "user.view.d.thrift.ts.map",
];

/** The project of these tests is one that lacks the runtime. */
const missing = (directory: string): string =>
  `hint: the declarations import "@thriftgen/runtime/codegen-v1", which is not found from ${directory}: npm install @thriftgen/runtime\n`;
const lines = (paths: readonly string[]): string => paths.map((path) => `${path}\n`).join("");

describe("without -o", () => {
  test("declarations are all that is written", async () => {
    expect(await project.run("compile user.thrift --declarations")).toEqual({
      code: 0,
      stdout: "",
      stderr: `user.thrift -> 4 files\n${missing(project.root)}`,
    });
    expect(project.listOutput(".")).toEqual([...names, "user.thrift"].toSorted());
    expect(project.read("user.d.thrift.ts")).toContain("export interface User {");
  });

  test("they are listed, planned and checked", async () => {
    const { stdout } = await project.run("compile user.thrift --declarations --dry-run");
    expect(stdout).toBe(lines(names.map((name) => `create ${name}`)));
    const listed = await project.run("compile user.thrift --declarations=mirror --list-files");
    expect(listed.stdout).toBe(lines(names.map((name) => `.thriftgen/${name}`)));
    const stale = await project.run("compile user.thrift --declarations --check");
    expect([stale.code, stale.stdout]).toEqual([1, lines(names)]);
    await project.run("compile user.thrift --declarations");
    expect(await project.run("compile user.thrift --declarations --check")).toEqual({
      code: 0,
      stdout: "",
      stderr: "4 files up to date\n",
    });
  });
});

test.each(["beside", "mirror"])(
  "%s is told where a directory's name has a backslash",
  async (place) => {
    project.put("a\\b/user.thrift", "struct User {}");
    const { code, stderr } = await project.run(`compile a\\b/user.thrift --declarations=${place}`);
    expect(code).toBe(1);
    expect(stderr).toContain("a\\b/user.thrift:1:1: error: The output path ");
    expect(stderr).toContain("[unsafe-output-path]");
  },
);

test("with -o both are written, and the depfile names both", async () => {
  const { code } = await project.run("compile user.thrift -o gen --declarations --depfile deps.d");
  expect(code).toBe(0);
  expect(project.listOutput("gen")).toEqual(["user.ts"]);
  const rule = project.read("deps.d").replaceAll(/ \\\n */g, " ");
  expect(rule).toBe(`gen/user.ts ${names.join(" ")}: user.thrift\n`);
});

describe("in the config", () => {
  test.each([
    ["true", "user.d.thrift.ts"],
    ['"beside"', "user.d.thrift.ts"],
    ['"mirror"', ".thriftgen/user.d.thrift.ts"],
  ])("%s; the mirror stands beside the config", async (value, path) => {
    project.put("thriftgen.config.json", `{ "files": ["user.thrift"], "declarations": ${value} }`);
    project.put("src/a.ts", "");
    const { code, stderr } = await project.run("compile", { cwd: `${project.root}/src` });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/ -> 4 files\nhint: .*\n$/)]);
    expect(project.read(path)).toContain("export interface User {");
  });

  test("--no-declarations wins over it", async () => {
    project.put("thriftgen.config.json", '{ "outDir": "gen", "declarations": true }');
    await project.run("compile user.thrift --no-declarations");
    expect(project.listOutput(".")).toEqual([
      "gen/user.ts",
      "thriftgen.config.json",
      "user.thrift",
    ]);
  });
});

test.each([
  ["--declarations=below", '--declarations takes beside or mirror, not "below"'],
  ["--no-declarations=mirror", "--no-declarations takes no value"],
  ["--declarations mirror", "Write --declarations=mirror, or ./mirror where that is a file."],
  ["--declaration", "there is no option --declaration"],
])("%s is refused", async (option, message) => {
  const { code, stderr } = await project.run(`compile user.thrift -o gen ${option}`);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
