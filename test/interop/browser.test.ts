/**
 * The compiler in a browser: an IDL with includes, in memory, compiled to modules that the same page loads and calls.
 * The page is a user's own bundle, made by esbuild with what package.json says to browsers.
 */
import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleBrowser } from "../../scripts/bundle.mjs";
import { chromiumPath } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const directory = createTemporaryDirectory();

/** Modules of the output import each other by relative names, which blobs do not have: their texts get addresses. */
const page = `
  import { compile, createMemoryHost, createNodeHost, formatDiagnostics, writeFiles } from "thriftgen";

  async function importFiles(files) {
    const addresses = new Map();
    const addressOf = (path) => {
      if (addresses.has(path)) return addresses.get(path);
      const { text } = files.find((file) => file.path === path);
      const linked = text.replace(/from "(\\.[^"]+)"/g, (_, specifier) => {
        const { pathname } = new URL(specifier, "https://files/" + path);
        return "from " + JSON.stringify(addressOf(pathname.slice(1)));
      });
      const blob = new Blob([linked], { type: "text/javascript" });
      addresses.set(path, URL.createObjectURL(blob));
      return addresses.get(path);
    };
    return Object.fromEntries(
      await Promise.all(files.map(async ({ path }) => [path, await import(addressOf(path))])),
    );
  }

  globalThis.run = async () => {
    const host = createMemoryHost({
      "team.thrift": 'include "shared/user.thrift"\\nstruct Team { 1: list<user.User> users, 2: user.Role role }',
      "shared/user.thrift":
        "enum Role { MEMBER, OWNER }\\nstruct User { 1: required i64 id, 2: optional string name }",
    });
    const result = await compile({ files: ["team.thrift"], host, targets: ["js"], views: true });
    const modules = await importFiles(result.files);
    const { Team } = modules["team.js"];
    const { TeamView } = modules["team.view.js"];
    const { Role } = modules["shared/user.js"];
    const team = { users: [{ id: 2n ** 60n, name: "Ada \\u{1f600}" }, { id: -1n }], role: Role.OWNER };
    const bytes = Team.encode(team);
    return {
      paths: result.files.map((file) => file.path),
      hex: [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
      isEqual: Team.equals(Team.decode(bytes), team),
      viewed: String(TeamView.of(bytes).users.at(0).id),
    };
  };
  globalThis.runWrong = async () => {
    const host = createMemoryHost({ "a.thrift": "struct A { 1: Usr user }\\nstruct User {}" });
    return formatDiagnostics((await compile({ files: ["a.thrift"], host })).diagnostics);
  };
  globalThis.runWithoutHost = () => compile({ files: ["a.thrift"] }).catch(String);
  globalThis.runWrite = () => writeFiles("gen", []).catch(String);
  globalThis.runNodeHost = () => {
    try {
      createNodeHost();
    } catch (error) {
      return String(error);
    }
  };
`;

const html = `<!doctype html>
  <meta charset="utf-8" />
  <script type="importmap">{ "imports": { "@thriftgen/runtime/codegen-v1": "./runtime.js" } }</script>
  <script type="module" src="page.js"></script>`;

let server: Server;
let browser: Browser;
let tab: Page;
const problems: string[] = [];

beforeAll(async () => {
  await bundleBrowser(join(directory, "thriftgen.js"));
  const common = {
    bundle: true,
    format: "esm",
    platform: "browser",
    absWorkingDir: repositoryRoot,
  } as const;
  await Promise.all([
    build({
      ...common,
      stdin: { contents: page, resolveDir: repositoryRoot },
      alias: { thriftgen: join(directory, "thriftgen.js") },
      outfile: join(directory, "page.js"),
    }),
    build({
      ...common,
      entryPoints: ["packages/runtime/src/codegen-v1.ts"],
      outfile: join(directory, "runtime.js"),
    }),
  ]);
  const files = new Map([
    ["/", { type: "text/html", text: html }],
    ...["/page.js", "/runtime.js"].map((path) => {
      const text = readFileSync(join(directory, path), "utf8");
      return [path, { type: "text/javascript", text }] as const;
    }),
  ]);
  server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": file?.type ?? "text/plain",
    });
    response.end(file?.text);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  tab = await browser.newPage();
  tab.on("pageerror", (error) => problems.push(String(error)));
  const { port } = server.address() as AddressInfo;
  await tab.goto(`http://127.0.0.1:${port}/`);
  await tab.waitForFunction("globalThis.runNodeHost !== undefined");
});

afterAll(async () => {
  await browser.close();
  server.close();
});

describe("in Chromium", () => {
  it("compiles includes in memory and calls the result", async () => {
    expect(await tab.evaluate("run()")).toEqual({
      paths: ["shared/user.js", "shared/user.view.js", "team.js", "team.view.js"],
      // The enum is of fixed size and comes first; then the list of two structs.
      hex:
        "08000200000001" +
        "0f00010c00000002" +
        "0a000110000000000000000b00020000000841646120f09f988000" +
        "0a0001ffffffffffffffff00" +
        "00",
      isEqual: true,
      viewed: String(2n ** 60n),
    });
    expect(problems).toEqual([]);
  });

  it("shows mistakes in the IDL as everywhere", async () => {
    expect(await tab.evaluate("runWrong()")).toBe(
      [
        'a.thrift:1:15: error: Type "Usr" is not defined. [unknown-type]',
        "  1 | struct A { 1: Usr user }",
        "    |               ^~~",
        '  hint: Did you mean "User"?',
        "",
      ].join("\n"),
    );
  });

  it("says that there is no disk where one is asked for", async () => {
    const expected =
      "HostError: a browser has no disk: give createMemoryHost as host, and take the files from the result";
    for (const call of ["runWithoutHost()", "runWrite()", "runNodeHost()"]) {
      expect(await tab.evaluate(call)).toBe(expected);
    }
  });
});
