/** Paths that were mistyped or mixed up: what they would cost, and what is said of them. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile, createMemoryHost, loadThrift } from "../../src/index.js";
import { runCli } from "../support/cli.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const root = createTemporaryDirectory();
const idl = 'include "base.thrift"\nstruct User { 1: base.Name name }\n';
writeFileSync(join(root, "user.thrift"), idl);
writeFileSync(join(root, "base.thrift"), "struct Name { 1: string first }\n");
writeFileSync(join(root, "other.thrift"), "struct Other {}\n");
writeFileSync(join(root, "package.json"), '{\n  "name": "mine"\n}\n');
mkdirSync(join(root, "real"));
symlinkSync("real", join(root, "linked"));
symlinkSync("base.thrift", join(root, "link.d"));

const run = (...args: string[]) =>
  runCli(["compile", "user.thrift", ...(args.includes("-o") ? [] : ["-o", "gen"]), ...args], {
    cwd: root,
  });

it.each([
  ["user.thrift", "would replace a file of this run"],
  ["./base.thrift", "would replace a file of this run"],
  ["link.d", "would replace a file of this run"],
  ["other.thrift", "would be an IDL file"],
  ["new.thrift", "would be an IDL file"],
  ["gen/user.ts", "would replace a file of this run"],
  ["real/user.ts", "would replace a file of this run", "linked"],
  ["package.json", "would replace a file that is no depfile"],
])(
  "a depfile at %s is refused before anything is written",
  async (path, problem, outDir = "gen") => {
    const { code, stderr } = await run("--depfile", path, "-o", outDir);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: the depfile ${path} ${problem}\n  hint: `);
    expect(readFileSync(join(root, "user.thrift"), "utf8")).toBe(idl);
    expect(() => readFileSync(join(root, "gen/user.ts"))).toThrow(/ENOENT/);
    expect(readdirSync(join(root, "real"))).toEqual([]);
  },
);

it.each([
  '{"type":"commonjs"}\n',
  'import x from "node:fs";\n',
  "services:\n  web: 1\n",
  "name: ci\non: push\n",
  "all: build \\| tee\n",
])("a file that begins with %j is no depfile", async (text) => {
  writeFileSync(join(root, "mine.txt"), text);
  const { code, stderr } = await run("--depfile", "mine.txt");
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("would replace a file that is no depfile") as unknown,
  });
  expect(readFileSync(join(root, "mine.txt"), "utf8")).toBe(text);
});

it.each([
  [["-o", "new\nline"], "new\\nline/base.ts"],
  [["re\rturn/more.thrift"], "re\\rturn/more.thrift"],
])("a depfile that would name a line break is refused: %j", async (args, shown) => {
  mkdirSync(join(root, "re\rturn"), { recursive: true });
  writeFileSync(join(root, "re\rturn/more.thrift"), "struct More {}\n");
  const { code, stderr } = await run("--layout", "namespace", "--depfile", "deps.d", ...args);
  expect(stderr).toContain(
    `error: the depfile cannot name "${shown}": Make has no way to write a line break\n  hint: `,
  );
  expect(code).toBe(2);
  expect(readdirSync(root)).not.toContain("new\nline");
  expect(readdirSync(root)).not.toContain("deps.d");
});

it("a depfile of an earlier run is replaced", async () => {
  expect((await run("-o", "other", "--depfile", "my deps.d")).code).toBe(0);
  expect((await run("-o", "other", "--depfile", "my deps.d")).code).toBe(0);
  expect(readFileSync(join(root, "my deps.d"), "utf8")).toMatch(/^other\/base\.ts \\\n {2}other/);
});

it("a config that is IDL, and an include directory that is a file, are called what they are", async () => {
  const config = await run("--config", "other.thrift");
  expect(config.code).toBe(2);
  expect(config.stderr).toMatch(
    /other\.thrift is no config file\n {2}hint: Name a file that ends in \.json, \.mjs or \.ts\.\n$/,
  );
  const { stderr } = await run("--dry-run", "-I", "other.thrift", "-I", "none");
  expect(stderr).toContain("hint: the include directory other.thrift is not a directory\n");
  expect(stderr).toContain("hint: the include directory none does not exist\n");
});

const requestOf = (text: string): Parameters<typeof compile>[0] => ({
  files: ["a.thrift"],
  host: createMemoryHost({ "a.thrift": text }),
});

it("line ends of a checkout do not make output stale", async () => {
  const text = "/**\n * Of users.\n */\nstruct User {\n  1: string name // the first\n}\n";
  const [unix, windows] = await Promise.all(
    [text, text.replaceAll("\n", "\r\n")].map((one) => compile(requestOf(one))),
  );
  expect(windows?.files).toEqual(unix?.files);
});

it("options of the API that are misspelt are refused", async () => {
  const host = createMemoryHost({ "a.thrift": "struct A {}" });
  const given = { files: ["a.thrift"], host };
  await expect(compile({ ...given, typedlists: true } as never)).rejects.toThrow(
    "there is no option typedlists. Did you mean typedLists?",
  );
  await expect(compile({ ...given, foo: 1 } as never)).rejects.toThrow(/^there is no option foo$/);
  // Of another function.
  await expect(compile({ ...given, sourceMap: true } as never)).rejects.toThrow("no option source");
  await expect(loadThrift("a.thrift", { host, write: true } as never)).rejects.toThrow(
    /^there is no option write$/,
  );
  await expect(compile({ ...given, foo: undefined } as never)).resolves.toBeDefined();
  // Options of the command line, which settings may hold too.
  await expect(compile({ ...given, errorFormat: "text", poll: 5 } as never)).resolves.toBeDefined();
});
