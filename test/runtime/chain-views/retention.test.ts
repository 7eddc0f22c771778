/** What a long run holds in the end: nothing that a short one did not. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { repositoryRoot } from "../../support/shared.js";
import { createTemporaryDirectory } from "../../support/temporary.js";
import { writeMail } from "./mail.js";

interface Point {
  readonly heap: number;
  readonly pool: { readonly pieces: number; readonly bytes: number };
}

const runtime = (name: string): string => join(repositoryRoot, "packages/runtime/src", name);

/** One file of the child, the generated code and the runtime. */
async function bundleChild(): Promise<string> {
  const generated = await writeMail();
  const outfile = join(createTemporaryDirectory(), "retention.mjs");
  const file = (name: string): string => JSON.stringify(join(generated, name));
  const contents = `
    import { Mail } from ${file("mail.ts")};
    import { MailView } from ${file("mail.view.ts")};
    import { run } from "./retention-child.ts";
    run({ Mail, MailView });`;
  await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    alias: {
      "@thriftgen/runtime/codegen-v1": runtime("codegen-v1.ts"),
      "@thriftgen/runtime": runtime("index.ts"),
      "#text": runtime("text-node.ts"),
      "#wide": runtime("wide/open-node.ts"),
      "#native": runtime("list/native-node.ts"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return outfile;
}

it("between 10^5 and 10^6 rounds the heap grows by at most 1 MiB, the pool not at all", async () => {
  const output = execFileSync(process.execPath, ["--expose-gc", await bundleChild()]);
  const points = JSON.parse(String(output)) as Point[];
  expect(points).toHaveLength(2);
  const [early, late] = points as [Point, Point];
  expect(early.pool.pieces).toBeGreaterThan(0);
  expect(late.pool).toEqual(early.pool);
  expect(late.heap - early.heap).toBeLessThanOrEqual(2 ** 20);
});
