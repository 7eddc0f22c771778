/**
 * Looks at both packages as those who install them get them: packs them, lints the tarballs (publint, attw), installs
 * them into an empty project, compiles an IDL there, runs what came out and checks its types.
 */
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { checkNativePackage } from "./check-native-package.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const temporary = mkdtempSync(join(tmpdir(), "thriftgen-packages-"));

const mainModule = `
  import { strictEqual } from "node:assert";
  import { compile, createMemoryHost } from "thriftgen";
  import { User } from "./gen/user.js";
  strictEqual(User.decode(User.encode({ id: 7n, name: "Ada" })).name, "Ada");
  const host = createMemoryHost({ "a.thrift": "enum E { A }" });
  strictEqual((await compile({ files: ["a.thrift"], host })).files[0].path, "a.ts");`;

const typedModule = `
  import { ThriftError, enumName, wrapBlock } from "@thriftgen/runtime";
  import { compile, type CompileResult } from "thriftgen";
  import { User } from "./gen/user.js";
  import * as source from "./source/user.js";
  const user: User = User.decode(wrapBlock(source.User.encode({ id: 7n })));
  const result: Promise<CompileResult> = compile({ files: ["user.thrift"], i64: "number" });
  // @ts-expect-error the wrong type is found
  User.encode({ id: 7 });
  export { ThriftError, enumName, result, user };`;

try {
  const tarballs = [root, join(root, "packages/runtime")].map(pack);
  for (const tarball of tarballs) {
    // Suggestions do not fail it.
    const report = run(root, "npx", ["publint", "run", tarball, "--strict"]);
    if (!report.includes("All good!")) throw new Error(report);
    run(root, "npx", ["attw", tarball, "--profile", "esm-only", "--no-emoji"]);
  }
  const project = installAlone(tarballs);
  runProject(project);
  checkTypes(project);
  checkNativePackage(root, temporary, tarballs[1], { pack, run });
  printSizes();
} finally {
  rmSync(temporary, { recursive: true });
}

function pack(directory) {
  const output = run(directory, "npm", [
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    temporary,
  ]);
  const parsed = JSON.parse(output);
  // A list, or since npm 11 an object by package name.
  const [packed] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  console.log(
    `${packed.name} ${packed.version}: ${packed.entryCount} files, ${packed.size} bytes packed`,
  );
  return join(temporary, packed.filename);
}

/** An empty project, nothing but the two packages, offline: neither may need anything else. */
function installAlone(tarballs) {
  const project = join(temporary, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{"type": "module", "private": true}');
  run(project, "npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs]);
  const installed = readdirSync(join(project, "node_modules")).filter(
    (name) => !name.startsWith("."),
  );
  if (installed.toSorted().join() !== "@thriftgen,thriftgen") {
    throw new Error(`more than the two packages was installed: ${installed.join(", ")}`);
  }
  return project;
}

function runProject(project) {
  writeFileSync(join(project, "user.thrift"), "struct User { 1: i64 id, 2: string name }\n");
  const compile = ["--no-install", "thriftgen", "compile", "user.thrift"];
  run(project, "npx", [...compile, "-o", "gen", "--target", "js+dts"]);
  run(project, "npx", [...compile, "-o", "source"]);
  writeFileSync(join(project, "main.js"), mainModule);
  run(project, process.execPath, ["main.js"]);
  console.log("installed alone: compiles and runs");
}

/** The declarations themselves are checked too, with no types but those of the language and of browsers. */
function checkTypes(project) {
  writeFileSync(join(project, "app.ts"), typedModule);
  for (const name of ["typescript-5.4", "typescript", "typescript-7.0"]) {
    const compiler = join(root, "node_modules", name, "bin/tsc");
    for (const moduleResolution of ["nodenext", "bundler"]) {
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        target: "es2022",
        lib: ["es2022", "dom"],
        types: [],
        module: moduleResolution === "nodenext" ? "nodenext" : "esnext",
        moduleResolution,
      };
      const config = JSON.stringify({ compilerOptions, files: ["app.ts"] });
      writeFileSync(join(project, "tsconfig.json"), config);
      run(project, process.execPath, [compiler, "-p", "tsconfig.json"]);
    }
  }
  console.log("installed alone: type-checks");
}

function printSizes() {
  for (const path of ["dist/cli.js", "dist/index.js"]) {
    const bytes = readFileSync(join(root, path));
    const zipped = gzipSync(bytes, { level: 9 }).length;
    console.log(`${path}: ${statSync(join(root, path)).size} bytes, ${zipped} gzipped`);
  }
}

function run(cwd, command, args) {
  const result = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`);
  }
  return result.stdout;
}
