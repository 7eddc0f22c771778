/** An edit of one file among all of ../shared/corpus makes again what depends on it, and nothing else. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createNodeHost, createSession, type Host } from "../../src/index.js";
import { corpusPath, readCorpus } from "../corpus/manifest.js";
import { describeShared, sharedPath } from "../support/shared.js";

/** Every so many files one is edited. */
const STEP = Number(process.env["SESSION_STEP"] ?? 40);

interface Overlay {
  readonly host: Host;
  readonly edited: Map<string, Uint8Array>;
}

function createOverlay(): Overlay {
  const disk = createNodeHost();
  const edited = new Map<string, Uint8Array>();
  const host: Host = {
    ...disk,
    sizeOf: (path) => edited.get(path)?.length ?? disk.sizeOf(path),
    readFile: (path) => edited.get(path) ?? disk.readFile(path),
  };
  return { host, edited };
}

/** Module paths that include another one, directly or not, by the text of all files: a second opinion. */
function findDependents(path: string, includes: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set([path]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [file, targets] of includes) {
      if (targets.some((target) => found.has(target))) found.add(file);
    }
  }
  return [...found].toSorted();
}

describeShared("corpus", "corpus", () => {
  const accepted = readCorpus().filter((file) => file.accept024);
  const includeDirs = [...new Set(accepted.flatMap((file) => file.includePaths))].map(corpusPath);
  const options = {
    files: accepted.map((file) => corpusPath(file.path)),
    root: sharedPath("corpus"),
    includeDirs,
    lenient: true,
  };

  test("edits of files reach those that include them, and give what a fresh session gives", () => {
    const { host, edited } = createOverlay();
    const session = createSession({ ...options, host });
    const first = session.build();
    expect(first.emitted).toHaveLength(331);
    expect(first.files.length).toBeGreaterThan(331);
    const includes = readIncludes(
      accepted.map((file) => file.path),
      includeDirs,
    );
    const counts: number[] = [];
    for (let index = 0; index < accepted.length; index += STEP) {
      const path = accepted[index]?.path ?? "";
      const text = `${readFileSync(corpusPath(path), "utf8")}\nstruct Edited${index} { 1: i32 x }\n`;
      edited.set(corpusPath(path), new TextEncoder().encode(text));
      const build = session.build([corpusPath(path)]);
      expect(build.parsed).toEqual([corpusPath(path)]);
      expect(build.emitted.map((name) => `${name}.thrift`)).toEqual(findDependents(path, includes));
      counts.push(build.emitted.length);
    }
    expect(Math.max(...counts)).toBeGreaterThan(1);
    const last = session.build([]);
    expect(last).toMatchObject({ parsed: [], emitted: [] });
    expect(last.files).toEqual(createSession({ ...options, host }).build().files);
  });
});

/** Includes as a plain search of the text finds them, by paths relative to the corpus. */
function readIncludes(
  paths: readonly string[],
  includeDirs: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const known = new Set(paths);
  const root = `${sharedPath("corpus")}/`;
  const directories = ["", ...includeDirs.map((path) => `${path.slice(root.length)}/`)];
  return new Map(
    paths.map((path) => {
      const text = readFileSync(corpusPath(path), "utf8").replace(/\/\*.*?\*\//gs, "");
      const names = [...text.matchAll(/^\s*include\s+["']([^"']+)["']/gm)].map(([, name]) => name);
      const beside = path.slice(0, path.lastIndexOf("/") + 1);
      const targets = names.flatMap((name) => {
        const places = [beside, ...directories].map((place) => simplify(place + (name ?? "")));
        return places.find((place) => known.has(place)) ?? [];
      });
      return [path, targets];
    }),
  );
}

function simplify(path: string): string {
  return new URL(`file:///${path}`).pathname.slice(1);
}
