/** Where declarations stand, what they import, and who may be overwritten. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import {
  compile,
  createMemoryHost,
  emitDeclarations,
  loadThrift,
  OptionError,
  overlayFile,
  type DeclarationsOptions,
  type DeclarationsResult,
} from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const idl = {
  "/shop/app/src/user.thrift": `include "shared.thrift"
include "far.thrift"
struct User { 1: shared.Color color, 2: far.Far far }
service Users extends far.Base { User get() }`,
  "/shop/app/src/shared.thrift": "enum Color { RED }",
  "/shop/idl/far.thrift": "struct Far {} service Base {}",
};

function emit(options: Partial<DeclarationsOptions> = {}): Promise<DeclarationsResult> {
  return emitDeclarations({
    files: ["/shop/app/src/user.thrift"],
    host: createMemoryHost(idl),
    root: "/shop/app",
    includeDirs: ["/shop/idl"],
    project: "/shop/app",
    declarations: true,
    ...options,
  });
}

const places = ({ declarations }: DeclarationsResult): readonly string[] =>
  declarations
    .filter(({ path }) => !path.endsWith(".map"))
    .map(({ root, path }) => `${root} ${path}`);

const importsOf = ({ declarations }: DeclarationsResult, path: string): readonly string[] => {
  const { text = "" } = declarations.find((file) => file.path === path) ?? {};
  return [...text.matchAll(/ from "(\.[^"]*)"/g)].map(([, specifier = ""]) => specifier);
};

describe("IDL in memory", () => {
  const message =
    /^write has no place on the disk for declarations of IDL that is in memory: leave/;

  test.each([true, "mirror"] as const)("is no place to write to, %s", async (declarations) => {
    const project = createTemporaryDirectory();
    const outDir = join(project, "gen");
    const hosts = [
      createMemoryHost(idl),
      overlayFile(createMemoryHost(idl), "a", new Uint8Array()),
    ];
    for (const host of hosts) {
      const options = { host, project, declarations, write: true };
      await expect(emit(options)).rejects.toThrow(message);
      await expect(emit(options)).rejects.toBeInstanceOf(OptionError);
      const compiling = compile({ ...options, outDir, files: ["/shop/idl/far.thrift"] });
      await expect(compiling).rejects.toThrow(message);
    }
    expect(readdirSync(project)).toEqual([]);
  });

  test("gives output that can be written", async () => {
    const outDir = createTemporaryDirectory();
    const files = ["/shop/idl/far.thrift"];
    await compile({ files, host: createMemoryHost(idl), outDir, write: true });
    expect(readdirSync(outDir).toSorted()).toEqual(["far.service.ts", "far.ts"]);
  });
});

describe("places", () => {
  test("beside the IDL, wherever that is", async () => {
    const result = await emit();
    expect(result.diagnostics).toEqual([]);
    expect(places(result)).toEqual([
      "/shop/app src/shared.d.thrift.ts",
      "/shop/app src/user.d.thrift.ts",
      "/shop/app src/user.service.d.thrift.ts",
      "/shop/app src/user.view.d.thrift.ts",
      "/shop/idl far.d.thrift.ts",
      "/shop/idl far.service.d.thrift.ts",
      "/shop/idl far.view.d.thrift.ts",
    ]);
    expect(importsOf(result, "src/user.d.thrift.ts")).toEqual([
      "../../idl/far.thrift",
      "./shared.thrift",
    ]);
    expect(importsOf(result, "src/user.view.d.thrift.ts")).toEqual([
      "../../idl/far.thrift",
      "../../idl/far.view.thrift",
      "./shared.thrift",
      "./user.thrift",
    ]);
    expect(importsOf(result, "src/user.service.d.thrift.ts")).toEqual([
      "../../idl/far.service.thrift",
      "./user.thrift",
    ]);
  });

  test("in a mirror, which holds what lies outside the project too", async () => {
    const result = await emit({ declarations: "mirror" });
    expect(places(result)).toEqual([
      "/shop/app/.thriftgen $parent/idl/far.d.thrift.ts",
      "/shop/app/.thriftgen $parent/idl/far.service.d.thrift.ts",
      "/shop/app/.thriftgen $parent/idl/far.view.d.thrift.ts",
      "/shop/app/.thriftgen src/shared.d.thrift.ts",
      "/shop/app/.thriftgen src/user.d.thrift.ts",
      "/shop/app/.thriftgen src/user.service.d.thrift.ts",
      "/shop/app/.thriftgen src/user.view.d.thrift.ts",
    ]);
    expect(importsOf(result, "src/user.d.thrift.ts")).toEqual([
      "../$parent/idl/far.thrift",
      "./shared.thrift",
    ]);
  });

  test("of named files alone, where includes are not wanted", async () => {
    expect(places(await emit({ emitIncludes: false }))).toEqual([
      "/shop/app src/user.d.thrift.ts",
      "/shop/app src/user.service.d.thrift.ts",
      "/shop/app src/user.view.d.thrift.ts",
    ]);
  });

  test("of a virtual name that a real file has are that file's, named or not", async () => {
    const files = { "/a.thrift": "struct A {}", "/a.view.thrift": "struct B {}" };
    const host = createMemoryHost(files);
    const request = { host, declarations: true } as const;
    const both = await emitDeclarations({ ...request, files: Object.keys(files) });
    expect(both.diagnostics).toEqual([]);
    expect(places(both)).toEqual([
      "/ a.d.thrift.ts",
      "/ a.view.d.thrift.ts",
      "/ a.view.view.d.thrift.ts",
    ]);
    const real = both.declarations.find(({ path }) => path === "a.view.d.thrift.ts");
    const loaded = await loadThrift("/a.view.thrift", request);
    expect(loaded).toMatchObject({ source: "/a.view.thrift", declarations: real?.text });
    expect(real?.text).toContain("export interface B ");
    const mirrored = { ...request, files: ["/a.thrift"], declarations: "mirror" } as const;
    const one = await emitDeclarations(mirrored);
    expect(places(one)).toEqual(["/.thriftgen a.d.thrift.ts"]);
  });

  test.each(["beside", "mirror"] as const)(
    "%s, of names that no writer takes, are refused, whatever stands above the project",
    async (declarations) => {
      const files = ["/app/a\\b/user.thrift", "/app/c:/user.thrift", "/app/a #%?/user.thrift"];
      const texts = files.map((path) => [path, "struct A {} service S {}"]);
      const host = createMemoryHost(Object.fromEntries(texts));
      const request = { host, declarations, project: "/app" };
      const emitOne = (path = ""): Promise<DeclarationsResult> =>
        emitDeclarations({ ...request, files: [path] });
      const [first, second, third] = await Promise.all(files.map(emitOne));
      expect(first?.diagnostics).toMatchObject([
        {
          code: "unsafe-output-path",
          message: expect.stringContaining('"a\\b/user.d.thrift.ts"') as unknown,
          span: { file: { path: "/app/a\\b/user.thrift" }, start: 0 },
        },
      ]);
      expect(first?.declarations).toEqual([]);
      expect(second?.diagnostics.map(({ code }) => code)).toEqual(["unsafe-output-path"]);
      expect(third?.diagnostics).toEqual([]);
      // What stands above them all is the user's choice.
      const inside = { ...request, project: "/app/a\\b", files: ["/app/a\\b/user.thrift"] };
      expect((await emitDeclarations(inside)).diagnostics).toEqual([]);
      const loaded = await loadThrift("/app/a\\b/user.thrift", { host, declarations: true });
      expect(loaded).toMatchObject({
        diagnostics: [],
        declarations: expect.any(String) as unknown,
      });
    },
  );

  test("of files whose names differ by case alone are refused", async () => {
    const files = { "/a.thrift": "struct A {}", "/A.thrift": "struct B {}" };
    const result = await emitDeclarations({
      files: Object.keys(files),
      host: createMemoryHost(files),
      declarations: true,
    });
    expect(new Set(result.diagnostics.map(({ code }) => code))).toEqual(
      new Set(["output-collision"]),
    );
    expect(result.declarations).toEqual([]);
  });
});

const sharedText = ({ declarations }: DeclarationsResult): readonly string[] =>
  declarations.filter(({ path }) => path.includes("shared")).map((file) => file.text);

describe("text", () => {
  test("is the same whatever the root, the form of paths and the other files are", async () => {
    const expected = sharedText(await emit());
    expect(expected).toHaveLength(2);
    const variants = [
      { root: "/shop" },
      { root: "/shop/app/src" },
      { files: ["shop/app/src/shared.thrift"], root: undefined, includeDirs: [] },
      { emitIncludes: false, files: ["/shop/app/src/shared.thrift", "/shop/app/src/user.thrift"] },
      { lenient: true },
      { project: "/shop/app/src" },
    ];
    for (const variant of variants) expect(sharedText(await emit(variant))).toEqual(expected);
  });

  test("leads to its map, and the map to the IDL, from the mirror as from beside", async () => {
    for (const [declarations, source] of [
      ["beside", "user.thrift"],
      ["mirror", "../../src/user.thrift"],
    ] as const) {
      const result = await emit({ declarations });
      const find = (path: string): string =>
        result.declarations.find((file) => file.path === path)?.text ?? "";
      expect(find("src/user.d.thrift.ts")).toMatch(
        /\n\/\/# sourceMappingURL=user\.d\.thrift\.ts\.map\n$/,
      );
      expect(JSON.parse(find("src/user.d.thrift.ts.map"))).toMatchObject({
        version: 3,
        file: "user.d.thrift.ts",
        sources: [source],
      });
    }
  });

  test("has the types of the options", async () => {
    const host = createMemoryHost({ "/a.thrift": "struct A { 1: required i64 user_id }" });
    const result = await emitDeclarations({
      files: ["a.thrift"],
      host,
      declarations: true,
      i64: "number",
      naming: "camel",
    });
    expect(result.declarations[0]?.text).toContain("export interface A {\n  userId: number;\n}");
  });

  test("is not made where there are errors", async () => {
    const host = createMemoryHost({ "/a.thrift": "struct A { 1: B b }" });
    const result = await emitDeclarations({ files: ["a.thrift"], host, declarations: true });
    expect(result.declarations).toEqual([]);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["unknown-type"]);
  });
});

describe("on disk", () => {
  const parent = createTemporaryDirectory();
  let directory = "";
  let count = 0;
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  const write = (options: Partial<DeclarationsOptions> = {}): Promise<DeclarationsResult> =>
    emitDeclarations({
      files: [join(directory, "a.thrift")],
      project: directory,
      declarations: true,
      write: true,
      ...options,
    });

  beforeEach(() => {
    directory = join(parent, String(++count));
    put("a.thrift", "struct A {}");
  });

  test("only what differs is written", async () => {
    const path = join(directory, "a.d.thrift.ts");
    const first = await write();
    expect(first.writtenDeclarations?.created).toContain(path);
    utimesSync(path, 1, 1);
    const second = await write();
    expect(second.writtenDeclarations?.unchanged).toHaveLength(4);
    expect(statSync(path).mtimeMs).toBe(1000);
    put("a.thrift", "struct A { 1: i32 n }");
    expect((await write()).writtenDeclarations?.updated).toContain(path);
    expect(readdirSync(directory).toSorted()).toEqual([
      "a.d.thrift.ts",
      "a.d.thrift.ts.map",
      "a.thrift",
      "a.view.d.thrift.ts",
      "a.view.d.thrift.ts.map",
    ]);
  });

  test("nothing is written unless it is asked for", async () => {
    await write({ write: false });
    expect(readdirSync(directory)).toEqual(["a.thrift"]);
  });

  test("a file that somebody wrote by hand is not replaced, nor anything else written", async () => {
    put("a.view.d.thrift.ts", "export declare class Mine {}\n");
    await expect(write()).rejects.toThrow(
      /a\.view\.d\.thrift\.ts: the file that stands there was not generated/,
    );
    expect(readFileSync(join(directory, "a.view.d.thrift.ts"), "utf8")).toContain("Mine");
    expect(existsSync(join(directory, "a.d.thrift.ts"))).toBe(false);
  });
});
