/** `thriftgen scaffold` as users run it: arguments, config, files, streams, exit codes. */
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createProject } from "../support/project.js";

const project = createProject();
const { put, read, run, listOutput } = project;

const handler = "src/handlers/users.handler.ts";
const scaffold = "scaffold handler Users users.thrift -o src/handlers --gen src/gen";

beforeEach(() => {
  put(
    "users.thrift",
    'include "user.thrift"\nservice Users {\n  user.User find(1: i64 id)\n  void remove(1: i64 id)\n}\n',
  );
});

describe("a new handler", () => {
  it("is written, with imports that lead to the output of compile", async () => {
    expect(await run(scaffold)).toEqual({
      code: 0,
      stdout: "",
      stderr: "src/handlers/users.handler.ts: created with 2 methods\n",
    });
    expect(read(handler)).toBe(
      [
        'import type { User } from "../gen/user.js";',
        'import type { Users } from "../gen/users.service.js";',
        "",
        "export class UsersHandler implements Users {",
        "  async find(id: bigint): Promise<User> {",
        '    throw new Error("Users.find is not implemented");',
        "  }",
        "",
        "  async remove(id: bigint): Promise<void> {",
        '    throw new Error("Users.remove is not implemented");',
        "  }",
        "}",
        "",
      ].join("\n"),
    );
    expect((await run("compile users.thrift -o src/gen")).code).toBe(0);
    expect(listOutput("src/gen")).toEqual(["user.ts", "users.service.ts", "users.ts"]);
  });

  it("takes files, places and types from the config file", async () => {
    const config = {
      files: ["users.thrift"],
      outDir: "out/gen",
      i64: "number",
      importExtension: "ts",
    };
    put("thriftgen.config.json", JSON.stringify(config));
    expect((await run("scaffold handler Users -o app/my-users.ts")).code).toBe(0);
    expect(read("app/my-users.ts")).toContain('from "../out/gen/users.service.ts"');
    expect(read("app/my-users.ts")).toContain("async find(id: number)");
    expect((await run("scaffold handler Users -o app/other.ts --i64 string")).code).toBe(0);
    expect(read("app/other.ts")).toContain("async find(id: string)");
  });

  it("takes its own place and templates from the config file, wherever that stands", async () => {
    put("etc/own/handler-method.hbs", "{{key}} = todo;");
    const config = { outDir: "../gen", handlers: "../app/handlers", templates: "own" };
    put("etc/thriftgen.config.json", JSON.stringify(config));
    const line = "scaffold handler Users users.thrift --config etc/thriftgen.config.json";
    expect((await run(line)).stderr).toBe(
      "app/handlers/users.handler.ts: created with 2 methods\n",
    );
    expect(read("app/handlers/users.handler.ts")).toContain('from "../../gen/users.service.js"');
    expect(read("app/handlers/users.handler.ts")).toContain("  find = todo;\n");
  });

  it("is only listed with --dry-run, and asked for with --check", async () => {
    expect(await run(`${scaffold} --dry-run`)).toEqual({
      code: 0,
      stdout: `create ${handler}\n`,
      stderr: `${handler}: created with 2 methods (dry run, nothing written)\n`,
    });
    expect(await run(`${scaffold} --check`)).toEqual({
      code: 1,
      stdout: `${handler}\n`,
      stderr: `${handler} does not exist: run thriftgen without --check\n`,
    });
    expect(listOutput("src")).toEqual([]);
  });

  it.each(["", "\ufeff", " \r\n\n"])("is written where the file holds only %j", async (text) => {
    const line = scaffold.replace("src/handlers", "e.ts");
    await run(line);
    const expected = read("e.ts");
    put("e.ts", text);
    expect(await run(`${line} --check`)).toEqual({
      code: 1,
      stdout: "e.ts\n",
      stderr: "e.ts is empty: run thriftgen without --check\n",
    });
    expect(await run(line)).toEqual({
      code: 0,
      stdout: "",
      stderr: "e.ts: created with 2 methods\n",
    });
    expect(read("e.ts")).toBe(expected);
  });

  it("has a name that files can have everywhere", async () => {
    put("a.thrift", "service HTTPUser_Service2 {}\nservice Con {}\nservice _ {}");
    for (const service of ["HTTPUser_Service2", "Con", "_"]) {
      expect((await run(`scaffold handler ${service} a.thrift -o src -g gen`)).code).toBe(0);
    }
    expect(listOutput("src")).toEqual([
      "-service.handler.ts",
      "con-service.handler.ts",
      "http-user-service2.handler.ts",
    ]);
  });

  it.each(["app.js", "new.js/", "v1.2", ".hidden"])("goes into the directory %s", async (path) => {
    mkdirSync(join(project.root, "app.js"));
    expect((await run(scaffold.replace("src/handlers", path))).code).toBe(0);
    expect(listOutput(path.replace("/", ""))).toEqual(["users.handler.ts"]);
  });

  it("comes from the user's templates", async () => {
    put("templates/handler-method.hbs", "{{key}} = async {{parameters}}: {{returns}} => todo();\n");
    expect((await run(`${scaffold} --templates templates`)).code).toBe(0);
    expect(read(handler)).toContain("\n  find = async (id: bigint): Promise<User> => todo();\n");
    put("templates/handler-method.hbs", "{{key}}() {}\n{{#if}}");
    const wrong = await run(`${scaffold.replace("src/handlers", "other")} --templates templates`);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/^templates\/handler-method\.hbs:2:/);
    expect(wrong.stderr).toMatch(/1 error, nothing written\n$/);
  });
});

describe("a handler that is there", () => {
  const edited = [
    "// Mine.",
    'import type { Users } from "../gen/users.service.js";',
    "export default class Accounts implements Users {",
    "\tasync remove() {} // all",
    "}",
  ].join("\r\n");

  beforeEach(() => put(handler, edited));

  it("gets what it lacks, once", async () => {
    const { mode } = statSync(join(project.root, handler));
    expect(await run(scaffold)).toEqual({
      code: 0,
      stdout: "",
      stderr: `${handler}: 1 method added: find\n`,
    });
    const text = read(handler);
    expect(text.replace(/import type \{ User \}.*\r\n/, "").replace(/\r\n\r\n[^]*\t\}/, "")).toBe(
      edited,
    );
    const { mtimeMs, mode: newMode } = statSync(join(project.root, handler));
    expect(newMode).toBe(mode);
    expect((await run(scaffold)).stderr).toBe(`${handler}: no method is missing\n`);
    expect(statSync(join(project.root, handler)).mtimeMs).toBe(mtimeMs);
  });

  it("is left alone by --check and --dry-run", async () => {
    expect(await run(`${scaffold} --check`)).toEqual({
      code: 1,
      stdout: `${handler}\n`,
      stderr: `${handler} lacks 1 method: find: run thriftgen without --check\n`,
    });
    expect(await run(`${scaffold} --dry-run`)).toEqual({
      code: 0,
      stdout: `update ${handler}\n`,
      stderr: `${handler}: 1 method added: find (dry run, nothing written)\n`,
    });
    expect(read(handler)).toBe(edited);
  });

  it("is left alone where it has a syntax error", async () => {
    put(handler, `${edited}\r\n}`);
    const { code, stderr } = await run(scaffold);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^src\/handlers\/users\.handler\.ts:6:1: error: The file has a syntax error/,
    );
    expect(read(handler)).toBe(`${edited}\r\n}`);
  });

  it("is found under another name in the directory", async () => {
    put("renamed/noise.ts", "export const a = 'implements Orders';");
    put("renamed/accounts.ts", edited);
    const moved = scaffold.replace("src/handlers", "renamed");
    expect((await run(moved)).stderr).toBe("renamed/accounts.ts: 1 method added: find\n");
    put("renamed/more.ts", edited);
    expect(await run(moved)).toMatchObject({
      code: 2,
      stderr:
        "error: accounts.ts and more.ts in renamed both implement Users\n" +
        "  hint: Name the one to complete: -o renamed/accounts.ts.\n",
    });
  });

  it("is not read where it is not UTF-8, and not replaced where it is a link", async () => {
    const path = join(project.root, handler);
    writeFileSync(path, Buffer.from([0x2f, 0x2f, 0xff, 0x0a]));
    expect(await run(scaffold)).toMatchObject({
      code: 3,
      stderr: `error: cannot read ${handler}: it is not UTF-8\n  hint: Save it as UTF-8.\n`,
    });
    put("real.ts", edited);
    mkdirSync(join(project.root, "links"));
    symlinkSync("../real.ts", join(project.root, "links/users.handler.ts"));
    const linked = await run(scaffold.replace("src/handlers", "links"));
    expect(linked.code).toBe(3);
    expect(linked.stderr).toContain("is a symbolic link");
    expect(read("real.ts")).toBe(edited);
  });
});

describe("what is missing or wrong on the command line", () => {
  const wrong: readonly (readonly [string, string])[] = [
    ["scaffold", "what to scaffold is not named"],
    ["scaffold server Users users.thrift", "there is no scaffold called server"],
    ["scaffold handler", "no service is named"],
    ["scaffold handler Users - -o src --gen gen", "scaffold cannot read standard input"],
    ["scaffold handler Users", "no IDL file is named"],
    ["scaffold handler Users users.thrift", "no place for the handler is named"],
    ["scaffold handler Users users.thrift -o src", "where the compiled code stands is not known"],
    ["scaffold handler User users.thrift -o src -g gen", "Did you mean Users?"],
    ["scaffold handler Absent user.thrift -o src -g gen", "The IDL has no service at all."],
    [`${scaffold} --check --dry-run`, "--check and --dry-run exclude each other"],
    [`${scaffold} --templates nowhere`, "nowhere is not a directory"],
    [`${scaffold} --templates src`, "src has no template"],
    [`${scaffold} --templatse x`, "Did you mean --templates?"],
    [scaffold.replace("src/handlers", "user.thrift"), "neither a directory nor a TypeScript file"],
    [scaffold.replace("handlers", "u.js"), "src/u.js is not the name of a TypeScript file"],
    [scaffold.replace("handlers", "u.d.ts"), "src/u.d.ts is for declarations"],
    [scaffold.replace("handlers", "u.d.mts"), "Name it src/u.mts."],
    [scaffold.replace("handlers", "u.txt"), "if it is to be a directory, make that first."],
  ];

  it.each(wrong)("%s", async (line, message) => {
    put("src/note.txt", "");
    const { code, stdout, stderr } = await run(line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(listOutput("src")).toEqual(["note.txt"]);
  });

  it("several services of one name are told apart by their files", async () => {
    put("other.thrift", "service Users { void ping() }");
    const both = scaffold.replace("users.thrift", "users.thrift other.thrift");
    expect(await run(both)).toMatchObject({
      code: 2,
      stderr:
        "error: other.thrift and users.thrift both have a service Users\n" +
        "  hint: Name one of them: other.Users or users.Users.\n",
    });
    expect((await run(both.replace("Users", "other.Users"))).code).toBe(0);
    expect(read(handler)).toContain("async ping()");
  });

  it("mistakes in the IDL end with 1", async () => {
    put("users.thrift", "service Users { Usr find() }");
    const { code, stderr } = await run(scaffold);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^users\.thrift:1:17: error: /);
  });
});
