/** What the packages promise to those who install them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { version } from "../../src/version.js";
import { repositoryRoot } from "../support/shared.js";

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly type: string;
  readonly sideEffects?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(repositoryRoot, path), "utf8")) as Manifest;
}

const compiler = readManifest("package.json");
const runtime = readManifest("packages/runtime/package.json");

it("the version is the same everywhere", () => {
  expect([compiler.version, runtime.version]).toEqual([version, version]);
});

it("nothing is installed along with either package", () => {
  expect(compiler.dependencies).toBeUndefined();
  expect(runtime.dependencies).toBeUndefined();
  for (const { peerDependencies = {}, peerDependenciesMeta = {} } of [compiler, runtime]) {
    for (const name of Object.keys(peerDependencies)) {
      expect(peerDependenciesMeta[name]?.optional).toBe(true);
    }
  }
});

it("nothing runs when either package is installed", () => {
  for (const { scripts = {} } of [compiler, runtime]) {
    const names = Object.keys(scripts);
    expect(names.filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
  }
});

it("bundlers may drop what is not used of the runtime", () => {
  expect(runtime.sideEffects).toBe(false);
});

it("tools are pinned exactly, so that a clone of any day builds the same", () => {
  const versions = Object.values(compiler.devDependencies ?? {});
  expect(versions.filter((range) => !/^(?:npm:typescript@)?\d+\.\d+\.\d+$/.test(range))).toEqual(
    [],
  );
});
