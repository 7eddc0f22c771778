/** The packages of the native kernels: one for each platform, all alike, found by the runtime. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/version.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { buildNative, compiler, needsCompiler, targets, type Target } from "./build.js";

const PACK_TIMEOUT = 120_000;

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

function readText(path: string): string {
  return readFileSync(join(repositoryRoot, path), "utf8");
}

function readManifest(path: string): Record<string, unknown> {
  return JSON.parse(readText(path)) as Record<string, unknown>;
}

function packageName({ name }: Target): string {
  return `@thriftgen/simd-${name}`;
}

describe.each(targets)("the package for $name", (target) => {
  const folder = `packages/simd-${target.name}`;
  const manifest = readManifest(`${folder}/package.json`);

  it("is installed on that platform only, and runs nothing there", () => {
    const { os, cpu, libc } = target;
    expect(manifest).toMatchObject({ name: packageName(target), version, os: [os], cpu: [cpu] });
    expect(manifest["libc"]).toEqual(libc === undefined ? undefined : [libc]);
    expect(manifest["engines"]).toEqual(readManifest("packages/runtime/package.json")["engines"]);
    expect(manifest["scripts"]).toEqual({
      prepack: `node ../../scripts/build-native.mjs --package ${target.name}`,
    });
    for (const name of ["dependencies", "optionalDependencies", "peerDependencies", "gypfile"]) {
      expect(manifest).not.toHaveProperty(name);
    }
    expect(existsSync(join(repositoryRoot, folder, "binding.gyp"))).toBe(false);
  });

  it("carries the binary, its readme and the licence, and says where nobody has tested it", () => {
    expect(manifest["files"]).toEqual(["thriftgen_simd.node", "README.md", "LICENSE"]);
    expect(manifest["exports"]).toMatchObject({ ".": "./thriftgen_simd.node" });
    const [mark] = /\*\*(?:Untested|Emulated):\*\*/.exec(readText(`${folder}/README.md`)) ?? [];
    const marks = { tested: undefined, emulated: "**Emulated:**", untested: "**Untested:**" };
    expect(mark).toBe(marks[target.state]);
    const isUntested = target.state === "untested";
    expect(String(manifest["description"]).endsWith(", untested")).toBe(isUntested);
  });

  it("is known to the runtime: a peer that may be missing, and a name that it looks for", () => {
    const runtime = readManifest("packages/runtime/package.json");
    expect(runtime["peerDependencies"]).toHaveProperty([packageName(target)], `^${version}`);
    expect(runtime["peerDependenciesMeta"]).toHaveProperty([packageName(target)], {
      optional: true,
    });
    const loader = readText("packages/runtime/src/list/native-node.ts");
    const line = loader.split("\n").find((text) => text.includes(`"${target.os}-${target.cpu}"`));
    expect(line).toContain(`"${packageName(target)}"`);
  });
});

it("there is no package but these, and none is a workspace, which npm refuses on other platforms", () => {
  const folders = readdirSync(join(repositoryRoot, "packages"));
  const platforms = folders.filter((name) => name.startsWith("simd-"));
  expect(platforms.toSorted()).toEqual(targets.map(({ name }) => `simd-${name}`).toSorted());
  const runtime = readManifest("packages/runtime/package.json");
  const peers = Object.keys(runtime["peerDependencies"] as object);
  expect(peers.toSorted()).toEqual(targets.map(packageName).toSorted());
  expect(readManifest("package.json")["workspaces"]).toEqual(["packages/runtime"]);
});

describe.skipIf(compiler === undefined)(`a package with its binary ${needsCompiler}`, () => {
  it(
    "comes out of npm pack, and loads where it is unpacked",
    () => {
      const temporary = createTemporaryDirectory();
      const folder = dirname(buildNative());
      // npm itself: a script that prints to stdout would be in the way of its JSON.
      const output = execFileSync("npm", ["pack", "--json", "--pack-destination", temporary], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      const parsed: unknown = JSON.parse(output.slice(output.search(/^[[{]/m)));
      // A list, or since npm 11 an object by package name.
      const [packed] = Object.values(parsed as object) as Packed[];
      const files = packed?.files.map(({ path }) => path).toSorted();
      expect(files).toEqual(["LICENSE", "README.md", "package.json", "thriftgen_simd.node"]);
      const unpacked = join(temporary, "unpacked");
      mkdirSync(unpacked);
      execFileSync("tar", ["-xzf", join(temporary, packed?.filename ?? ""), "-C", unpacked]);
      const addon: unknown = createRequire(import.meta.url)(join(unpacked, "package"));
      expect(addon).toMatchObject({ features: { available: expect.any(Array) } });
    },
    PACK_TIMEOUT,
  );

  it("asks for no newer C library than Node itself does", () => {
    const text = readFileSync(buildNative(), "latin1");
    const versions = [...text.matchAll(/GLIBC_(\d+)\.(\d+)/g)].map(
      ([, major, minor]) => Number(major) * 1000 + Number(minor),
    );
    // Binaries of Node 20 and newer need glibc 2.28.
    expect(Math.max(0, ...versions)).toBeLessThanOrEqual(2028);
  });

  it("is not made for another platform without a compiler for it", () => {
    const [foreign] = targets.filter(({ cpu }) => cpu !== process.arch);
    const script = join(repositoryRoot, "scripts/build-native.mjs");
    const build = (name: string): void => {
      execFileSync(process.execPath, [script, "--package", name], {
        stdio: ["ignore", "pipe", "ignore"],
        env: { ...process.env, CC: "" },
      });
    };
    expect(() => build(foreign?.name ?? "")).toThrow(/Command failed/);
    expect(() => build("amiga-68k")).toThrow(/Command failed/);
  });
});
