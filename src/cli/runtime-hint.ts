/** Whether generated code will find the runtime that it imports. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  describeDeclarations,
  findsSpecifier,
  isPathSpecifier,
  packageNameOf,
} from "../host-specifier.js";
import { defaultOptions, version, type DeclarationFile } from "../index.js";

/** A hint when what generated code imports cannot be found from where it stands, or is too old for it; else empty. */
export function describeRuntime(root: string, runtime = defaultOptions.runtime): string {
  const isDefault = runtime === defaultOptions.runtime;
  if (findsSpecifier(root, runtime)) return isDefault ? describeAge(root) : "";
  const isPath = isPathSpecifier(runtime);
  const advice = isPath ? "check --runtime" : `npm install ${packageNameOf(runtime)}`;
  return `hint: the output imports "${runtime}", which is not found from ${root}: ${advice}`;
}

/** The same for declarations, where `project` is the directory of tsconfig.json. */
export function describeDeclared(
  declarations: readonly DeclarationFile[],
  project: string,
  runtime = defaultOptions.runtime,
): string {
  const text = describeDeclarations(declarations, runtime, project);
  return text === "" ? "" : `hint: ${text}`;
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
