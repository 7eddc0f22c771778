/** Whether generated code will find the runtime that it imports. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { errorCode } from "../host-node.js";
import { defaultOptions, version } from "../index.js";

/** A hint when what generated code imports cannot be found from where it stands, or is too old for it; else empty. */
export function describeRuntime(root: string, runtime = defaultOptions.runtime): string {
  if (resolves(root, runtime)) return runtime === defaultOptions.runtime ? describeAge(root) : "";
  const name = runtime.startsWith("@") ? runtime.split("/", 2).join("/") : runtime.split("/", 1)[0];
  const isPath = /^\.{0,2}\//.test(runtime);
  const advice = isPath ? "check --runtime" : `npm install ${name}`;
  return `hint: the output imports "${runtime}", which is not found from ${root}: ${advice}`;
}

/** Newer output may import what an older runtime lacks, and engines then say no more than a name. */
function describeAge(root: string): string {
  const found = readRuntimeVersion(root);
  if (found === undefined || !isOlder(found, version)) return "";
  return `hint: the output needs @thriftgen/runtime ${version}, but ${found} is installed: npm install @thriftgen/runtime@${version}`;
}

function readRuntimeVersion(root: string): string | undefined {
  try {
    const path = createRequire(join(root, "index.js")).resolve("@thriftgen/runtime/package.json");
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    const isNamed = typeof manifest === "object" && manifest !== null && "version" in manifest;
    return isNamed && typeof manifest.version === "string" ? manifest.version : undefined;
  } catch {
    // It is a hint only: who has another kind of package gets none.
    return undefined;
  }
}

/** By major, minor and patch. */
function isOlder(found: string, wanted: string): boolean {
  const [a = [], b = []] = [found, wanted].map((text) => text.split(/[.+-]/, 3).map(Number));
  const at = b.findIndex((part, i) => part !== a[i]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

function resolves(root: string, specifier: string): boolean {
  // URLs and a package's own #imports are for other resolvers to judge.
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("#")) return true;
  if (/^\.{0,2}\//.test(specifier)) return fileResolves(resolve(root, specifier));
  try {
    createRequire(join(root, "index.js")).resolve(specifier);
    return true;
  } catch (error) {
    // The package is there; `require` just may not take it.
    return errorCode(error) !== "MODULE_NOT_FOUND";
  }
}

/** Bundlers and TypeScript find `x.ts` for `x.js` and for `x`. */
function fileResolves(path: string): boolean {
  const bare = path.replace(/\.[cm]?js$/, "");
  const candidates = [path, bare, `${bare}.ts`, `${bare}.js`, `${bare}.mjs`];
  return existsSync(dirname(path)) && candidates.some(isFile);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
