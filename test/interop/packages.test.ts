/**
 * Both packages as they are published, packed once, in empty projects of npm and of pnpm: every export works.
 * scripts/check-packages.mjs lints the tarballs and checks the types.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const directory = createTemporaryDirectory();

/** `thriftgen/vite` and so on. */
function listExports(path: string): string[] {
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, path, "package.json"), "utf8")) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  return Object.keys(manifest.exports).map((subpath) => manifest.name + subpath.slice(1));
}

const specifiers = [".", "packages/runtime"].flatMap(listExports);
const needUnplugin = ["vite", "rollup", "rolldown", "webpack", "rspack", "rsbuild", "farm"];

const idl =
  "struct User { 1: required i64 id, 2: string name }\nservice Users { User find(1: i64 id) }\n";

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, command: string, args: readonly string[]): Outcome {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_PATH: undefined };
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

function runWell(cwd: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = run(cwd, command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

function pack(path: string, name: string): string {
  const target = join(directory, "tarballs", name);
  mkdirSync(target, { recursive: true });
  const options = ["pack", "--ignore-scripts", "--pack-destination", target];
  runWell(join(repositoryRoot, path), "npm", options);
  return join(target, readdirSync(target)[0] ?? "");
}

/** Runs a module that prints JSON; a throw of it is a failure here. */
function evaluate(cwd: string, code: string, options: readonly string[] = []): unknown {
  writeFileSync(join(cwd, "program.mjs"), code);
  return JSON.parse(runWell(cwd, process.execPath, [...options, "program.mjs"]));
}

const managers = {
  npm: (cwd: string, tarballs: readonly string[]) =>
    runWell(cwd, "npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs]),
  pnpm: (cwd: string, tarballs: readonly string[]) => {
    const stores = [
      `--store-dir=${join(directory, "store")}`,
      `--cache-dir=${join(directory, "cache")}`,
    ];
    return runWell(cwd, process.execPath, [
      enginePath("pnpm"),
      "add",
      "--offline",
      ...stores,
      ...tarballs,
    ]);
  },
} as const;

const tarballs: string[] = [];

beforeAll(() => {
  runWell(repositoryRoot, process.execPath, ["scripts/build.mjs", "--if-stale"]);
  tarballs.push(pack(".", "compiler"), pack("packages/runtime", "runtime"));
});

describe.each(["npm", "pnpm"] as const)("in an empty project of %s", (manager) => {
  let project: string;

  beforeAll(() => {
    project = join(directory, manager);
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
    managers[manager](project, tarballs);
    writeFileSync(join(project, "user.thrift"), idl);
    // The app's own bundler.
    symlinkSync(
      join(repositoryRoot, "node_modules/esbuild"),
      join(project, "node_modules/esbuild"),
    );
  });

  function thriftgen(...args: string[]): Outcome {
    return run(project, join(project, "node_modules/.bin/thriftgen"), args);
  }

  it("compiles by the command line, and what comes out runs", () => {
    const { status, stderr } = thriftgen("compile", "user.thrift", "-o", "gen", "--target", "js");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "user.thrift -> 2 files\n" });
    const code = `
      import { User } from "./gen/user.js";
      import { ThriftError } from "@thriftgen/runtime";
      const { id, name } = User.decode(User.encode({ id: 7n, name: "Ada" }));
      console.log(JSON.stringify([String(id), name, typeof ThriftError]));`;
    expect(evaluate(project, code)).toEqual(["7", "Ada", "function"]);
  });

  it("can import every export", () => {
    const code = `
      const found = {};
      for (const specifier of ${JSON.stringify(specifiers)}) {
        const options = specifier.endsWith(".json") ? { with: { type: "json" } } : {};
        const module = await import(specifier, options);
        found[specifier] = "thrift" in module ? typeof module.thrift : Object.keys(module).length;
      }
      console.log(JSON.stringify(found));`;
    const found = evaluate(project, code) as Record<string, unknown>;
    expect(Object.keys(found)).toEqual(specifiers);
    for (const name of ["esbuild", "bun", ...needUnplugin]) {
      expect(found[`thriftgen/${name}`]).toBe("function");
    }
    expect(found["thriftgen"]).toBeGreaterThan(10);
  });

  it("says what to install where an optional package is missing", () => {
    const code = `
      const messages = {};
      for (const name of ${JSON.stringify(needUnplugin)}) {
        const { thrift } = await import("thriftgen/" + name);
        try {
          thrift();
        } catch (error) {
          messages[name] = error.message;
        }
      }
      console.log(JSON.stringify(messages));`;
    const missing =
      "needs unplugin, which is not installed. Install it: npm install --save-dev unplugin";
    expect(evaluate(project, code)).toEqual(
      Object.fromEntries(needUnplugin.map((name) => [name, `thriftgen/${name} ${missing}`])),
    );
    const scaffold = ["scaffold", "handler", "Users", "user.thrift", "-o", "src", "--gen", "gen"];
    expect(thriftgen(...scaffold).status).toBe(0);
    expect(thriftgen(...scaffold)).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "error: ts-morph is not installed: it adds methods to files that are there already\n" +
        "  hint: Install it: npm install --save-dev ts-morph\n",
    });
    const tsMorph = join(repositoryRoot, "node_modules/ts-morph");
    symlinkSync(tsMorph, join(project, "node_modules/ts-morph"));
    expect(thriftgen(...scaffold).stderr).toBe("src/users.handler.ts: no method is missing\n");
    expect(thriftgen("compile", "user.thrift", "-o", "gen", "--format")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "error: prettier is not installed\n  hint: Install it: npm install --save-dev prettier\n",
    });
  });

  it("bundles a .thrift file with esbuild", () => {
    writeFileSync(
      join(project, "app.js"),
      'import { User } from "./user.thrift";\nconsole.log(JSON.stringify(User.decode(User.encode({ id: 7n, name: "Ada" })).name));\n',
    );
    const code = `
      import { build } from "esbuild";
      import { thrift } from "thriftgen/esbuild";
      const common = { bundle: true, format: "esm", platform: "node" };
      await build({ ...common, entryPoints: ["app.js"], outfile: "out.mjs", plugins: [thrift()] });
      await import("./out.mjs");`;
    expect(evaluate(project, code)).toBe("Ada");
  });

  it("runs a .thrift file in Node itself", () => {
    const code = `
      import { User } from "./user.thrift";
      console.log(JSON.stringify(User.decode(User.encode({ id: 7n, name: "Ada" })).name));`;
    expect(evaluate(project, code, ["--import", "thriftgen/register"])).toBe("Ada");
  });

  it("gives browsers a compiler without anything of Node", () => {
    const code = `
      import { build } from "esbuild";
      const contents = 'export { compile, createMemoryHost } from "thriftgen";';
      const { metafile } = await build({
        stdin: { contents, resolveDir: process.cwd() },
        bundle: true, format: "esm", platform: "browser", metafile: true, write: false,
      });
      console.log(JSON.stringify(Object.keys(metafile.inputs).map((path) => path.split("/").pop())));`;
    expect(evaluate(project, code)).toEqual(["browser.js", "<stdin>"]);
  });

  it("carries the templates, to start one's own from", () => {
    const templates = join(project, "node_modules/thriftgen/templates");
    const args = ["scaffold", "handler", "Users", "user.thrift", "--gen", "gen", "--dry-run"];
    expect(thriftgen(...args, "-o", "own.ts", "--templates", templates)).toEqual(
      thriftgen(...args, "-o", "own.ts"),
    );
    expect(existsSync(join(templates, "handler.hbs"))).toBe(true);
  });
});
