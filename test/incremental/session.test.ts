/** A session gives what a compilation from scratch gives, whatever was edited, and does no more than it must. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compile,
  createMemoryHost,
  formatDiagnostics,
  type CompileResult,
  type Host,
} from "../../src/index.js";
import {
  createSession,
  type CompileSession,
  type SessionOptions,
} from "../../src/incremental/session.js";

const RUNS = Number(process.env["SESSION_RUNS"] ?? 10);

const start: Readonly<Record<string, string>> = {
  "base.thrift": "typedef i64 Id\nenum Role { USER = 1, ADMIN = 2 }\nconst i32 LIMIT = 7",
  "user.thrift":
    'include "base.thrift"\nstruct User { 1: required base.Id id, 2: i32 n = base.LIMIT, 3: base.Role role }',
  "group.thrift": 'include "user.thrift"\nstruct Group { 1: list<user.User> users }',
  "other.thrift": "struct Other { 1: string text }",
};

/** Files that can be edited, and the session over them. */
class Workspace {
  readonly files = new Map(Object.entries(start));
  readonly session: CompileSession;

  constructor() {
    const current = (): Host => createMemoryHost(Object.fromEntries(this.files));
    const host: Host = {
      workingDirectory: "/",
      kindOf: (path) => current().kindOf(path),
      realPath: (path) => current().realPath(path),
      sizeOf: (path) => current().sizeOf(path),
      readFile: (path) => current().readFile(path),
    };
    this.session = createSession({ ...this.options, host });
  }

  readonly options = {
    files: ["group.thrift", "other.thrift"],
    views: true,
    declarations: "mirror",
  } as const;

  /** What a compilation from scratch gives now, in the form that `describeBuild` gives. */
  async compileFresh(): Promise<unknown> {
    const host = createMemoryHost(Object.fromEntries(this.files));
    return describeBuild(await compile({ ...this.options, host }));
  }
}

function describeBuild(
  result: Pick<CompileResult, "files" | "declarations" | "diagnostics" | "inputs">,
): unknown {
  const { files, declarations, diagnostics, inputs } = result;
  return {
    files,
    declarations,
    inputs,
    diagnostics: formatDiagnostics(diagnostics, { format: "json" }),
  };
}

const names = ["base.thrift", "user.thrift", "group.thrift", "other.thrift"];

const editArbitrary = fc.oneof(
  fc.record({ kind: fc.constant("restore" as const), name: fc.constantFrom(...names) }),
  fc.record({
    kind: fc.constant("append" as const),
    name: fc.constantFrom(...names),
    text: fc.constantFrom(
      "\nstruct Extra { 1: i32 x }",
      "\nstruct Twice { 1: i32 x, 1: i32 y }",
      "\nstruct {",
      "\nstruct Lost { 1: Missing m }",
      "\n// only a comment",
      '\nconst string TEXT = "x"',
    ),
  }),
  fc.record({
    kind: fc.constant("delete" as const),
    name: fc.constantFrom("base.thrift", "user.thrift"),
  }),
  fc.record({
    kind: fc.constant("replace" as const),
    name: fc.constantFrom(...names),
    text: fc.constantFrom(
      "typedef string Id\nenum Role { USER }\nconst i32 LIMIT = 9",
      "struct User { 1: i32 x }",
      'include "other.thrift"\nstruct User { 1: other.Other x }',
      "",
    ),
  }),
);

describe("a session", () => {
  it("gives after any edits what a compilation from scratch gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(editArbitrary, { maxLength: 12 }), async (edits) => {
        const workspace = new Workspace();
        workspace.session.build();
        for (const edit of edits) {
          if (edit.kind === "delete") workspace.files.delete(edit.name);
          else if (edit.kind === "restore") workspace.files.set(edit.name, start[edit.name] ?? "");
          else if (edit.kind === "replace") workspace.files.set(edit.name, edit.text);
          else {
            const before = workspace.files.get(edit.name) ?? "";
            workspace.files.set(edit.name, before + edit.text);
          }
          const build = workspace.session.build([`/${edit.name}`]);
          expect(describeBuild(build)).toEqual(await workspace.compileFresh());
        }
      }),
      { numRuns: RUNS, seed: 5 },
    );
  });

  it("makes only what depends on a changed file", () => {
    const { session, files } = new Workspace();
    expect(session.build().emitted).toEqual(["base", "group", "other", "user"]);
    expect(session.build()).toMatchObject({ parsed: [], emitted: [] });
    files.set("user.thrift", `${files.get("user.thrift")}\nstruct More { 1: i32 x }`);
    expect(session.build(["/user.thrift"])).toMatchObject({
      parsed: ["user.thrift"],
      emitted: ["group", "user"],
    });
    files.set("other.thrift", "struct Other { 1: i32 number }");
    expect(session.build(["/other.thrift"])).toMatchObject({
      parsed: ["other.thrift"],
      emitted: ["other"],
    });
  });

  it("makes what errors held up once they are gone, and nothing twice", () => {
    const { session, files } = new Workspace();
    session.build();
    files.set("other.thrift", "struct Other {");
    expect(session.build(["/other.thrift"])).toMatchObject({ files: [], emitted: [] });
    files.set("base.thrift", `${start["base.thrift"]}\nconst i32 MORE = 1`);
    expect(session.build(["/base.thrift"])).toMatchObject({ files: [], emitted: [] });
    files.set("other.thrift", "struct Other { 1: i32 x }");
    const build = session.build(["/other.thrift"]);
    expect(build).toMatchObject({
      parsed: ["other.thrift"],
      emitted: ["base", "group", "other", "user"],
    });
    expect(build.files.length).toBeGreaterThan(4);
  });

  it("finds an include that appears where it was looked for", () => {
    const { session, files } = new Workspace();
    files.delete("user.thrift");
    expect(session.build().files).toEqual([]);
    expect(session.dependencies).toContain("/user.thrift");
    files.set("user.thrift", start["user.thrift"] ?? "");
    expect(session.build(["/user.thrift"]).files).not.toEqual([]);
  });

  it("gives a virtual name to a real file that takes it, and back", () => {
    const files = new Map([["a.thrift", "struct A {}"]]);
    const current = (): Host => createMemoryHost(Object.fromEntries(files));
    const host: Host = {
      workingDirectory: "/",
      kindOf: (path) => current().kindOf(path),
      realPath: (path) => current().realPath(path),
      sizeOf: (path) => current().sizeOf(path),
      readFile: (path) => current().readFile(path),
    };
    const options = { files: ["a.thrift"], host, declarations: "beside" } as const;
    const session = createSession({ ...options, onlyDeclarations: true });
    const list = (changed?: string[]): unknown =>
      session.build(changed).declarations?.map(({ path }) => path);
    const [main, view] = ["a.d.thrift.ts", "a.view.d.thrift.ts"].map((path) => [
      path,
      `${path}.map`,
    ]);
    expect(list()).toEqual([main, view].flat());
    expect(session.dependencies).toContain("/a.view.thrift");
    files.set("a.view.thrift", "struct B {}");
    expect(list(["/a.view.thrift"])).toEqual(main);
    files.delete("a.view.thrift");
    expect(list(["/a.view.thrift"])).toEqual([main, view].flat());
  });

  it("sees edits of a host in memory, by paths that start at its directory", () => {
    const host = createMemoryHost(start);
    const session = createSession({ files: ["group.thrift", "other.thrift"], host });
    session.build();
    for (const [n, path] of ["other.thrift", "./other.thrift", "/other.thrift"].entries()) {
      host.set("other.thrift", `struct Other${n} { 1: i32 x }`);
      const build = session.build([path]);
      expect(build.emitted, path).toEqual(["other"]);
      const made = build.files.find((file) => file.path === "other.ts");
      expect(made?.text, path).toContain(`interface Other${n} {`);
    }
    host.delete("base.thrift");
    const { diagnostics } = session.build(["base.thrift"]);
    expect(diagnostics.map(({ code }) => code)).toContain("include-not-found");
    host.set("base.thrift", start["base.thrift"] ?? "");
    expect(session.build(["base.thrift"])).toMatchObject({
      diagnostics: [],
      emitted: ["base", "group", "user"],
    });
  });

  it("needs a host", () => {
    const given = { files: ["a.thrift"] } as unknown as SessionOptions;
    expect(() => createSession(given)).toThrow("host takes an object: createNodeHost and ");
  });

  it("goes on after a named file was missing", () => {
    const { session, files } = new Workspace();
    session.build();
    files.delete("other.thrift");
    expect(() => session.build(["/other.thrift"])).toThrow("other.thrift does not exist");
    expect(session.dependencies).toContain("/base.thrift");
    files.set("other.thrift", start["other.thrift"] ?? "");
    expect(session.build(["/other.thrift"]).files).not.toEqual([]);
  });
});
