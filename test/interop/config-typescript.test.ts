/** A config in TypeScript, under a Node that strips types. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildCli } from "../support/cli.js";
import { enginePath } from "../support/engines.js";
import { createTemporaryDirectory } from "../support/temporary.js";

it.each(["node22", "node24"] as const)("%s reads thriftgen.config.ts", async (engine) => {
  const root = createTemporaryDirectory();
  mkdirSync(join(root, "deep"));
  writeFileSync(join(root, "user.thrift"), "struct User { 1: i64 id }");
  writeFileSync(
    join(root, "thriftgen.config.ts"),
    'interface Paths { readonly outDir: string }\nconst paths: Paths = { outDir: "gen" };\n' +
      'export default { ...paths, files: ["user.thrift"] };\n',
  );
  const cli = await buildCli();
  execFileSync(enginePath(engine), [cli, "compile"], { cwd: join(root, "deep"), stdio: "pipe" });
  expect(existsSync(join(root, "gen/user.ts"))).toBe(true);
});
