import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { CliError } from "../../src/cli/errors.js";
import { loadConfig } from "../../src/cli/load-config.js";
import { renderFailure } from "../../src/cli/render-failure.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const parent = createTemporaryDirectory();
let count = 0;
let root = "";

beforeEach(() => {
  root = join(parent, String(count++));
  mkdirSync(join(root, "deep", "er"), { recursive: true });
});

function put(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

describe("finding", () => {
  it("goes upward and resolves paths from the config's directory", async () => {
    put(
      "thriftgen.config.json",
      '\uFEFF{"$schema": "x", "i64": "number", "outDir": "gen", "includeDirs": ["idl"], "files": ["*.thrift"]}',
    );
    expect(await loadConfig(undefined, join(root, "deep/er"))).toEqual({
      path: join(root, "thriftgen.config.json"),
      settings: {
        i64: "number",
        outDir: join(root, "gen"),
        includeDirs: [join(root, "idl")],
        files: [join(root, "*.thrift")],
      },
    });
  });

  it("takes the nearest", async () => {
    put("thriftgen.config.json", '{"i64": "number"}');
    put("deep/thriftgen.config.mjs", 'export default { i64: "string", targets: "js+dts" };');
    const { settings } = await loadConfig(undefined, join(root, "deep/er"));
    expect(settings).toEqual({ i64: "string", targets: ["js", "dts"] });
  });

  it("takes the named one instead", async () => {
    put("thriftgen.config.json", '{"i64": "number"}');
    put("other.json", '{"lenient": true, "emitIncludes": false}');
    const { settings } = await loadConfig("other.json", root);
    expect(settings).toEqual({ lenient: true, emitIncludes: false });
  });

  it("is content without any", async () => {
    expect((await loadConfig(undefined, root)).settings).toEqual({});
  });
});

it("paths below the working directory are relative to it, others absolute", async () => {
  put("x.json", '{"outDir": ".", "root": "deep", "includeDirs": ["..", "..a"]}');
  const { path, settings } = await loadConfig(join(root, "x.json"), root);
  expect(path).toBe("x.json");
  expect(settings).toEqual({ outDir: ".", root: "deep", includeDirs: [parent, "..a"] });
});

describe("mistakes", () => {
  it.each([
    [
      "x.json",
      '{"tpyedLists": true}',
      /there is no option "tpyedLists"/,
      'Did you mean "typedLists"?',
    ],
    ["x.json", '{"target": "ts"}', /there is no option "target"/, 'Did you mean "targets"?'],
    ["x.json", '{"no-includes": true}', /no option "no-includes"/, 'Did you mean "emitIncludes"?'],
    ["x.json", '{"qqqqqqqq": 1}', /no option "qqqqqqqq"/, /^The options are files, outDir/],
    ["x.json", '{"__proto__": 1}', /no option "__proto__"/, /./],
    ["x.json", '{"i64": 64}', /"i64" takes bigint, number or string/, undefined],
    ["x.json", '{"i64": "int"}', /not "int"/, undefined],
    ["x.json", '{"lenient": "yes"}', /"lenient" takes true or false/, undefined],
    ["x.json", '{"includeDirs": "idl"}', /"includeDirs" takes a list of texts/, undefined],
    ["x.json", '{"files": "a.thrift"}', /"files" takes a list/, undefined],
    ["x.json", '{"files": ["a.thrift", ""]}', /an empty path is named in "files"/, /^Take it out/],
    ["x.json", "[]", /^x\.json:1:1: the config does not hold an object/, undefined],
    ["x.json", "{", /^x\.json:1:2: this is not JSON: a key in quotes is missing/, undefined],
    ["x.json", '{"i64": nmber}', /^x\.json:1:9: this is not JSON: a value is missing/, undefined],
    ["a.mjs", "export const x = 1;", /does not hold an object/, /export default/],
    ["f.mjs", "export default () => ({});", /does not hold an object/, /export default/],
    ["b.mjs", "throw new Error('my own mistake');", /my own mistake/, undefined],
    ["n.mjs", "throw Object.create(null);", /n\.mjs failed: it threw something/, undefined],
    [
      "g.mjs",
      "export default { get i64() { throw new Error('own'); } };",
      /g\.mjs failed: own$/,
      undefined,
    ],
    [
      "p.mjs",
      "export default new Proxy({}, { ownKeys() { throw new Error('own'); } });",
      /p\.mjs failed: own$/,
      undefined,
    ],
    [
      "e.mjs",
      "export default { emitters: [{ get name() { throw new Error('own'); } }] };",
      /e\.mjs failed: own$/,
      undefined,
    ],
  ])("%s: %s", async (name, text, message, hint) => {
    put(name, text);
    const loading = loadConfig(name, root);
    await expect(loading).rejects.toMatchObject({
      kind: "usage",
      message: expect.stringMatching(message) as unknown,
    });
    const error: unknown = await loading.catch((caught: unknown) => caught);
    if (hint !== undefined) expect((error as CliError).hint).toMatch(hint);
  });

  it("are bytes that are no text, and files that are no config", async () => {
    writeFileSync(join(root, "x.json"), Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(loadConfig("x.json", root)).rejects.toMatchObject({
      kind: "usage",
      message: `${join(root, "x.json")} is not UTF-8`,
    });
    put("x.json", `{${" ".repeat(1 << 20)}}`);
    await expect(loadConfig("x.json", root)).rejects.toMatchObject({
      kind: "usage",
      message: `${join(root, "x.json")} is too large for a config file`,
    });
  });

  it("all of a JSON file are told, with their places; comments and trailing commas are none", async () => {
    put(
      "x.json",
      '\uFEFF{\n  // ours\n  "i64": "nmber",\n  "outt": [1, 2],\n  "targets": ["js",],\n}\n',
    );
    const error: unknown = await loadConfig("x.json", root).catch((caught: unknown) => caught);
    expect((error as CliError).message).toBe(
      'x.json:3:10: "i64" takes bigint, number or string, not "nmber"\n' +
        'x.json:4:3: there is no option "outt"',
    );
    const terminal = { stderr: { isTTY: false }, environment: {} } as unknown as Terminal;
    expect(renderFailure(error, [], terminal)).toBe(
      'x.json:3:10: error: "i64" takes bigint, number or string, not "nmber"\n' +
        '  3 |   "i64": "nmber",\n    |          ^~~~~~~\n  hint: Did you mean "number"?\n\n' +
        'x.json:4:3: error: there is no option "outt"\n' +
        `  4 |   "outt": [1, 2],\n    |   ^~~~~~\n  hint: ${(error as CliError).problems[1]?.hint}\n`,
    );
    const json = JSON.parse(renderFailure(error, ["--error-format=json"], terminal)) as unknown;
    expect(json).toMatchObject([
      { file: "x.json", line: 3, column: 10, endColumn: 17, code: "usage-error" },
      { file: "x.json", line: 4, column: 3, endColumn: 9, hint: expect.any(String) as unknown },
    ]);
    expect(renderFailure(error, ["--error-format", "github"], terminal)).toMatch(
      /^::error file=x\.json,line=3,col=10,.*\n::error file=x\.json,line=4,/,
    );
    put("m.mjs", "export default { i64: 1, lenient: 2 };");
    await expect(loadConfig("m.mjs", root)).rejects.toThrow(
      /m\.mjs: "i64" takes .*\n.*m\.mjs: "lenient" takes/,
    );
  });

  it("a missing file is a matter of I/O", async () => {
    await expect(loadConfig("none.json", root)).rejects.toMatchObject({ kind: "io" });
    await expect(loadConfig("none.mjs", root)).rejects.toMatchObject({ kind: "io" });
    put("x.json", "{}");
    await expect(loadConfig("x.json/none.mjs", root)).rejects.toMatchObject({ kind: "io" });
  });

  it("two side by side are ambiguous", async () => {
    put("thriftgen.config.json", "{}");
    put("thriftgen.config.mjs", "export default {}");
    await expect(loadConfig(undefined, root)).rejects.toThrow(/stand side by side/);
  });
});
