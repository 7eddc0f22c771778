/** Config files as the API reads them, and what the command line makes of them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { configOptions } from "../../src/config/read-settings.js";
import { commands } from "../../src/cli/command-table.js";
import { ConfigError, defineConfig, listConfigFiles, loadConfig } from "../../src/index.js";
import { createProject } from "../support/project.js";

const project = createProject();
const { put, read, run, listOutput } = project;

describe("every option of the command line", () => {
  it("may stand in a config, but those that say which config and ask for help", () => {
    const shared = commands.filter(({ name }) => name === "compile" || name === "watch");
    const keys = new Set(shared.flatMap(({ options }) => options.map(({ key }) => key)));
    const inConfig = new Set(configOptions.map(({ key }) => key));
    expect([...keys].filter((key) => !inConfig.has(key)).toSorted()).toEqual(["config", "help"]);
  });

  it("of a run counts there, and less than on the command line", async () => {
    put("conf/thriftgen.config.json", '{ "dryRun": true, "listFiles": true, "outDir": "../gen" }');
    const dry = await run("compile user.thrift --config conf/thriftgen.config.json");
    expect(dry).toMatchObject({ code: 0, stdout: "gen/user.ts\n" });
    expect(listOutput()).toEqual([]);
    const wet = await run("compile user.thrift --config conf/thriftgen.config.json --no-dry-run");
    expect(wet.code).toBe(0);
    expect(listOutput()).toEqual(["user.ts"]);
    put("conf/thriftgen.config.json", '{ "check": true, "listFiles": true, "outDir": "../gen" }');
    const both = await run("compile user.thrift --config conf/thriftgen.config.json");
    expect(both.stderr).toContain("--check and --list-files exclude each other");
  });

  it("that is a path starts at the config", async () => {
    put("conf/thriftgen.config.json", '{ "outDir": "out", "depfile": "deps.d" }');
    await run("compile user.thrift --config conf/thriftgen.config.json");
    expect(read("conf/deps.d")).toContain("conf/out/user.ts: ");
  });

  it("decides the form of errors", async () => {
    put("thriftgen.config.json", '{ "errorFormat": "github" }');
    put("user.thrift", "struct {");
    const { stderr } = await run("compile user.thrift -o gen");
    expect(stderr).toMatch(/^::error file=user\.thrift/);
  });
});

describe("a config module", () => {
  const config = "thriftgen.config.mjs";

  it("that leaves something open does not keep the process, and what it prints is not lost", async () => {
    put(
      config,
      `setInterval(() => {}, 1000);
      process.stdout.write("x".repeat(300_000));
      export default { outDir: "gen", listFiles: true };`,
    );
    const { code, stdout, stderr } = await run("compile user.thrift");
    expect(code).toBe(0);
    expect(stdout).toBe(`${"x".repeat(300_000)}gen/user.ts\n`);
    expect(stderr).toMatch(/^user\.thrift -> 1 file\n/);
    put("user.thrift", "struct {");
    expect((await run("compile user.thrift")).code).toBe(1);
  });

  it.each([
    ["awaits", "await new Promise(() => {});"],
    ["exports", "export default new Promise(() => {});"],
  ])("that %s what never comes is told, and waited for no longer", async (_verb, text) => {
    put(config, text);
    const { code, stderr } = await run("compile user.thrift -o gen");
    expect(code).toBe(2);
    const path = join(project.root, config);
    expect(stderr).toMatch(
      new RegExp(`^error: ${path} never finished\n {2}hint: Look at the promises`),
    );
    expect(listOutput()).toEqual([]);
  });

  it("is given up in a process that stays, after half a minute, and read again once it is mended", async () => {
    put(config, "await new Promise(() => {});");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const options = { directory: project.root, fresh: true };
    const listeners = process.listenerCount("beforeExit");
    const failure = loadConfig(options).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    expect(await failure).toMatchObject({
      message: expect.stringMatching(/mjs did not finish within 30 s$/),
    });
    expect(process.listenerCount("beforeExit")).toBe(listeners);
    put(config, 'export default { i64: "number" };');
    expect((await loadConfig(options)).settings).toEqual({ i64: "number" });
  });
});

describe("loadConfig", () => {
  it("can be called many times at once, without a warning of listeners", async () => {
    const warnings: unknown[] = [];
    const listeners = process.listenerCount("beforeExit");
    const note = (warning: unknown): void => void warnings.push(warning);
    process.on("warning", note);
    const names = Array.from({ length: 12 }, (_, i) => `c${i}.mjs`);
    for (const name of names) put(name, 'export default { i64: "number" };');
    await Promise.all(names.map((file) => loadConfig({ file, directory: project.root })));
    await new Promise(setImmediate);
    process.off("warning", note);
    expect(warnings).toEqual([]);
    expect(process.listenerCount("beforeExit")).toBe(listeners);
  });

  it("finds the file upward, and says where it would look", async () => {
    put("thriftgen.config.json", '{ "outDir": "gen" }');
    put("deep/er/x.thrift", "");
    const directory = join(project.root, "deep/er");
    expect(await loadConfig({ directory })).toEqual({
      path: join(project.root, "thriftgen.config.json"),
      settings: { outDir: join(project.root, "gen") },
    });
    const files = listConfigFiles({ directory });
    expect(files[0]).toBe(join(directory, "thriftgen.config.json"));
    expect(files).toContain(join(project.root, "thriftgen.config.ts"));
    expect(listConfigFiles({ directory, file: "own.mjs" })).toEqual([join(directory, "own.mjs")]);
  });

  it("rejects with an error that says what to do", async () => {
    put("thriftgen.config.json", '{ "veiws": true }');
    const failure = await loadConfig({ directory: project.root }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure).toMatchObject({ kind: "usage", hint: 'Did you mean "views"?' });
  });

  it("reads a module again when it is asked to", async () => {
    const options = { directory: project.root, file: "x.mjs" };
    put("x.mjs", 'export default { i64: "number" };');
    expect((await loadConfig(options)).settings.i64).toBe("number");
    writeFileSync(join(project.root, "x.mjs"), 'export default { i64: "string", views: true };');
    expect((await loadConfig(options)).settings.i64).toBe("number");
    expect((await loadConfig({ ...options, fresh: true })).settings.i64).toBe("string");
  });

  it("takes emitters from a module, and refuses what is none", async () => {
    put("good.mjs", 'export default { emitters: [{ name: "x", emit: () => [] }] };');
    const { settings } = await loadConfig({ directory: project.root, file: "good.mjs" });
    expect(settings.emitters?.map(({ name }) => name)).toEqual(["x"]);
    put("bad.mjs", 'export default { emitters: [{ name: "x" }] };');
    await expect(loadConfig({ directory: project.root, file: "bad.mjs" })).rejects.toThrow(
      '"emitters" takes a list of objects with a name and a function emit',
    );
  });
});

it("a config in TypeScript works where Node strips types, and elsewhere the error says which Node does", async () => {
  put("thriftgen.config.ts", 'const outDir: string = "gen";\nexport default { outDir };\n');
  const result = await run("compile user.thrift");
  // Declared by later versions of Node's types.
  const stripping: unknown = Reflect.get(process.features, "typescript") ?? false;
  if (stripping === false) {
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(
      `thriftgen.config.ts needs a Node that runs TypeScript, 22.18 or later; this is ${process.versions.node}\n` +
        "  hint: Write the config as .mjs or .json, which every Node reads.\n",
    );
  } else {
    expect(result.code).toBe(0);
    expect(listOutput()).toEqual(["user.ts"]);
  }
});

it("defineConfig gives back what it is given", () => {
  const config = { files: ["a.thrift"], targets: "js+dts", $schema: "x" } as const;
  expect(defineConfig(config)).toBe(config);
});

it("emitters of a config make files of compile runs", async () => {
  put(
    "thriftgen.config.mjs",
    `export default {
      outDir: "gen",
      emitters: [{
        name: "listing",
        emit: (program) => [{ path: "list.txt", text: program.files.map((file) => file.modulePath).join() }],
      }],
    };`,
  );
  expect((await run("compile user.thrift")).code).toBe(0);
  expect(readFileSync(join(project.root, "gen/list.txt"), "utf8")).toBe("user");
  put(
    "thriftgen.config.mjs",
    'export default { outDir: "gen", emitters: [{ name: "mine", emit: () => { throw new Error("oops"); } }] };',
  );
  const failed = await run("compile user.thrift");
  expect(failed).toMatchObject({ code: 2, stderr: 'error: emitter "mine" failed: oops\n' });
});
