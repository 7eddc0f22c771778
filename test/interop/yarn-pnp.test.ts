/**
 * Yarn's Plug'n'Play, its default: packages stay in archives, and the functions and file handles of node:fs are replaced by some
 * that read them, in which not everything is there.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runCli } from "../support/cli.js";
import { enginePath } from "../support/engines.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { packPackages, run } from "./engine-packages.js";

const root = createTemporaryDirectory();

beforeAll(() => {
  const { runtime } = packPackages(join(root, "packed"));
  const dependencies = { "@thriftgen/runtime": `file:${runtime}` };
  const files = {
    "package.json": JSON.stringify({ name: "app", type: "module", private: true, dependencies }),
    "yarn.lock": "",
    ".yarnrc.yml":
      "enableTelemetry: false\nenableGlobalCache: false\nenableNetwork: false\nenableImmutableInstalls: false\n",
    "idl/user.thrift": "struct User { 1: i64 id, 2: string name }",
    "app.js": `import { User } from "./gen/user.js";
      console.log(User.decode(User.encode({ id: 7n, name: "Ada" })));`,
  };
  mkdirSync(join(root, "idl"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  run(root, process.execPath, [enginePath("yarn"), "install"]);
  expect(readdirSync(root)).toContain(".pnp.cjs");
  expect(existsSync(join(root, "node_modules"))).toBe(false);
});

test("output is written, and finds the runtime", async () => {
  // As `yarn thriftgen` does.
  const env = { NODE_OPTIONS: `--require ${join(root, ".pnp.cjs")}` };
  const compile = ["compile", "idl/user.thrift", "-o", "gen", "--target", "js"];
  const first = await runCli(compile, { cwd: root, env });
  expect(first).toEqual({ code: 0, stdout: "", stderr: "idl/user.thrift -> 1 file\n" });
  const args = [enginePath("yarn"), "node", "app.js"];
  expect(run(root, process.execPath, args)).toBe("{ id: 7n, name: 'Ada' }\n");
  const second = await runCli([...compile, "--views"], { cwd: root, env });
  expect(second.stderr).toBe("idl/user.thrift -> 2 files\n");
  expect(readdirSync(join(root, "gen")).toSorted()).toEqual(["user.js", "user.view.js"]);
});
