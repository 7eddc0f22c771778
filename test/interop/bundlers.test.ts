/** Each bundler builds the sample app with its plugin: the result, its map, a second build, and the errors. */
import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SAMPLE_LINES, SAMPLE_OUTPUT, type SampleApp } from "../plugins/sample-app.js";
import { enginePath } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";
import { createInstalledApp } from "./bundlers/installed-app.js";

interface BundlerResult {
  readonly first: string;
  readonly second: string;
  readonly bundle: string;
  readonly map: string;
  readonly failure: string;
}

const names = ["vite", "rollup", "rolldown", "webpack", "rspack", "rsbuild", "farm", "bun"];

const edited = "enum Level { FIRST = 1, SECOND = 22 }\n";
const broken = `include "shared/place.thrift"
struct User {
  1: required place.Plce home
  2: required i64 id
  2: bool x
}
`;

/** Views of IDL in a package have virtual names too. */
const packaged = `import { AView } from "idl/a.view.thrift";
console.log(AView.of(new Uint8Array([8, 0, 1, 0, 0, 0, 7, 0])).x);
`;

let app: SampleApp;

beforeAll(async () => {
  app = await createInstalledApp();
});

beforeEach(() => app.reset());

function runBundler(name: string): BundlerResult {
  const script = join(repositoryRoot, "test/interop/bundlers/run.mjs");
  const engine = name === "bun" ? enginePath("bun") : process.execPath;
  const result = spawnSync(engine, [script, name, process.execPath, edited, broken], {
    cwd: app.root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_ENV: "production" },
  });
  if (result.status !== 0) throw new Error(`${name}: ${result.stdout}${result.stderr}`);
  return JSON.parse(readFileSync(join(app.root, "result.json"), "utf8")) as BundlerResult;
}

/** Where the first match of a pattern in the bundle comes from. */
function trace({ bundle, map }: BundlerResult, pattern: RegExp): string {
  const at = bundle.search(pattern);
  if (at < 0) throw new Error(`the bundle has no ${pattern}`);
  const lines = bundle.slice(0, at).split("\n");
  const entry = new SourceMap(JSON.parse(map)).findEntry(
    lines.length - 1,
    lines.at(-1)?.length ?? 0,
  );
  if (!("originalSource" in entry)) return "nothing";
  return `${entry.originalSource.replace(/^.*\//, "")}:${entry.originalLine + 1}`;
}

describe.each(names)("%s", (name) => {
  it("builds what runs, from what is there now, and says what is wrong", async () => {
    app.put("node_modules/idl/package.json", '{ "name": "idl" }');
    app.put("node_modules/idl/a.thrift", "struct A { 1: required i32 x }");
    app.put("src/app.js", `${app.read("src/app.js")}${packaged}`);
    const result = runBundler(name);
    expect(result.first).toBe(`${SAMPLE_OUTPUT}\n7`);
    expect(result.second).toContain("level 22");
    const failure = result.failure
      .replaceAll(app.root, "ROOT")
      .replaceAll(/\(from \S+(?=\/node_modules\/unplugin)/g, "(from REPOSITORY")
      .replaceAll(/\bin [\d.]+ ?m?s\b/g, "in TIME");
    await expect(`${failure.trim()}\n`).toMatchFileSnapshot(
      `../../fixtures/plugins/${name}-errors.txt`,
    );
    expect(trace(result, /(?<=function )User\$write\(/)).toBe(`user.thrift:${SAMPLE_LINES.struct}`);
    expect(trace(result, /(?<=get )name\(\)/)).toBe(`user.thrift:${SAMPLE_LINES.name}`);
  });
});

it("those who lack unplugin learn what to install", () => {
  const link = join(app.root, "node_modules/unplugin");
  const target = readlinkSync(link);
  rmSync(link);
  try {
    app.put("config.js", 'import { thrift } from "thriftgen/vite"; thrift();');
    const { stderr } = spawnSync(process.execPath, ["config.js"], {
      cwd: app.root,
      encoding: "utf8",
    });
    expect(stderr).toContain(
      "MissingPackageError: thriftgen/vite needs unplugin, which is not installed. Install it: npm install --save-dev unplugin",
    );
  } finally {
    symlinkSync(target, link);
  }
});

it("each bundler learns that the runtime is missing, and what to install", () => {
  const modules = join(app.root, "node_modules/@thriftgen");
  renameSync(modules, `${modules}-away`);
  try {
    for (const name of ["vite", "rollup", "webpack", "rspack", "bun"]) {
      const script = join(repositoryRoot, "test/interop/bundlers/run.mjs");
      const engine = name === "bun" ? enginePath("bun") : process.execPath;
      const { stdout, stderr } = spawnSync(engine, [script, name, process.execPath, "", ""], {
        cwd: app.root,
        encoding: "utf8",
      });
      expect(`${stdout}${stderr}`, name).toContain(
        'imports "@thriftgen/runtime/codegen-v1", which is not found. Run: npm install @thriftgen/runtime',
      );
    }
  } finally {
    renameSync(`${modules}-away`, modules);
  }
});
