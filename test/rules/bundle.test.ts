/** What the published command line is made of: one file that needs nothing but Node, and starts without the parser. */
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleCli } from "../../scripts/bundle.mjs";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const path = join(createTemporaryDirectory(), "cli.mjs");
const { metafile } = await bundleCli(path);
const outputs = Object.values(metafile.outputs);

describe("the bundled command line", () => {
  it("is one file with a shebang, of less than 600 kB", () => {
    expect(outputs).toHaveLength(1);
    expect(readFileSync(path, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(path).size).toBeLessThan(600_000);
  });

  it("is ASCII, which is read faster: escape the character in the source where this fails", () => {
    expect(/.{0,40}[^\0-\x7f].{0,20}/.exec(readFileSync(path, "utf8"))?.[0]).toBeUndefined();
  });

  it("imports nothing but what Node has, and Handlebars beside it when a handler is made", () => {
    const imports = outputs.flatMap((output) => output.imports);
    expect(imports.length).toBeGreaterThan(0);
    const others = imports.filter((edge) => !edge.path.startsWith("node:"));
    expect(others.map(({ path: name, kind }) => [name, kind])).toEqual([
      ["./handlebars.js", "dynamic-import"],
    ]);
  });

  it("compiles without Handlebars, and makes handlers with it", () => {
    const cwd = createTemporaryDirectory();
    const alone = join(cwd, "cli.mjs");
    copyFileSync(path, alone);
    writeFileSync(join(cwd, "a.thrift"), "service A { void b() }");
    const run = (...args: string[]): number | null =>
      spawnSync(process.execPath, [alone, ...args], { cwd }).status;
    const scaffold = ["scaffold", "handler", "A", "a.thrift", "-o", "src", "--gen", "gen"];
    expect(run("compile", "a.thrift", "-o", "gen")).toBe(0);
    expect(run(...scaffold)).toBe(3);
    copyFileSync(join(path, "../handlebars.js"), join(cwd, "handlebars.js"));
    expect(run(...scaffold)).toBe(0);
    expect(readFileSync(join(cwd, "src/a.handler.ts"), "utf8")).toContain("async b()");
  });

  it("contains nothing of the repository but sources of the compiler, and Chevrotain with what it needs", () => {
    const inputs = Object.keys(metafile.inputs);
    const packages = inputs.flatMap(
      (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
    );
    expect([...new Set(packages)].toSorted()).toEqual([
      "@chevrotain/cst-dts-gen",
      "@chevrotain/gast",
      "@chevrotain/regexp-to-ast",
      "@chevrotain/utils",
      "chevrotain",
      // In a file of its own.
      "handlebars",
      "lodash-es",
    ]);
    const own = inputs.filter((input) => !input.includes("node_modules/") && input !== "<stdin>");
    expect(own.filter((input) => !/^(?:cli\.ts|src\/|templates:)/.test(input))).toEqual([]);
  });

  it("makes no code from strings", () => {
    // Node's own check: any eval or new Function would throw.
    const args = [
      "--disallow-code-generation-from-strings",
      path,
      "compile",
      "-",
      "-o",
      "gen",
      "--dry-run",
    ];
    const result = spawnSync(process.execPath, args, {
      cwd: createTemporaryDirectory(),
      input: "struct A { 1: i32 x }",
      encoding: "utf8",
    });
    expect({ status: result.status, text: result.stdout }).toEqual({
      status: 0,
      text: "create gen/stdin.ts\n",
    });
  });
});

it("the repository's own command is linked where npx looks", () => {
  const linked = join(repositoryRoot, "node_modules", ".bin", "thriftgen");
  expect(statSync(linked, { throwIfNoEntry: false })?.isFile()).toBe(true);
});
