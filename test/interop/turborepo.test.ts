/** Generated code comes from turborepo's remote cache: two clones of examples/turborepo share nothing but a server. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, runCli } from "../support/cli.js";
import { enginePath } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const directory = createTemporaryDirectory();
const artifacts = new Map<
  string,
  { readonly body: Buffer; readonly headers: Record<string, string> }
>();
const log: string[] = [];
let server: Server;

/** What turbo asks of a cache: is it there, take this, give that. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  const hash = /^\/v8\/artifacts\/([0-9a-f]+)$/.exec(pathname)?.[1];
  if (hash === undefined) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(pathname.endsWith("/status") ? '{ "status": "enabled" }' : "{}");
    return;
  }
  const stored = artifacts.get(hash);
  if (request.method === "PUT") {
    const duration = String(request.headers["x-artifact-duration"] ?? "0");
    artifacts.set(hash, {
      body: Buffer.concat(chunks),
      headers: { "x-artifact-duration": duration },
    });
    log.push("put");
    response.writeHead(202, { "content-type": "application/json" });
    response.end('{ "urls": [] }');
    return;
  }
  if (request.method === "GET") log.push(stored === undefined ? "miss" : "hit");
  response.writeHead(stored === undefined ? 404 : 200, stored?.headers);
  response.end(request.method === "HEAD" ? undefined : stored?.body);
}

interface Run {
  readonly code: number | null;
  readonly output: string;
}

function run(cwd: string, command: string, args: readonly string[], env = {}): Promise<Run> {
  const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: "1", ...env } });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      done({ code, output });
    });
  });
}

async function git(cwd: string, ...args: string[]): Promise<void> {
  const settings = ["user.name=test", "user.email=test@example.com", "commit.gpgsign=false"];
  const { code, output } = await run(cwd, "git", [
    ...settings.flatMap((one) => ["-c", one]),
    ...args,
  ]);
  if (code !== 0) throw new Error(output);
}

/** What `npm install` would make of the workspace, with the command line and the runtime of these sources. */
async function install(root: string): Promise<void> {
  const modules = join(root, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(join(modules, "@example"));
  mkdirSync(join(modules, "@thriftgen/runtime"), { recursive: true });
  for (const name of ["idl", "shop"]) {
    symlinkSync(join("../../packages", name), join(modules, "@example", name));
  }
  symlinkSync(await buildCli(), join(modules, ".bin/thriftgen"));
  cpSync(join(directory, "runtime.js"), join(modules, "@thriftgen/runtime/codegen-v1.js"));
  const manifest = {
    name: "@thriftgen/runtime",
    type: "module",
    exports: { "./codegen-v1": "./codegen-v1.js" },
  };
  writeFileSync(join(modules, "@thriftgen/runtime/package.json"), JSON.stringify(manifest));
}

async function clone(name: string): Promise<string> {
  const root = join(directory, name);
  await git(directory, "clone", "--quiet", join(directory, "origin"), root);
  await install(root);
  return root;
}

/** Only the server keeps anything: turbo's cache on disk is off. */
function runTurbo(root: string): Promise<Run> {
  const { port } = server.address() as AddressInfo;
  const env = {
    TURBO_API: `http://127.0.0.1:${port}`,
    TURBO_TOKEN: "token",
    TURBO_TEAM: "team",
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
  };
  return run(root, enginePath("turbo"), ["run", "build", "--no-daemon", "--cache=remote:rw"], env);
}

function readOutput(root: string, path: string): Record<string, string> {
  const base = join(root, path);
  const files = readdirSync(base, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .toSorted()
      .map((file) => [file.slice(base.length + 1), readFileSync(file, "base64")]),
  );
}

beforeAll(async () => {
  await build({
    absWorkingDir: repositoryRoot,
    entryPoints: ["packages/runtime/src/codegen-v1.ts"],
    outfile: join(directory, "runtime.js"),
    bundle: true,
    format: "esm",
    platform: "node",
  });
  cpSync(join(repositoryRoot, "examples/turborepo"), join(directory, "origin"), {
    recursive: true,
  });
  await git(join(directory, "origin"), "init", "--quiet");
  await git(join(directory, "origin"), "add", ".");
  await git(join(directory, "origin"), "commit", "--quiet", "-m", "Start");
  server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("turborepo", () => {
  it("gives a second clone the generated code of the first, byte for byte", async () => {
    const first = await clone("first");
    const made = await runTurbo(first);
    expect(made.output).toContain("thriftgen compile");
    expect(made.output).toMatch(/Cached:\s+0 cached, 2 total/);
    expect(made.code).toBe(0);
    // Uploads take their time while the next task runs.
    expect(log.toSorted()).toEqual(["miss", "miss", "put", "put"]);

    log.length = 0;
    const second = await clone("second");
    const fetched = await runTurbo(second);
    expect(fetched.output).toMatch(/Cached:\s+2 cached, 2 total/);
    expect(fetched.code).toBe(0);
    expect(log).toEqual(["hit", "hit"]);
    const gen = readOutput(first, "packages/idl/gen");
    expect(Object.keys(gen)).toEqual([
      "order.d.ts",
      "order.js",
      "shared/money.d.ts",
      "shared/money.js",
    ]);
    expect(readOutput(second, "packages/idl/gen")).toEqual(gen);
    expect(readOutput(second, "packages/shop/dist")).toEqual(
      readOutput(first, "packages/shop/dist"),
    );
  });

  it("generates again after an edit of an included file", async () => {
    log.length = 0;
    const third = await clone("third");
    const path = join(third, "packages/idl/idl/shared/money.thrift");
    writeFileSync(path, `${readFileSync(path, "utf8")}\nconst i32 SCALE = 100\n`);
    const made = await runTurbo(third);
    expect(made.output).toMatch(/Cached:\s+0 cached, 2 total/);
    expect(log.toSorted()).toEqual(["miss", "miss", "put", "put"]);
  });
});

describe("output", () => {
  const idl = join(repositoryRoot, "examples/turborepo/packages/idl/idl");

  async function compile(
    name: string,
    files: readonly string[],
    env: Record<string, string>,
  ): Promise<unknown> {
    const cwd = join(directory, name);
    cpSync(idl, join(cwd, "idl"), { recursive: true });
    const args = [
      "compile",
      ...files.map((file) => `idl/${file}`),
      "-o",
      "gen",
      "--views",
      "--target",
      "ts+js+dts",
    ];
    const result = await runCli(args, { cwd, env });
    expect(result.code).toBe(0);
    return readOutput(cwd, "gen");
  }

  it("is the same in every directory, language, time zone and order of files", async () => {
    const files = ["order.thrift", "shared/money.thrift"];
    const expected = await compile("plain", files, { LANG: "C", TZ: "UTC" });
    expect(Object.keys(expected as object)).toHaveLength(12);
    // Turkish has its own i and I; Kiritimati is a day ahead of most of the world.
    const turkish = { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" };
    expect(await compile("a b/ünï/deep", files.toReversed(), turkish)).toEqual(expected);
    expect(
      await compile("other", ["**/*.thrift"], { LANG: "ja_JP.UTF-8", TZ: "America/St_Johns" }),
    ).toEqual(expected);
  });
});
