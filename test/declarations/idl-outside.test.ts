/** IDL outside the package, where nothing is installed: what is said of its declarations, and that the advice of the README helps. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DeclarationsPlace } from "../../src/index.js";
import { thrift } from "../../src/plugins/esbuild.js";
import { runCli } from "../support/cli.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { linkRuntime, listErrors, settingsOf, type Resolution } from "./typed-project.js";

const root = createTemporaryDirectory();
const app = join(root, "app");
const idl = join(root, "idl");

const files = {
  "idl/base.thrift": "struct Meta { 1: required string key }",
  "idl/box.thrift": 'include "base.thrift"\nstruct Box { 1: base.Meta meta }',
  "app/src/own.thrift": "struct Own { 1: i32 size }",
  "app/src/app.ts": `import { Meta } from "../../idl/base.thrift";
import { BoxView } from "../../idl/box.view.thrift";
import { Own } from "./own.thrift";
export const right: string = Meta.decode(Own.encode({ size: 1 })).key;
export const wrongOptions = Meta.encode({ key: "" }, { nosuch: 1 });
export const wrongField = BoxView.of(Meta.encode({ key: "" })).nosuch;
`,
};

/** The two lines that are wrong. */
const expected = ["src/app.ts(5,56): error TS2353", "src/app.ts(6,64): error TS2339"];

beforeAll(() => {
  put("app/package.json", '{ "type": "module" }');
  linkRuntime(app);
});

beforeEach(() => {
  for (const path of [idl, join(app, ".thriftgen"), join(app, "src"), join(app, "tsconfig.json")])
    rmSync(path, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) put(path, text);
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function configure(place: DeclarationsPlace, resolution: Resolution, own: object): void {
  const { compilerOptions, include } = settingsOf(place, resolution);
  const config = { compilerOptions: { ...compilerOptions, ...own }, include };
  put("app/tsconfig.json", JSON.stringify(config));
}

function compileAll(place: DeclarationsPlace): ReturnType<typeof runCli> {
  const operands = ["../idl/box.thrift", "src/own.thrift"];
  return runCli(["compile", ...operands, `--declarations=${place}`], { cwd: app });
}

const paths = { "@thriftgen/runtime/*": ["./node_modules/@thriftgen/runtime/*.d.ts"] };
const rootDirs = ["..", ".thriftgen/$parent", ".", ".thriftgen"];

describe("the advice", () => {
  it.each([
    ["6.0", "bundler", "beside", { paths }],
    ["7.0", "nodenext", "beside", { paths }],
    ["5.4", "nodenext", "mirror", { rootDirs }],
    ["6.0", "bundler", "mirror", { rootDirs }],
    ["7.0", "nodenext", "mirror", { rootDirs }],
  ] as const)("helps TypeScript %s, %s, %s, %j", async (version, resolution, place, own) => {
    configure(place, resolution, own);
    const { stderr } = await compileAll(place);
    expect(stderr).toBe("2 files -> 12 files\n");
    expect(await listErrors(version, app)).toEqual(expected);
  });
});

const problem = `the declarations import "@thriftgen/runtime/codegen-v1", which is not found from ${idl}: `;
const advice =
  'lead "paths" in tsconfig.json to @thriftgen/runtime (README, "IDL outside the package"), or install it above the IDL';

describe("the hint", () => {
  it("of the command line tells of it", async () => {
    configure("beside", "bundler", {});
    const { code, stderr } = await compileAll("beside");
    expect([code, stderr]).toEqual([0, `2 files -> 12 files\nhint: ${problem}${advice}\n`]);
  });

  it("says what to install where nothing is", async () => {
    const line = ["compile", "base.thrift", "--declarations"];
    const { stderr } = await runCli(line, { cwd: idl });
    expect(stderr).toContain(`hint: ${problem}npm install @thriftgen/runtime\n`);
    const both = await runCli([...line, "-o", "gen"], { cwd: idl });
    expect(both.stderr.match(/^hint: /gm)).toHaveLength(1);
  });

  it("is no hint where declarations do not need the runtime", async () => {
    put("idl/empty.thrift", "const i32 LIMIT = 1");
    const line = ["compile", "empty.thrift", "--declarations"];
    expect(await runCli(line, { cwd: idl })).toMatchObject({
      stderr: expect.not.stringContaining("hint: ") as unknown,
    });
    expect(existsSync(join(idl, "empty.d.thrift.ts"))).toBe(true);
  });

  it("of a plugin is a warning of the build that writes them", async () => {
    const options: BuildOptions = {
      absWorkingDir: app,
      stdin: { contents: 'import "../idl/box.thrift"', resolveDir: app },
      bundle: true,
      packages: "external",
      write: false,
      logLevel: "silent",
      plugins: [thrift({ config: false, declarations: true })],
    };
    expect((await build(options)).warnings.map(({ text }) => text)).toEqual([problem + advice]);
    expect((await build(options)).warnings).toEqual([]);
  });
});
