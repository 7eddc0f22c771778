/**
 * Looks at both packages as those who install them get them: packs them, lints the tarballs (publint, attw), installs
 * them into an empty project, compiles an IDL there and runs what came out.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const temporary = mkdtempSync(join(tmpdir(), "thriftgen-packages-"));

try {
  const tarballs = [root, join(root, "packages/runtime")].map(pack);
  for (const tarball of tarballs) {
    run(root, "npx", ["publint", "run", tarball, "--strict"]);
    run(root, "npx", ["attw", tarball, "--profile", "esm-only", "--no-emoji"]);
  }
  smoke(tarballs);
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
function smoke(tarballs) {
  const project = join(temporary, "project");
  run(temporary, "mkdir", [project]);
  writeFileSync(join(project, "package.json"), '{"type": "module", "private": true}');
  run(project, "npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs]);
  const installed = readdirSync(join(project, "node_modules")).filter(
    (name) => !name.startsWith("."),
  );
  if (installed.toSorted().join() !== "@thriftgen,thriftgen") {
    throw new Error(`more than the two packages was installed: ${installed.join(", ")}`);
  }
  writeFileSync(join(project, "user.thrift"), "struct User { 1: i64 id, 2: string name }\n");
  run(project, "npx", [
    "--no-install",
    "thriftgen",
    "compile",
    "user.thrift",
    "-o",
    "gen",
    "--target",
    "js+dts",
  ]);
  writeFileSync(
    join(project, "main.js"),
    `import { strictEqual } from "node:assert";
     import { compile, createMemoryHost } from "thriftgen";
     import { User } from "./gen/user.js";
     strictEqual(User.decode(User.encode({ id: 7n, name: "Ada" })).name, "Ada");
     const host = createMemoryHost({ "a.thrift": "enum E { A }" });
     strictEqual((await compile({ files: ["a.thrift"], host })).files[0].path, "a.ts");`,
  );
  run(project, process.execPath, ["main.js"]);
  console.log("smoke test: ok");
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
