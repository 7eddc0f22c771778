/**
 * After any edits the output directory holds what a compilation from scratch writes: nothing more, nothing else. The test
 * waits for the watcher's own events: where an edit must change something, the system has to tell of it.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import {
  compile,
  createNodeHost,
  createWatcher,
  formatDiagnostics,
  type Watcher,
  type WatchedCompilation,
} from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const EDITS = Number(process.env["WATCH_EDITS"] ?? 200);
const SEED = Number(process.env["WATCH_SEED"] ?? 20_261);

const start: Readonly<Record<string, string>> = {
  "main.thrift":
    'include "user.thrift"\ninclude "deep/down/leaf.thrift"\nstruct Main { 1: user.User user, 2: leaf.Leaf leaf }',
  "user.thrift":
    'include "base.thrift"\nstruct User { 1: required base.Id id, 2: i32 n = base.LIMIT }',
  "base.thrift": "typedef i64 Id\nconst i32 LIMIT = 7",
  "deep/down/leaf.thrift": "struct Leaf { 1: string text }",
  "alone.thrift": "enum Alone { A, B }",
  "config.json": '{ "i64": "bigint" }',
};
const names = Object.keys(start);
const idlNames = names.filter((name) => name.endsWith(".thrift"));

const additions = [
  "\nstruct Extra { 1: i32 x }",
  "\nstruct Twice { 1: i32 x, 1: i32 y }",
  "\nstruct {",
  "\nstruct Lost { 1: Missing m }",
  "\n// only a comment",
  '\ninclude "later.thrift"',
  '\nconst string TEXT = "x"',
];

/** Multiplicative congruential generator (Park and Miller, "Random number generators", 1988). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

class Project {
  readonly root = createTemporaryDirectory();
  readonly #pick: (below: number) => number;
  #count = 0;

  constructor(seed: number) {
    this.#pick = createRandom(seed);
    for (const [name, text] of Object.entries(start)) this.put(name, text);
  }

  readonly compilation = (): WatchedCompilation => {
    const config: unknown = JSON.parse(readFileSync(join(this.root, "config.json"), "utf8"));
    const i64 = typeof config === "object" && config !== null && "i64" in config && config.i64;
    if (i64 !== "bigint" && i64 !== "number") throw new Error("config.json is wrong");
    return { files: ["main.thrift", "alone.thrift"], root: ".", outDir: "gen", i64 };
  };

  put(name: string, text: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), text);
  }

  /** One edit, as people, editors and version control make them; returns what was done. */
  edit(): string {
    const name = this.#choose(idlNames);
    const path = join(this.root, name);
    const edits: Readonly<Record<string, () => void>> = {
      restore: () => this.put(name, start[name] ?? ""),
      restoreAll: () => {
        for (const each of names) this.put(each, start[each] ?? "");
      },
      append: () => {
        const before = existsSync(path) ? readFileSync(path, "utf8") : "";
        this.put(name, before.length > 2_000 ? "" : before + this.#choose(additions));
      },
      remove: () => rmSync(path, { force: true }),
      removeDirectory: () => rmSync(join(this.root, "deep"), { recursive: true, force: true }),
      moveDirectory: () => {
        rmSync(join(this.root, "aside"), { recursive: true, force: true });
        if (existsSync(join(this.root, "deep"))) {
          renameSync(join(this.root, "deep"), join(this.root, "aside"));
        }
      },
      moveBack: () => {
        const isThere = existsSync(join(this.root, "deep"));
        if (!isThere && existsSync(join(this.root, "aside"))) {
          renameSync(join(this.root, "aside"), join(this.root, "deep"));
        }
      },
      replaceByRename: () => {
        this.put("temporary~", `${start[name]}\nstruct New${this.#count++} { 1: i32 x }`);
        mkdirSync(dirname(path), { recursive: true });
        rmSync(path, { force: true, recursive: true });
        renameSync(join(this.root, "temporary~"), path);
      },
      directoryInPlace: () => {
        rmSync(path, { force: true, recursive: true });
        mkdirSync(path, { recursive: true });
        rmSync(path, { recursive: true });
      },
      addLater: () => this.put("later.thrift", "struct Later { 1: i32 x }"),
      touch: () => {
        if (existsSync(path)) utimesSync(path, new Date(), new Date());
      },
      touchConfig: () => this.put("config.json", start["config.json"] ?? ""),
      changeConfig: () => this.put("config.json", '{ "i64": "number" }'),
      breakConfig: () => this.put("config.json", '{ "i64": '),
      removeOutput: () => rmSync(join(this.root, "gen"), { recursive: true, force: true }),
    };
    // Mended now and then, or most of the time nothing would compile.
    const isMended = this.#pick(4) === 0;
    const [kind = "", run] = isMended
      ? ["restoreAll", edits["restoreAll"]]
      : this.#choose(Object.entries(edits));
    run?.();
    return `${kind} ${name}`;
  }

  /** Removes a generated file that always belongs to the output. */
  removeOutput(): string {
    const path = join(this.root, "gen", this.#choose(["main.ts", "alone.ts"]));
    rmSync(path, { force: true });
    return `remove ${path}`;
  }

  #choose<T>(items: readonly T[]): T {
    const item = items[this.#pick(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }
}

/** What a compilation from scratch gives: files, or why there are none. */
async function compileFresh(project: Project): Promise<{
  readonly files: ReadonlyMap<string, string> | undefined;
  readonly found: string;
}> {
  try {
    const host = createNodeHost(project.root);
    const { files, diagnostics } = await compile({ ...project.compilation(), host });
    const hasErrors = diagnostics.some(({ severity }) => severity === "error");
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    const found = formatDiagnostics(diagnostics, { format: "json" });
    return { files: hasErrors ? undefined : texts, found };
  } catch (error) {
    return { files: undefined, found: String(error) };
  }
}

function readOutput(project: Project): ReadonlyMap<string, string> {
  const directory = join(project.root, "gen");
  if (!existsSync(directory)) return new Map();
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(
    files.map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")]),
  );
}

/** The next event of a kind that says that the watcher has seen an edit. */
function nextIdle(watcher: Watcher): Promise<void> {
  return new Promise((done) => {
    const stop = watcher.on("idle", () => {
      stop();
      done();
    });
  });
}

test.each([
  ["told by the system", undefined, EDITS],
  ["looking again and again", 5, Math.ceil(EDITS / 10)],
])("%s: after random edits the output is that of a clean compile", async (_name, poll, edits) => {
  const project = new Project(SEED);
  const watcher = createWatcher({
    compilation: project.compilation,
    configFiles: ["config.json"],
    workingDirectory: project.root,
    debounce: 2,
    ...(poll === undefined ? {} : { poll }),
  });
  let found = "[]\n";
  watcher.on("diagnostics", (diagnostics) => {
    found = formatDiagnostics(diagnostics, { format: "json" });
  });
  let failure: string | undefined;
  watcher.on("built", () => (failure = undefined));
  watcher.on("error", (error) => (failure = String(error)));
  await nextIdle(watcher);
  const log: string[] = [];
  const counts = { good: 0, bad: 0, told: 0 };
  for (let round = 0; round < edits; round++) {
    if (round % 5 === 4) {
      // What is removed while it is written is written again with the next edit alone.
      await watcher.settle();
      log.push(project.removeOutput());
    } else log.push(project.edit());
    const fresh = await compileFresh(project);
    const isVisible = (): boolean =>
      fresh.files === undefined
        ? found !== fresh.found && failure !== fresh.found
        : !isDeepEqual(fresh.files, readOutput(project));
    while (isVisible()) {
      counts.told++;
      await nextIdle(watcher);
    }
    if (fresh.files === undefined) counts.bad++;
    else {
      counts.good++;
      expect(readOutput(project), log.join("\n")).toEqual(fresh.files);
    }
  }
  for (const [name, text] of Object.entries(start)) project.put(name, text);
  await watcher.settle();
  await watcher.close();
  const clean = await compileFresh(project);
  expect(clean.files?.size).toBeGreaterThan(3);
  expect(readOutput(project)).toEqual(clean.files);
  expect(Math.min(counts.good, counts.bad, counts.told)).toBeGreaterThan(edits / 5);
});

function isDeepEqual(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}
