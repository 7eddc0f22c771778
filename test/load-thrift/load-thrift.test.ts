/** One module of an IDL file, from memory: what it imports, what it depends on, when it is made again. */
import { SourceMap } from "node:module";
import { describe, expect, it } from "vitest";
import {
  createLoadCache,
  createMemoryHost,
  loadThrift,
  loadThriftSync,
  OptionError,
  type Host,
} from "../../src/index.js";

const files = {
  "app/package.json": "{}",
  "app/src/user.thrift": `include "shared/place.thrift"
include "level.thrift"
struct User {
  1: place.Place home
  2: level.Level level
}
service Users { User find(1: i64 id) }
`,
  "app/src/shared/place.thrift": 'include "src/city.thrift"\nstruct Place { 1: city.City city }\n',
  "app/src/city.thrift": "struct City { 1: string name }\n",
  "idl/level.thrift": "enum Level { LOW }\nstruct Unused {}\n",
};

const options = { host: createMemoryHost(files), includeDirs: ["/idl"] };

function listImports(code: string): string[] {
  return [...code.matchAll(/ from "(.*)";/g)].map(([, specifier = ""]) => specifier);
}

/** A memory host whose files can be replaced. */
function createEditableHost(): {
  readonly host: Host;
  edit(changes: Record<string, string>): void;
} {
  let current = createMemoryHost(files);
  let contents: Record<string, string> = files;
  return {
    host: {
      workingDirectory: "/",
      kindOf: (path) => current.kindOf(path),
      realPath: (path) => current.realPath(path),
      sizeOf: (path) => current.sizeOf(path),
      readFile: (path) => current.readFile(path),
    },
    edit(changes) {
      contents = { ...contents, ...changes };
      current = createMemoryHost(contents);
    },
  };
}

describe("a module", () => {
  it("imports the modules of includes from where their files stand", async () => {
    const { code, diagnostics } = await loadThrift("/app/src/user.thrift", options);
    expect(diagnostics).toEqual([]);
    expect(listImports(code)).toEqual(["@thriftgen/runtime/codegen-v1", "./shared/place.thrift"]);
    const view = await loadThrift("/app/src/user.view.thrift", options);
    expect(listImports(view.code)).toContain("./shared/place.view.thrift");
    const place = await loadThrift("/app/src/shared/place.thrift", options);
    expect(listImports(place.code)).toContain("../city.thrift");
  });

  it("of services is empty as long as these are types, and their declarations are not", async () => {
    const loaded = await loadThrift("/app/src/user.service.thrift", {
      ...options,
      declarations: true,
    });
    expect(loaded.code).toMatch(/export \{\};\n$/);
    expect(loaded.declarations).toContain("find(");
    expect(loaded.declarations).toContain('from "./user.thrift"');
    expect(JSON.parse(loaded.declarationMap ?? "")).toMatchObject({ sources: ["user.thrift"] });
  });

  it("of IDL whose includes have names that are no module's tells where, if it would import them", async () => {
    const host = createMemoryHost({
      "a.thrift": 'include "shared.idl"\nstruct A { 1: shared.B b }',
      "b.thrift": 'include "shared.idl"\nstruct C { 1: i32 x }',
      "shared.idl": "struct B { 1: i32 x }",
    });
    for (const path of ["/a.thrift", "/a.view.thrift"]) {
      const { code, diagnostics } = await loadThrift(path, { host });
      const found = diagnostics.map((one) => [one.message, one.span?.file.path, one.span?.start]);
      const message = '"./shared.idl" cannot be imported: its name does not end in .thrift.';
      expect(found).toEqual([[message, "/a.thrift", 0]]);
      expect(code).toBe("");
    }
    expect((await loadThrift("/b.thrift", { host })).diagnostics).toEqual([]);
  });

  it("knows the files that it depends on, and those that are not there yet", async () => {
    const loaded = await loadThrift("/app/src/user.thrift", options);
    expect(loaded).toMatchObject({ source: "/app/src/user.thrift", root: "/app" });
    expect(loaded.dependencies).toEqual([
      "/app/src/city.thrift",
      "/app/src/shared/place.thrift",
      "/app/src/user.thrift",
      "/idl/level.thrift",
    ]);
    expect(loaded.missingDependencies).toEqual([
      "/app/level.thrift",
      "/app/src/level.thrift",
      "/app/src/shared/src/city.thrift",
    ]);
  });

  it("has a map that leads to the IDL", async () => {
    const { code, map } = await loadThrift("/app/src/user.thrift", options);
    const lines = code.split("\n");
    const line = lines.findIndex((text) => text.includes("function User$write("));
    const column = lines[line]?.indexOf("User$write") ?? 0;
    const payload: unknown = JSON.parse(map ?? "");
    expect(payload).toMatchObject({
      sources: ["user.thrift"],
      sourcesContent: [files["app/src/user.thrift"]],
    });
    const entry = new SourceMap(payload as ConstructorParameters<typeof SourceMap>[0]).findEntry(
      line,
      column,
    );
    expect(entry).toMatchObject({ originalSource: "user.thrift", originalLine: 2 });
    expect(
      (await loadThrift("/app/src/user.thrift", { ...options, sourceMap: false })).map,
    ).toBeUndefined();
  });

  it("has diagnostics and no code where the IDL has errors", async () => {
    const host = createMemoryHost({ "a.thrift": 'include "b.thrift"\nstruct A { 1: B b }' });
    const loaded = await loadThrift("a.thrift", { host });
    expect(loaded.code).toBe("");
    expect(loaded.map).toBeUndefined();
    expect(loaded.diagnostics.map(({ code }) => code)).toEqual([
      "include-not-found",
      "unknown-type",
    ]);
    expect(loaded.missingDependencies).toEqual(["/b.thrift"]);
  });

  it("outside the root is of its own package, and may include from the root", async () => {
    const host = createMemoryHost({
      "app/idl/level.thrift": "enum Level { LOW }\n",
      "app/node_modules/other/package.json": "{}",
      "app/node_modules/other/src/a.thrift": 'include "level.thrift"\ninclude "src/b.thrift"\n',
      "app/node_modules/other/src/b.thrift": "struct B {}\n",
      "app/node_modules/other/src/c.thrift": 'include "../../../x.thrift"\n',
    });
    const load = (name: string): ReturnType<typeof loadThrift> =>
      loadThrift(`/app/node_modules/other/src/${name}.thrift`, { host, root: "/app/idl" });
    expect(await load("a")).toMatchObject({ root: "/app/node_modules/other", diagnostics: [] });
    const [error] = (await load("c")).diagnostics;
    expect(error?.code).toBe("include-outside-roots");
  });

  it("is refused where the file is missing, or an option cannot be", async () => {
    await expect(loadThrift("/none.thrift", options)).rejects.toThrow(
      "/none.thrift does not exist",
    );
    const wrong = { ...options, i64: "int" } as unknown as typeof options;
    await expect(loadThrift("/app/src/user.thrift", wrong)).rejects.toThrow(
      'i64 takes bigint, number or string, not "int"',
    );
  });
});

describe("arguments without types", () => {
  it("may have a cache that is null, as one that is left out", async () => {
    const load = loadThrift as (...given: readonly unknown[]) => ReturnType<typeof loadThrift>;
    const { code } = await load("/app/src/user.thrift", { ...options, cache: null });
    expect(code).toContain("User");
  });

  const url = new URL("file:///user.thrift");

  it.each([
    [[], "the first argument is the path of an IDL file"],
    [[5], "the first argument is the path of an IDL file"],
    [[url], "of an IDL file: fileURLToPath of node:url makes one of a URL"],
    [["/app/src/user.thrift", null], "the second argument is an object of options"],
    [["/app/src/user.thrift", { host: {} }], "host lacks kindOf, realPath, sizeOf, readFile and"],
    [["/app/src/user.thrift", { ...options, runtime: () => "x" }], "runtime takes a text"],
    [
      ["/app/src/user.thrift", { ...options, cache: new Map() }],
      "cache takes what createLoadCache",
    ],
    [["/app/src/user.thrift", { ...options, root: "nosuch" }], "and /nosuch is none"],
    [["/app/src/user.thrift", { ...options, sourceMap: "no" }], "sourceMap takes true or false"],
  ])("are told what they are to be: %j", async (given, message) => {
    const load = loadThrift as (...given: readonly unknown[]) => Promise<unknown>;
    const loading = load(...given);
    await expect(loading).rejects.toBeInstanceOf(OptionError);
    await expect(loading).rejects.toThrow(message);
  });

  it("hold where nothing can be waited for, with a host that must be given", () => {
    const load = loadThriftSync as (...given: readonly unknown[]) => unknown;
    expect(() => load("/app/src/user.thrift")).toThrow("the second argument is an object");
    expect(() => load("/app/src/user.thrift", {})).toThrow(
      "host takes an object: createNodeHost and createMemoryHost make one",
    );
  });
});

describe("a cache", () => {
  const path = "/app/src/user.thrift";

  it("gives the same result until something that it depends on changes", () => {
    const { host, edit } = createEditableHost();
    const load = (): unknown => loadThriftSync(path, { ...options, host, cache });
    const cache = createLoadCache();
    const first = load();
    edit({});
    expect(load()).toBe(first);
    edit({ "app/src/other.thrift": "struct Other {}" });
    expect(load()).toBe(first);
    edit({ "app/src/city.thrift": "struct City { 1: string title }\n" });
    const second = load();
    expect(second).not.toBe(first);
    expect(load()).toBe(second);
    // It goes before the one that was found in an include directory.
    edit({ "app/src/level.thrift": "enum Level { HIGH = 1 }\n" });
    const third = load();
    expect(third).not.toBe(second);
    expect(third).toMatchObject({
      dependencies: expect.arrayContaining(["/app/src/level.thrift"]),
    });
  });

  it("keeps results of other options and modules apart", () => {
    const { host } = createEditableHost();
    const cache = createLoadCache();
    const load = (name: string, i64: "bigint" | "number"): string =>
      loadThriftSync(name, { ...options, host, cache, i64 }).code;
    const all = [
      load(path, "bigint"),
      load(path, "number"),
      load("/app/src/user.view.thrift", "bigint"),
    ];
    expect(new Set(all).size).toBe(3);
    expect(load(path, "bigint")).toBe(all[0]);
  });

  it("sees that a real file takes a virtual name", () => {
    const { host, edit } = createEditableHost();
    const cache = createLoadCache();
    const load = (): string =>
      loadThriftSync("/app/src/user.view.thrift", { ...options, host, cache }).code;
    expect(load()).toContain("class UserView");
    edit({ "app/src/user.view.thrift": "const i32 REAL = 1\n" });
    expect(load()).toContain("REAL");
  });
});
