/** Loads TypeScript modules in a plain Node process, which strips their types itself. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { enginePath, hasEngine } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

/** Node 22.18 and 24 strip types by default; 20 cannot at all, and leaves it to the one of test/engines. */
const isAble = major > 22 || (major === 22 && minor >= 18);
export const canStripTypes: boolean = isAble || hasEngine("node24");

/** Import specifiers name the `.js` that a build makes; here the `.ts` beside it is meant. */
const loader = `
  import { registerHooks } from "node:module";
  import { readFileSync } from "node:fs";
  const runtime = ${JSON.stringify(pathToFileURL(join(repositoryRoot, "packages/runtime/src/")).href)};
  registerHooks({
    resolve(specifier, context, next) {
      const own = /^@thriftgen\\/runtime\\/?(.*)$/.exec(specifier);
      if (own) return next(runtime + (own[1] || "index") + ".ts", context);
      if (specifier === "#text") return next(runtime + "text-node.ts", context);
      if (specifier === "#wide") return next(runtime + "wide/open-node.ts", context);
      if (specifier === "#native") return next(runtime + "list/native-node.ts", context);
      if (!/^\\.\\.?\\//.test(specifier)) return next(specifier, context);
      return next(specifier.replace(/\\.js$/, ".ts"), context);
    },
  });
  const errors = [];
  for (const url of JSON.parse(readFileSync(0, "utf8"))) {
    try { await import(url); } catch (error) { errors.push(url + ": " + error.message); }
  }
  console.log(JSON.stringify(errors));
`;

/** One line for each module that does not load. */
export async function loadWithTypeStripping(paths: readonly string[]): Promise<readonly string[]> {
  const args = ["--no-warnings", "--input-type=module", "-e", loader];
  const node = isAble ? process.execPath : enginePath("node24");
  const running = promisify(execFile)(node, args, { maxBuffer: 1 << 28 });
  running.child.stdin?.end(JSON.stringify(paths.map((path) => pathToFileURL(path).href)));
  return JSON.parse((await running).stdout) as readonly string[];
}
