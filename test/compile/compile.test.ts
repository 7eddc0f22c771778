import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  compile,
  createMemoryHost,
  createNodeHost,
  formatDiagnostics,
  HostError,
  OptionError,
  overlayFile,
  type CompileOptions,
  type Host,
} from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const files = {
  "a.thrift": 'include "sub/b.thrift"\nstruct A { 1: b.B b }',
  "sub/b.thrift": "struct B { 1: i64 id }",
};
const host = createMemoryHost(files);

function addPath(path: string, text: string): Promise<string> {
  return Promise.resolve(`// ${path}\n${text}`);
}

describe("in memory", () => {
  it("gives the files sorted, the inputs and no findings", async () => {
    const result = await compile({ files: ["a.thrift"], host });
    expect(result.diagnostics).toEqual([]);
    expect(result.files.map((file) => file.path)).toEqual(["a.ts", "sub/b.ts"]);
    expect(result.inputs).toEqual(["a.thrift", "sub/b.thrift"]);
    expect(result.written).toBeUndefined();
  });

  it("reads nothing but what the host gives, and each file once", async () => {
    const read: string[] = [];
    const counting: Host = {
      ...host,
      readFile(path) {
        read.push(path);
        return host.readFile(path);
      },
    };
    await compile({ files: ["a.thrift", "sub/b.thrift", "/a.thrift"], host: counting });
    expect(read.toSorted()).toEqual(["/a.thrift", "/sub/b.thrift"]);
  });

  it("takes undefined as left out", async () => {
    const options = { i64: undefined, targets: undefined, lenient: undefined };
    const given = { files: ["a.thrift"], host, ...options } as unknown as CompileOptions;
    expect(await compile(given)).toEqual(await compile({ files: ["a.thrift"], host }));
  });

  it("gives equal results in any order of files, and on every call", async () => {
    const one = await compile({ files: ["a.thrift", "sub/b.thrift"], host });
    const other = await compile({ files: ["sub/b.thrift", "a.thrift"], host });
    expect(other).toEqual(one);
  });

  it("tells how far it is", async () => {
    const seen: number[] = [];
    await compile({
      files: ["a.thrift"],
      host,
      onProgress: (progress) => seen.push(progress.files),
    });
    expect(seen).toEqual([1, 2]);
  });

  it("overlays one file over another host", async () => {
    const text = new TextEncoder().encode("enum OnlyHere { X }");
    const overlaid = overlayFile(host, "sub/b.thrift", text);
    const { files: output } = await compile({ files: ["./sub/b.thrift"], host: overlaid });
    expect(output[0]?.text).toContain("OnlyHere");
  });
});

describe("mistakes in the IDL", () => {
  const broken = createMemoryHost({
    "z.thrift": 'include "a.thrift"\nstruct Z { 1: Nope x, 2: Nein y }\nconst i8 X = 300',
    "a.thrift": "struct A { 1: Non x }\nstruct 7",
  });

  it("never reject: all of a run are shown, sorted by place, and nothing is emitted", async () => {
    const result = await compile({ files: ["z.thrift"], host: broken });
    expect(result.files).toEqual([]);
    const places = result.diagnostics.map(({ span }) => {
      const position = span?.file.positionAt(span.start);
      return `${span?.file.path}:${position?.line}:${position?.column}`;
    });
    expect(places).toEqual([
      "a.thrift:1:15",
      "a.thrift:2:8",
      "z.thrift:2:15",
      "z.thrift:2:26",
      "z.thrift:3:14",
    ]);
    expect(formatDiagnostics(result.diagnostics)).toContain("z.thrift:2:15: error:");
  });

  it("become warnings where Apache lets them pass and lenient is on", async () => {
    const lenient = createMemoryHost({ "a.thrift": "const i8 X = 300" });
    const strict = await compile({ files: ["a.thrift"], host: lenient });
    const loose = await compile({ files: ["a.thrift"], host: lenient, lenient: true });
    expect(strict.diagnostics.map((diagnostic) => diagnostic.severity)).toEqual(["error"]);
    expect(loose.diagnostics.map((diagnostic) => diagnostic.severity)).toEqual(["warning"]);
    expect(loose.files).toHaveLength(1);
  });
});

describe("what rejects", () => {
  it.each([["missing.thrift"], ["sub"]])("a named file that cannot be read: %s", async (path) => {
    await expect(compile({ files: [path], host })).rejects.toBeInstanceOf(HostError);
  });

  it("a pattern, with what to do", async () => {
    await expect(compile({ files: ["idl/*.thrift"], host })).rejects.toThrow(
      "idl/*.thrift does not exist: files are named one by one, expandFiles gives those of a pattern",
    );
  });

  it.each([undefined, null, "a.thrift"])("options that are %j", async (options) => {
    await expect(compile(options as never)).rejects.toThrow(/^options are missing: /);
  });

  it.each([
    [{ i64: "long" }, /^i64 takes bigint, number or string, not "long"$/],
    [{ targets: [] }, /^targets takes/],
    [{ lenient: "yes" }, /^lenient takes true or false$/],
    [{ files: "a.thrift" }, /^files takes a list of paths$/],
    [
      { files: [new URL("file:///user.thrift")] },
      /^files takes a list of paths: fileURLToPath of node:url makes one of a URL$/,
    ],
    [{ files: [undefined] }, /^files takes a list of paths$/],
    [{ i64: () => "number" }, /^i64 takes bigint, number or string$/],
    [{ targets: () => ["ts"] }, /^targets takes/],
    [{ views: () => false }, /^views takes true or false$/],
    [{ host: "/" }, /^host takes an object: createNodeHost and createMemoryHost make one$/],
    [{ host: { readFile() {} } }, /^host lacks kindOf, realPath, sizeOf and workingDirectory: /],
    [{ host: { ...host, sizeOf: 7 } }, /^host lacks sizeOf: createNodeHost and /],
    [{ write: 1, outDir: "gen" }, /^write takes true or false$/],
    [{ signal: 5 }, /^signal takes an AbortSignal$/],
    [{ signal: new AbortController() }, /^signal takes an AbortSignal$/],
    [{ onProgress: true }, /^onProgress takes a function$/],
    [{ project: null }, /^project takes the path of a directory$/],
    [{ project: 5 }, /^project takes the path of a directory$/],
    [{ write: true }, /^write needs outDir, the directory to write to$/],
  ])("an option that cannot be: %j", async (options, message) => {
    const given = { files: ["a.thrift"], host, ...options } as unknown as CompileOptions;
    const compiling = compile(given);
    await expect(compiling).rejects.toBeInstanceOf(OptionError);
    await expect(compiling).rejects.toThrow(message);
  });

  it("an aborted signal, before anything is written", async () => {
    const outDir = join(createTemporaryDirectory(), "gen");
    const signal = AbortSignal.abort(new Error("stop"));
    const compiling = compile({ files: ["a.thrift"], host, outDir, write: true, signal });
    await expect(compiling).rejects.toThrow("stop");
    expect(existsSync(outDir)).toBe(false);
  });
});

describe("formatting", () => {
  it("by a function of the caller's", async () => {
    const plain = await compile({ files: ["a.thrift"], host });
    const formatted = await compile({ files: ["a.thrift"], host, format: addPath });
    expect(formatted.files).toEqual(
      plain.files.map((file) => ({ ...file, text: `// ${file.path}\n${file.text}` })),
    );
  });

  it("by Prettier, with the config of the output's place", async () => {
    const root = createTemporaryDirectory();
    writeFileSync(join(root, ".prettierrc.json"), '{"semi": false, "tabWidth": 8}');
    const { files: output } = await compile({
      files: ["a.thrift"],
      host,
      format: true,
      outDir: root,
    });
    expect(output[0]?.text).toMatch(/^ {8}b\??: .*[^;]$/m);
    expect(readdirSync(root)).toEqual([".prettierrc.json"]);
  });
});

describe("on disk", () => {
  it("reads from the disk by default and writes only when asked", async () => {
    const root = createTemporaryDirectory();
    mkdirSync(join(root, "idl"));
    writeFileSync(join(root, "idl/a.thrift"), "enum A { X }");
    const input = join(root, "idl/a.thrift");
    const outDir = join(root, "gen");
    const dry = await compile({ files: [input], outDir });
    expect(existsSync(outDir)).toBe(false);
    const wet = await compile({ files: [input], outDir, write: true });
    expect(wet.written).toEqual({ created: ["a.ts"], updated: [], unchanged: [] });
    expect(readFileSync(join(outDir, "a.ts"), "utf8")).toBe(dry.files[0]?.text);
    const again = await compile({ files: [input], outDir, write: true });
    expect(again.written).toEqual({ created: [], updated: [], unchanged: ["a.ts"] });
  });

  it("reads relative paths from the host's working directory", async () => {
    const root = createTemporaryDirectory();
    writeFileSync(join(root, "a.thrift"), "enum A { X }");
    const result = await compile({ files: ["a.thrift"], host: createNodeHost(root) });
    expect(result.inputs).toEqual(["a.thrift"]);
  });
});
