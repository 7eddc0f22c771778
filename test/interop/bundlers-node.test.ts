/** `node --import thriftgen/register` on each version of Node: what an app does, what it says, where its frames lie. */
import { spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SAMPLE_LINES, SAMPLE_OUTPUT, type SampleApp } from "../plugins/sample-app.js";
import { enginePath } from "../support/engines.js";
import { createInstalledApp } from "./bundlers/installed-app.js";

let app: SampleApp;

beforeAll(async () => {
  app = await createInstalledApp();
});

beforeEach(() => {
  app.reset();
  // Without a plugin's options includes are looked for in the package's own directory.
  app.put("src/level.thrift", "enum Level { FIRST = 1, SECOND = 2 }\n");
});

describe.each([
  ["this Node", () => process.execPath],
  ["Node 22", () => enginePath("node22")],
  ["Node 24", () => enginePath("node24")],
])("%s", (_, findNode) => {
  const run = (entry = "src/app.js", flags: readonly string[] = []): string => {
    const args = ["--import", "thriftgen/register", ...flags, entry];
    const { stdout, stderr } = spawnSync(findNode(), args, { cwd: app.root, encoding: "utf8" });
    return `${stdout}${stderr}`.trim();
  };

  it("runs what imports .thrift, as it is now", () => {
    expect(run()).toBe(SAMPLE_OUTPUT);
    app.put("src/shared/place.thrift", 'struct Place { 1: string city = "Rome" }\n');
    app.put(
      "src/default.js",
      'import { Place } from "./shared/place.thrift"; console.log(Place.create({}).city);',
    );
    expect(run("src/default.js")).toBe("Rome");
  });

  it("finds what modules of odd names import, which are paths and no URLs", () => {
    app.put("src/a #%25.thrift", "struct A { 1: i32 x }");
    app.put(
      "src/odd.js",
      'import { AView } from "./a%20%23%2525.view.thrift"; console.log(AView.create({ x: 7 }).x);',
    );
    expect(run("src/odd.js")).toBe("7");
  });

  it("makes a module of its own of each query, also of virtual names", () => {
    app.put(
      "src/query.js",
      `import * as plain from "./user.thrift";
      import * as one from "./user.thrift?x=1";
      import * as two from "./user.thrift?x=2#y";
      import { UserView } from "./user.view.thrift?x=1";
      const bytes = two.User.encode({ id: 7n, name: "Ada" });
      console.log(new Set([plain, one, two]).size, UserView.of(bytes).name);`,
    );
    expect(run("src/query.js")).toBe("3 Ada");
  });

  it("shows mistakes in the IDL with their places", () => {
    app.put("src/shared/place.thrift", "struct Place { 1: strng city }\n");
    const text = run();
    expect(text).toContain(
      'src/shared/place.thrift:1:19: error: Type "strng" is not defined. [unknown-type]',
    );
    expect(text).toContain('Did you mean "string"?');
    expect(text).not.toContain("dist/plugins");
  });

  it("traces errors to the line of the IDL", () => {
    app.put(
      "src/fail.js",
      `import { User } from "./user.thrift";
      try { User.encode({ get id() { throw new Error("from a getter"); }, name: "" }); }
      catch (error) { console.log(error.cause?.stack ?? error.stack); }`,
    );
    expect(run("src/fail.js", ["--enable-source-maps"])).toContain(
      `user.thrift:${SAMPLE_LINES.struct}:`,
    );
  });

  it("says what to install where the runtime is missing", () => {
    const modules = join(app.root, "node_modules/@thriftgen");
    renameSync(modules, `${modules}-away`);
    try {
      const text = run();
      expect(text).toContain(
        'imports "@thriftgen/runtime/codegen-v1", which is not found. Run: npm install @thriftgen/runtime',
      );
    } finally {
      renameSync(`${modules}-away`, modules);
    }
  });

  it("says what Node says of names that nothing stands behind", () => {
    app.put("src/lost.js", 'import "./lost.view.thrift";');
    expect(run("src/lost.js")).toMatch(/Cannot find module '.*lost\.view\.thrift'/);
  });
});

it("Bun runs what imports .thrift, with the plugin preloaded", () => {
  app.put("preload.js", 'import { thrift } from "thriftgen/bun"; Bun.plugin(thrift());');
  const args = ["--preload", "./preload.js", "src/app.js"];
  const { stdout, stderr } = spawnSync(enginePath("bun"), args, {
    cwd: app.root,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`.trim()).toBe(SAMPLE_OUTPUT);
});
