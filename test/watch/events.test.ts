/** What a watcher tells, and what it does to the output directory. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createWatcher,
  type BuiltEvent,
  type Diagnostic,
  type WatchedCompilation,
  type Watcher,
  type WatchOptions,
} from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const parent = createTemporaryDirectory();
let count = 0;
let root = "";
let watcher: Watcher | undefined;
let built: BuiltEvent[] = [];
let found: (readonly Diagnostic[])[] = [];
let failures: string[] = [];

beforeEach(() => {
  root = join(parent, String(count++));
  put("user.thrift", "struct User { 1: i64 id }");
  put("group.thrift", 'include "user.thrift"\nstruct Group { 1: user.User user }');
});

afterEach(async () => {
  await watcher?.close();
  watcher = undefined;
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Starts a watcher over `group.thrift` and waits for its first build. */
async function start(
  compilation: Partial<WatchedCompilation> = {},
  options: Partial<WatchOptions> = {},
): Promise<Watcher> {
  [built, found, failures] = [[], [], []];
  const started = createWatcher({
    compilation: { files: ["group.thrift"], outDir: "gen", ...compilation },
    workingDirectory: root,
    debounce: 2,
    ...options,
  });
  watcher = started;
  started.on("built", (event) => built.push(event));
  started.on("diagnostics", (diagnostics) => found.push(diagnostics));
  started.on("error", (error) => failures.push(error instanceof Error ? error.message : "?"));
  await nextOf(started, "idle");
  return started;
}

/** The same, with a compilation that follows from what options.txt holds. */
function startWithOptions(compilationOf: (text: string) => WatchedCompilation): Promise<Watcher> {
  const compilation = (): WatchedCompilation => compilationOf(read("options.txt"));
  return start({}, { compilation, configFiles: ["options.txt"] });
}

function nextOf(from: Watcher, event: "idle" | "built" | "diagnostics" | "error"): Promise<void> {
  return new Promise((done) => {
    const stop = from.on(event, () => {
      stop();
      done();
    });
  });
}

describe("built", () => {
  it("tells what changed, what was made again and what was written", async () => {
    const running = await start();
    expect(built[0]).toMatchObject({
      changed: ["group.thrift", "user.thrift"],
      inputs: ["group.thrift", "user.thrift"],
      emitted: ["group", "user"],
      written: { created: ["group.ts", "user.ts"], updated: [], unchanged: [] },
      removed: [],
    });
    const done = nextOf(running, "built");
    put("group.thrift", 'include "user.thrift"\nstruct Group { 1: user.User owner }');
    await done;
    expect(built[1]).toMatchObject({
      changed: ["group.thrift"],
      emitted: ["group"],
      written: { created: [], updated: ["group.ts"], unchanged: ["user.ts"] },
    });
    expect(built[1]?.milliseconds).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });

  it("is not told where nothing came of a change", async () => {
    const running = await start();
    put("user.thrift", "struct User { 1: i64 id }");
    put("unrelated.thrift", "struct {");
    await running.settle();
    expect(built).toHaveLength(1);
  });

  it("gives the files and writes nothing without outDir", async () => {
    await start({ outDir: undefined });
    expect(built[0]?.files.map(({ path }) => path)).toEqual(["group.ts", "user.ts"]);
    expect(built[0]?.written).toBeUndefined();
    expect(readdirSync(root).toSorted()).toEqual(["group.thrift", "user.thrift"]);
  });

  it("writes declarations, and takes away those that have lost their IDL", async () => {
    const running = await start({ outDir: undefined, declarations: "mirror" });
    expect(built[0]?.files).toEqual([]);
    const mirror = join(root, ".thriftgen");
    expect(built[0]?.writtenDeclarations?.created).toContain(join(mirror, "user.d.thrift.ts"));
    expect(readdirSync(mirror)).toContain("group.view.d.thrift.ts.map");
    put("group.thrift", "struct Group { 1: i32 x }");
    await running.settle();
    expect(built[1]?.removed).toContain(join(mirror, "user.d.thrift.ts"));
    expect(readdirSync(mirror).filter((name) => name.startsWith("user"))).toEqual([]);
  });
});

describe("the output directory", () => {
  it("is made whole again when it, or a file of it, is gone or changed", async () => {
    const running = await start();
    const done = nextOf(running, "built");
    rmSync(join(root, "gen"), { recursive: true });
    await done;
    expect(readdirSync(join(root, "gen")).toSorted()).toEqual(["group.ts", "user.ts"]);
    put("gen/user.ts", "// edited");
    rmSync(join(root, "gen/group.ts"));
    put("user.thrift", "struct User { 1: i64 id, 2: string name }");
    await running.settle();
    expect(read("gen/user.ts")).toContain("name");
    expect(existsSync(join(root, "gen/group.ts"))).toBe(true);
  });

  it("gets files back at once that are removed; one that is edited is left to the next build", async () => {
    const running = await start({ declarations: "mirror" });
    const clean = read("gen/user.ts");
    for (const path of ["gen/group.ts", ".thriftgen/user.d.thrift.ts"]) {
      const hasRebuilt = nextOf(running, "built");
      rmSync(join(root, path));
      await hasRebuilt;
      expect(existsSync(join(root, path))).toBe(true);
    }
    expect(built[1]?.written).toEqual({
      created: ["group.ts"],
      updated: [],
      unchanged: ["user.ts"],
    });
    put("gen/user.ts", `${clean}// formatted`);
    await new Promise((done) => setTimeout(done, 100));
    expect(built).toHaveLength(3);
    expect(read("gen/user.ts")).toBe(`${clean}// formatted`);
    const hasRebuilt = nextOf(running, "built");
    put("group.thrift", 'include "user.thrift"\nstruct Group { 1: user.User only }');
    await hasRebuilt;
    expect(read("gen/user.ts")).toBe(clean);
  });

  it.each([undefined, 5])(
    "tells of what can't be made whole once, polling each %s ms",
    async (poll) => {
      const running = await start({}, { poll });
      const hasFailed = nextOf(running, "error");
      rmSync(join(root, "gen/user.ts"));
      mkdirSync(join(root, "gen/user.ts/in/its/place"), { recursive: true });
      await hasFailed;
      await new Promise((done) => setTimeout(done, 100));
      await running.settle();
      expect(failures.length).toBeLessThanOrEqual(2);
    },
  );

  it("is the same by another name, and loses by either what no longer belongs to it", async () => {
    mkdirSync(join(root, "real"));
    symlinkSync("real", join(root, "alias"));
    put("options.txt", "real group");
    const running = await startWithOptions((text) => {
      const [outDir, file] = text.split(" ");
      return { files: [`${file}.thrift`], outDir };
    });
    put("options.txt", "alias group");
    await running.settle();
    expect(built[1]?.removed).toEqual([]);
    expect(readdirSync(join(root, "real")).toSorted()).toEqual(["group.ts", "user.ts"]);
    put("options.txt", "real user");
    await running.settle();
    expect(built[2]?.removed).toEqual([join(root, "alias/group.ts")]);
    expect(readdirSync(join(root, "real"))).toEqual(["user.ts"]);
  });

  it("waits until mistakes are mended, also for what was removed meanwhile", async () => {
    const running = await start();
    put("user.thrift", "struct User {");
    await running.settle();
    rmSync(join(root, "gen/group.ts"));
    await running.settle();
    expect(existsSync(join(root, "gen/group.ts"))).toBe(false);
    put("user.thrift", "struct User { 1: i64 id }");
    await running.settle();
    expect(existsSync(join(root, "gen/group.ts"))).toBe(true);
  });

  it("loses what no longer belongs to it, with empty directories, but nothing that is not ours", async () => {
    put("deep/er/leaf.thrift", "struct Leaf { 1: i32 x }");
    put("user.thrift", 'include "deep/er/leaf.thrift"\nstruct User { 1: leaf.Leaf leaf }');
    put("gen/mine.ts", "// mine");
    const running = await start();
    expect(existsSync(join(root, "gen/deep/er/leaf.ts"))).toBe(true);
    put("user.thrift", "struct User { 1: i64 id }");
    await running.settle();
    expect(built[1]?.removed).toEqual(["deep/er/leaf.ts"]);
    expect(readdirSync(join(root, "gen")).toSorted()).toEqual(["group.ts", "mine.ts", "user.ts"]);
    put("gen/user.ts", "// edited by hand");
    put("group.thrift", "struct Group { 1: i32 x }");
    await running.settle();
    expect(built[2]?.removed).toEqual([]);
    expect(read("gen/user.ts")).toBe("// edited by hand");
  });

  it("is left when the config names another one, with all that was written there and nobody edited", async () => {
    put("options.txt", "gen");
    put("gen/mine.ts", "// mine");
    const running = await startWithOptions((outDir) => ({ files: ["group.thrift"], outDir }));
    put("options.txt", "gen2");
    await running.settle();
    expect(readdirSync(join(root, "gen"))).toEqual(["mine.ts"]);
    expect(readdirSync(join(root, "gen2")).toSorted()).toEqual(["group.ts", "user.ts"]);
    expect(built[1]?.removed).toEqual([join(root, "gen/group.ts"), join(root, "gen/user.ts")]);
    put("gen2/user.ts", "// edited");
    put("options.txt", "gen");
    await running.settle();
    expect(readdirSync(join(root, "gen")).toSorted()).toEqual(["group.ts", "mine.ts", "user.ts"]);
    expect(readdirSync(join(root, "gen2"))).toEqual(["user.ts"]);
  });

  it("keeps a file that belongs to the other directory too", async () => {
    put("options.txt", ". out");
    put("idl/leaf.thrift", "struct Leaf { 1: i32 x }");
    const running = await startWithOptions((text) => {
      const [base, outDir] = text.split(" ");
      return { files: ["idl/leaf.thrift"], root: base, outDir };
    });
    put("options.txt", "idl out/idl");
    await running.settle();
    expect(built[1]?.removed).toEqual([]);
    expect(read("out/idl/leaf.ts")).toContain("Leaf");
  });

  it("loses declarations that nobody asks for any more", async () => {
    put("options.txt", "beside");
    const running = await startWithOptions((text) => ({
      files: ["user.thrift"],
      outDir: "gen",
      declarations: text === "beside" && text,
    }));
    expect(existsSync(join(root, "user.d.thrift.ts"))).toBe(true);
    put("options.txt", "none");
    await running.settle();
    expect(readdirSync(root).filter((name) => name.includes(".d.thrift"))).toEqual([]);
    expect(built[1]).toMatchObject({ writtenDeclarations: undefined });
    expect(existsSync(join(root, "gen/user.ts"))).toBe(true);
  });
});

describe("mistakes", () => {
  it("are told once for each edit, and nothing is written meanwhile", async () => {
    const running = await start();
    const before = read("gen/user.ts");
    const told = nextOf(running, "diagnostics");
    put("user.thrift", "struct User {");
    await told;
    expect(found.at(-1)?.map(({ code }) => code)).toContain("missing-closing-brace");
    await running.settle();
    expect(found).toHaveLength(1);
    expect(read("gen/user.ts")).toBe(before);
    const mended = nextOf(running, "built");
    put("user.thrift", "struct User { 1: i64 key }");
    await mended;
    expect(found.at(-1)).toEqual([]);
    expect(read("gen/user.ts")).toContain("key");
  });

  it("a missing include is waited for where it was looked for", async () => {
    rmSync(join(root, "user.thrift"));
    const running = await start();
    expect(found.at(-1)?.map(({ code }) => code)).toEqual(["include-not-found"]);
    const done = nextOf(running, "built");
    put("user.thrift", "struct User { 1: i64 id }");
    await done;
    expect(existsSync(join(root, "gen/user.ts"))).toBe(true);
  });

  it("a missing file is an error, and waited for with its directories", async () => {
    const running = await start({ files: ["far/away/one.thrift"] });
    expect(failures).toEqual(["far/away/one.thrift does not exist"]);
    const done = nextOf(running, "built");
    put("far/away/one.thrift", "struct One { 1: i32 x }");
    await done;
    expect(read("gen/one.ts")).toContain("One");
  });

  it("of options are errors too", async () => {
    await start({ i64: "int" as "bigint" });
    expect(failures).toEqual([expect.stringContaining("i64 takes bigint, number or string")]);
  });
});

describe("what is watched", () => {
  it("links are followed", async () => {
    put("elsewhere/real.thrift", "struct Real { 1: i32 x }");
    symlinkSync(join(root, "elsewhere/real.thrift"), join(root, "link.thrift"));
    const running = await start({ files: ["link.thrift"] });
    const done = nextOf(running, "built");
    put("elsewhere/real.thrift", "struct Real { 1: i32 changed }");
    await done;
    expect(read("gen/link.ts")).toContain("changed");
  });

  it("a function that gives the compilation is asked again when its config changes", async () => {
    put("options.txt", "number");
    const compilation = (): WatchedCompilation => {
      const i64 = read("options.txt");
      if (i64 !== "number" && i64 !== "string") throw new Error(`options.txt says ${i64}`);
      return { files: ["user.thrift"], outDir: "gen", i64 };
    };
    const running = await start({}, { compilation, configFiles: ["options.txt"] });
    expect(read("gen/user.ts")).toContain("id: number");
    const failed = nextOf(running, "error");
    put("options.txt", "nonsense");
    await failed;
    expect(failures.at(-1)).toBe("options.txt says nonsense");
    const done = nextOf(running, "built");
    put("options.txt", "string");
    await done;
    expect(read("gen/user.ts")).toContain("id: string");
  });

  it("an edit while the config is broken is not lost", async () => {
    put("options.txt", "good");
    const compilation = (): WatchedCompilation => {
      if (read("options.txt") !== "good") throw new Error("options.txt is broken");
      return { files: ["user.thrift"], outDir: "gen" };
    };
    const running = await start({}, { compilation, configFiles: ["options.txt"] });
    put("options.txt", "broken");
    await running.settle();
    put("user.thrift", "struct User { 1: i64 later }");
    await running.settle();
    put("options.txt", "good");
    await running.settle();
    expect(read("gen/user.ts")).toContain("later");
  });

  it("settle asks for a build of its own where the one before is just ending", async () => {
    const running = await start({}, { poll: 1_000_000 });
    const settled = new Promise<void>((done) => {
      const stop = running.on("idle", () => {
        stop();
        put("user.thrift", "struct User { 1: i64 id, 2: string nickname }");
        void running.settle().then(done);
      });
    });
    await running.settle();
    await settled;
    expect(read("gen/user.ts")).toContain("nickname");
  });

  it("nothing is told after close, and settle returns", async () => {
    const running = await start();
    await running.close();
    put("user.thrift", "struct User { 1: i64 key }");
    await running.settle();
    expect(built).toHaveLength(1);
    expect(read("gen/user.ts")).not.toContain("key");
  });
});
