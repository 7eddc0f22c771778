/** What no tracked file may hold, and how long a source file may be. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";

const maximumLines = 400;

function listTracked(): string[] {
  const output = execFileSync("git", ["ls-files", "-z"], { cwd: repositoryRoot, encoding: "utf8" });
  const paths = output.split("\0").filter((path) => path !== "");
  return paths.filter((path) => existsSync(join(repositoryRoot, path)));
}

const files = listTracked();

/** Lines that match, with their places; files that are not text are left out. */
function findLines(pattern: RegExp, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const bytes = readFileSync(join(repositoryRoot, path));
    if (bytes.includes(0)) return [];
    return bytes
      .toString("utf8")
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
      );
  });
}

describe("tracked files", () => {
  it("are many", () => {
    expect(files.length).toBeGreaterThan(100);
  });

  // Written with a class around one letter, so that this file does not find itself.
  it("name no path of a machine", () => {
    const pattern = /(?:^|[\s"'`=:(])\/(?:hom[e]|User[s]|roo[t]|wor[k]|tm[p])\/[\w.]/;
    expect(findLines(pattern, files)).toEqual([]);
  });

  it("name no host of a package registry", () => {
    const pattern = /\bregistr[y]\.[\w-]+\.(?:org|com|net|io)|npm\.pk[g]\./;
    expect(findLines(pattern, files)).toEqual([]);
  });

  // Who has a clone cannot open them: what such a document says stands beside the code, or in a README.
  it("cite no document that a clone lacks", () => {
    const written = files.filter((path) => !/(?:^|\/)(?:LICENSE|package-lock\.json)$/.test(path));
    const pattern = /\bfact[s]\/|\bDESIG[N]\b|\bthe issu[e]\b|\bsectio[n] \d/;
    expect(findLines(pattern, written)).toEqual([]);
    const names = new Set(files.map((path) => path.slice(path.lastIndexOf("/") + 1)));
    const code = files.filter((path) => /\.(?:[cm]?[jt]s|thrift|py|go|wat|c)$/.test(path));
    const citing = findLines(/[\w-]\.md\b/, code);
    expect(citing.length).toBeGreaterThan(5);
    const unknown = citing.filter((line) =>
      [...line.matchAll(/[\w-]+\.md\b/g)].some(([name]) => !names.has(name)),
    );
    expect(unknown).toEqual([]);
  });

  it("hold no conflict markers, but for the scenario of what they are answered", () => {
    const others = files.filter((path) => !path.startsWith("fixtures/scenarios/a-merge-conflict/"));
    expect(findLines(/^(?:<{7}|>{7}) /, others)).toEqual([]);
  });
});

describe("sources", () => {
  const sources = files.filter((path) =>
    /^(?:src|packages\/[\w-]+\/src|scripts|test)\/|^cli\.ts$/.test(path),
  );

  it(`have at most ${maximumLines} lines`, () => {
    const long = sources.filter((path) => {
      const lines = readFileSync(join(repositoryRoot, path), "utf8").split("\n").length - 1;
      return lines > maximumLines;
    });
    expect(long).toEqual([]);
  });

  it("are named in kebab-case", () => {
    const names = sources.map((path) => path.slice(path.lastIndexOf("/") + 1));
    expect(names.filter((name) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name))).toEqual([]);
  });
});
