/**
 * Type-checks generated code as a strict user would, with the TypeScript versions that the output promises to suit:
 * 5.4 and 6.0 through their API, in one program for a whole set; 7.0, which has no such API, through its binary.
 */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import ts6 from "typescript";
import { repositoryRoot } from "./shared.js";

const require = createRequire(import.meta.url);

export type TypeScriptVersion = "5.4" | "6.0" | "7.0";
export const typeScriptVersions: readonly TypeScriptVersion[] = ["5.4", "6.0", "7.0"];

type Changes = Partial<Record<keyof typeof strictOptions | keyof typeof modernOptions, boolean>>;

const cacheRoot = join(repositoryRoot, ".cache");

/** A strict project of today. */
const strictOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  forceConsistentCasingInFileNames: true,
  skipLibCheck: true,
  // The output of `--import-extension ts` is checked in the same program.
  allowImportingTsExtensions: true,
  noEmit: true,
} as const;

/**
 * What TypeScript 5.4 does not know: `erasableSyntaxOnly` is what type stripping can run; `isolatedDeclarations` lets
 * other tools than TypeScript make the declarations of a project that has our output among its sources.
 */
const modernOptions = {
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  declaration: true,
} as const;

/** Error lines of `files` (absolute paths), empty where the set is clean. */
export async function typecheck(
  version: TypeScriptVersion,
  files: readonly string[],
  changes: Changes = {},
): Promise<readonly string[]> {
  if (files.length === 0) throw new Error("nothing to check");
  const paths = runtimePaths();
  if (version === "7.0") return checkByBinary(files, paths, changes);
  const ts = version === "6.0" ? ts6 : (require("typescript-5.4") as typeof ts6);
  return checkInProcess(ts, version, files, paths, changes);
}

export type PathMap = Record<string, string[]>;
let cachedPaths: PathMap | undefined;

/**
 * The runtime's declarations, made from its sources as its build makes them: users see declarations, and the sources
 * themselves may use what TypeScript 5.4 does not know.
 */
export function runtimePaths(): PathMap {
  if (cachedPaths !== undefined) return cachedPaths;
  const source = join(repositoryRoot, "packages/runtime/src");
  const outDir = join(cacheRoot, "runtime-types", String(process.pid));
  const program = ts6.createProgram([join(source, "index.ts"), join(source, "codegen-v1.ts")], {
    target: ts6.ScriptTarget.ES2022,
    lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
    module: ts6.ModuleKind.NodeNext,
    moduleResolution: ts6.ModuleResolutionKind.NodeNext,
    strict: true,
    types: [],
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: source,
    outDir,
  });
  program.emit();
  cachedPaths = {
    "@thriftgen/runtime": [join(outDir, "index.d.ts")],
    "@thriftgen/runtime/codegen-v1": [join(outDir, "codegen-v1.d.ts")],
  };
  return cachedPaths;
}

function checkInProcess(
  ts: typeof ts6,
  version: TypeScriptVersion,
  files: readonly string[],
  paths: PathMap,
  changes: Changes,
): readonly string[] {
  const program = ts.createProgram([...files], {
    ...strictOptions,
    ...(version === "6.0" ? modernOptions : {}),
    ...changes,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    paths,
  });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    if (diagnostic.file === undefined || diagnostic.start === undefined) return text;
    const place = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    const at = `${diagnostic.file.fileName}:${place.line + 1}:${place.character + 1}`;
    return `${at} TS${diagnostic.code} ${text}`;
  });
}

let binaryRuns = 0;

async function checkByBinary(
  files: readonly string[],
  paths: PathMap,
  changes: Changes,
): Promise<readonly string[]> {
  const config = join(cacheRoot, "typecheck", `${process.pid}-${binaryRuns++}.json`);
  mkdirSync(dirname(config), { recursive: true });
  const compilerOptions = {
    ...strictOptions,
    ...modernOptions,
    ...changes,
    target: "es2022",
    lib: ["es2022"],
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    paths,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const manifest = require.resolve("typescript-7.0/package.json");
  const binary = join(dirname(manifest), "bin", "tsc");
  try {
    await promisify(execFile)(process.execPath, [binary, "-p", config, "--pretty", "false"], {
      maxBuffer: 1 << 28,
    });
    return [];
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    const lines = `${stdout ?? ""}${stderr ?? ""}`.split("\n").filter((line) => line !== "");
    // A run that fails without a word is a failure all the same.
    return lines.length > 0 ? lines : [String(error)];
  }
}
