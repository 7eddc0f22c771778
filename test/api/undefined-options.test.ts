/** An option that is undefined is one that was left out, in the types and when it runs. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  ChainBuffer,
  configureLists,
  ListArena,
  simdInfo,
} from "../../packages/runtime/src/index.js";
import { configOptions, readSettings } from "../../src/config/read-settings.js";
import {
  compile,
  createMemoryHost,
  createSession,
  defaultOptions,
  loadThriftSync,
  parse,
} from "../../src/index.js";
import { readSettings as readPluginSettings } from "../../src/plugins/plugin-settings.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import type { ViewClass } from "../views/forms.js";

const entryPoints = {
  "src/index.ts": /\b[A-Z]\w*(?:Options|Settings)\b|\b(?:Config|WatchedCompilation)\b/g,
  "src/plugins/options.ts": /\bThriftPluginOptions\b/g,
  "packages/runtime/src/index.ts": /\b[A-Z]\w*(?:Options|Settings)\b/g,
} as const;

/** `Module0.CompileOptions` and so on: the types of options that are exported. */
const optionTypes = Object.entries(entryPoints).flatMap(([path, pattern], module) => {
  const text = readFileSync(join(repositoryRoot, path), "utf8");
  return [...new Set(text.match(pattern))].map((name) => `Module${module}.${name}`);
});

/** What TypeScript says of a text that knows those modules. */
function check(lines: readonly string[]): readonly string[] {
  const imports = Object.keys(entryPoints).map((path, module) => {
    const specifier = JSON.stringify(join(repositoryRoot, path));
    return `import type * as Module${module} from ${specifier};`;
  });
  const text = [...imports, ...lines].join("\n");
  const path = join(writeGenerated([{ path: "options.ts", text }]), "options.ts");
  const { config } = ts.readConfigFile(join(repositoryRoot, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repositoryRoot);
  const program = ts.createProgram([path], options);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("types of options", () => {
  it("take undefined for all that may be left out", () => {
    const types = [...optionTypes, 'NonNullable<Module2.ListSettings["thresholds"]>'];
    expect(types.length).toBeGreaterThan(20);
    const problems = check([
      "/** The keys that may be left out and not be undefined. */",
      "type Refusing<T> = { [K in keyof T]-?: object extends Pick<T, K>",
      "  ? { [P in K]: undefined } extends Pick<T, K> ? never : K : never }[keyof T];",
      "type Check<T> = [Refusing<T>] extends [never] ? true : Refusing<T>;",
      ...types.map((type, n) => `export const check${n}: Check<${type}> = true;`),
      "export const seen: Check<{ readonly a?: string; readonly b?: string | undefined }> = true;",
    ]);
    expect(problems).toEqual(["Type 'true' is not assignable to type '\"a\"'."]);
  });
});

/** An object that has each key, undefined. */
function allUndefined(keys: readonly string[]): object {
  return Object.fromEntries(keys.map((key) => [key, undefined]));
}

describe("when it runs, undefined holds for", () => {
  const idl = 'struct User { 1: i64 id, 2: list<i32> xs (js.type = "typed"), 3: string name }';
  const host = createMemoryHost({ "/p/user.thrift": idl });
  const keys = configOptions.map(({ key }) => key).filter((key) => key !== "files");
  const none = allUndefined([...keys, "emitters", "signal", "onProgress", "write", "project"]);

  it("compile, createSession and loadThrift", async () => {
    const files = ["/p/user.thrift"];
    const expected = await compile({ files, host });
    expect(await compile({ ...none, files, host })).toEqual(expected);
    const session = createSession({ ...allUndefined(Object.keys(defaultOptions)), files, host });
    expect(session.build().files).toEqual(expected.files);
    const modules = allUndefined([...Object.keys(defaultOptions), "root", "sourceMap", "cache"]);
    const [path = ""] = files;
    expect(loadThriftSync(path, { ...modules, host })).toEqual(loadThriftSync(path, { host }));
    const { document } = parse(idl, { dialect: undefined, lenient: undefined, path: undefined });
    expect(document).toEqual(parse(idl).document);
  });

  it("configs and plugins", async () => {
    const config = { ...allUndefined([...keys, "files", "emitters", "$schema"]), i64: "number" };
    expect(readSettings(config, String)).toEqual({ settings: { i64: "number" } });
    const directory = createTemporaryDirectory();
    const text = '{ "i64": "number", "declarations": "mirror" }';
    writeFileSync(join(directory, "thriftgen.config.json"), text);
    const given = allUndefined(["i64", "root", "includeDirs", "runtime", "config", "declarations"]);
    expect(await readPluginSettings(given, directory)).toEqual({
      modules: { i64: "number" },
      declarations: "mirror",
    });
  });

  it("the verbs and views", async () => {
    const files = await compileOrFail({ "user.thrift": idl }, "user.thrift", { views: true });
    const directory = writeGenerated(files);
    const { encode, decode } = companionOf(await importGenerated(directory, "user.ts"), "User");
    const { UserView } = (await importGenerated(directory, "user.view.ts")) as never as {
      readonly UserView: ViewClass;
    };
    const options = allUndefined(["utf8", "arena", "binary", "strings", "lazy", "stamped"]);
    const user = { id: 7n, xs: Int32Array.of(1), name: "Ada" };
    const bytes = encode(user, options);
    expect(decode(bytes, options)).toEqual(user);
    expect(UserView.of(bytes, options).$toObject()).toEqual(user);
    expect(() => encode({ name: "\ud800" }, options)).toThrow("INVALID_UTF8");
    bytes[bytes.length - 2] = 0xff;
    expect(() => decode(bytes, options)).toThrow("INVALID_UTF8");
    expect(() => UserView.of(bytes, options).$toObject()).toThrow("INVALID_UTF8");
  });

  it("arenas, chains and lists", () => {
    const arena = new ListArena({ slabSize: undefined, buffer: undefined });
    expect(arena.int8(3).buffer.byteLength).toBe(1_048_576);
    const chain = ChainBuffer.from(new Uint8Array(70_000), {
      threshold: undefined,
      debug: undefined,
    });
    expect(chain.append(new Uint8Array(70_000), { copy: undefined }).statistics()).toMatchObject({
      referred: 140_000,
    });
    const before = simdInfo();
    configureLists({ tier: undefined, thresholds: undefined });
    configureLists({ thresholds: allUndefined(Object.keys(before.thresholds)) });
    expect(simdInfo()).toEqual(before);
  });
});
