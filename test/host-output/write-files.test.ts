import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../../src/host.js";
import { createOwner, formatOwner } from "../../src/host-output/owner.js";
import { compareFiles, writeFiles, type OutputFile } from "../../src/host-output/write-files.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const parent = createTemporaryDirectory();
let count = 0;
let out = "";

beforeEach(() => {
  out = join(parent, String(count++), "gen");
});

const one = [{ path: "a.ts", text: "a\n" }];
const two = [...one, { path: "deep/er/b.ts", text: "b 名前\n" }];

function read(path: string): string {
  return readFileSync(join(out, path), "utf8");
}

function makeSet(tag: string): OutputFile[] {
  return Array.from({ length: 12 }, (_, i) => ({
    path: `d${i % 3}/f${i}.ts`,
    text: `${tag} ${i}`,
  }));
}

/** A process id that no process has. */
function findDeadProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("writing", () => {
  it("creates the directory, the files and nothing else", async () => {
    const report = await writeFiles(out, two);
    expect(report).toEqual({ created: ["a.ts", "deep/er/b.ts"], updated: [], unchanged: [] });
    expect(read("deep/er/b.ts")).toBe("b 名前\n");
    expect(readdirSync(out, { recursive: true }).map(String).toSorted()).toEqual([
      "a.ts",
      "deep",
      "deep/er",
      "deep/er/b.ts",
    ]);
  });

  it("leaves equal files alone and keeps their times", async () => {
    await writeFiles(out, two);
    utimesSync(join(out, "a.ts"), 1000, 1000);
    const report = await writeFiles(out, [...one, { path: "deep/er/b.ts", text: "new" }]);
    expect(report).toEqual({ created: [], updated: ["deep/er/b.ts"], unchanged: ["a.ts"] });
    expect(statSync(join(out, "a.ts")).mtimeMs).toBe(1_000_000);
    expect(read("deep/er/b.ts")).toBe("new");
  });

  it("keeps the permissions of a file that it replaces", async () => {
    await writeFiles(out, one);
    chmodSync(join(out, "a.ts"), 0o640);
    await writeFiles(out, [{ path: "a.ts", text: "new" }]);
    expect(statSync(join(out, "a.ts")).mode & 0o777).toBe(0o640);
  });

  it("compares without touching the disk", async () => {
    expect(compareFiles(out, one)).toEqual({ created: ["a.ts"], updated: [], unchanged: [] });
    expect(existsSync(out)).toBe(false);
    await writeFiles(out, one);
    writeFileSync(join(out, "a.ts"), "b\n");
    expect(compareFiles(out, two)).toEqual({
      created: ["deep/er/b.ts"],
      updated: ["a.ts"],
      unchanged: [],
    });
  });

  it("accepts a link as the output directory itself", async () => {
    const real = join(parent, "real");
    mkdirSync(real);
    symlinkSync(real, join(parent, "link"));
    await writeFiles(join(parent, "link"), one);
    expect(readFileSync(join(real, "a.ts"), "utf8")).toBe("a\n");
  });
});

describe("refusing", () => {
  it.each(["../a.ts", "/a.ts", "a/../../b.ts", "a//b.ts", "", "a\\..\\b.ts", "c:/x.ts", "a\0.ts"])(
    "the path %j",
    async (path) => {
      await expect(writeFiles(out, [{ path, text: "" }])).rejects.toThrow(/is not plain/);
      expect(existsSync(out)).toBe(false);
    },
  );

  it("a link on the way, and writes nothing", async () => {
    const outside = join(parent, "outside");
    mkdirSync(outside, { recursive: true });
    mkdirSync(out, { recursive: true });
    symlinkSync(outside, join(out, "deep"));
    await expect(writeFiles(out, two)).rejects.toThrow(/deep is a symbolic link/);
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(out)).toEqual(["deep"]);
  });

  it("a link or a directory in a file's place", async () => {
    mkdirSync(out, { recursive: true });
    symlinkSync(join(parent, "nowhere"), join(out, "a.ts"));
    await expect(writeFiles(out, one)).rejects.toThrow(HostError);
    mkdirSync(join(out, "b.ts"));
    await expect(writeFiles(out, [{ path: "b.ts", text: "" }])).rejects.toThrow(/is not a file/);
    expect(existsSync(join(parent, "nowhere"))).toBe(false);
  });

  it.skipIf(process.platform !== "linux")(
    "a directory in which the system makes none, where mkdir of Node never ends",
    async () => {
      await expect(writeFiles("/proc/thriftgen/gen", one)).rejects.toThrow(/^cannot write \/proc/);
    },
  );

  it("a file as the output directory", async () => {
    mkdirSync(join(out, ".."), { recursive: true });
    writeFileSync(out, "x");
    await expect(writeFiles(out, one)).rejects.toThrow(HostError);
    expect(readFileSync(out, "utf8")).toBe("x");
  });
});

describe("failing half way", () => {
  it("puts back what was there", async () => {
    await writeFiles(out, [
      { path: "a.ts", text: "old a" },
      { path: "c.ts", text: "old c" },
    ]);
    // Passes the inspection, then stands in the way: `a.ts/b.ts` needs the directory that `a.ts` is as a file.
    const clash = [
      { path: "a.ts", text: "new a" },
      { path: "n.ts", text: "new n" },
      { path: "n.ts/x.ts", text: "new x" },
    ];
    await expect(writeFiles(out, clash)).rejects.toThrow(HostError);
    expect(read("a.ts")).toBe("old a");
    expect(readdirSync(out).toSorted()).toEqual(["a.ts", "c.ts"]);
  });

  it("leaves all as it was when it is interrupted before the renames", async () => {
    await writeFiles(out, one);
    const controller = new AbortController();
    const writing = writeFiles(out, [{ path: "a.ts", text: "new" }], { signal: controller.signal });
    controller.abort();
    await expect(writing).rejects.toThrow(/abort/i);
    expect(read("a.ts")).toBe("a\n");
    expect(readdirSync(out)).toEqual(["a.ts"]);
  });
});

describe("several writers", () => {
  it("end in one complete set", async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all(["x", "y", "z"].map((tag) => writeFiles(out, makeSet(`${tag}${round}`))));
      const tags = makeSet("").map(({ path }) => read(path).split(" ")[0]);
      expect(new Set(tags).size).toBe(1);
    }
    expect(readdirSync(out).toSorted()).toEqual(["d0", "d1", "d2"]);
  });

  it("sweep what dead processes left, also when nothing changes", async () => {
    await writeFiles(out, one);
    const dead = formatOwner({ ...createOwner(), pid: findDeadProcess() });
    const recycled = formatOwner({ ...createOwner(), start: "1" });
    mkdirSync(join(out, `.thriftgen-c-${dead}`));
    mkdirSync(join(out, `.thriftgen-t-1-${recycled}`));
    writeFileSync(join(out, `.thriftgen-t-1-${recycled}`, "n0"), "half");
    const report = await writeFiles(out, one);
    expect(report.unchanged).toEqual(["a.ts"]);
    expect(readdirSync(out)).toEqual(["a.ts"]);
  });

  it("wait for a living one", async () => {
    await writeFiles(out, one);
    const ticket = join(out, `.thriftgen-t-1-${formatOwner(createOwner())}`);
    mkdirSync(ticket);
    let isDone = false;
    const writing = writeFiles(out, [{ path: "a.ts", text: "new" }]).then(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isDone).toBe(false);
    expect(read("a.ts")).toBe("a\n");
    rmSync(ticket, { recursive: true });
    await writing;
    expect(read("a.ts")).toBe("new");
  });

  it("leave entries of others alone that only look alike", async () => {
    await writeFiles(out, one);
    mkdirSync(join(out, ".thriftgen-t-1-x"));
    await writeFiles(out, [{ path: "a.ts", text: "new" }]);
    expect(readdirSync(out).toSorted()).toEqual([".thriftgen-t-1-x", "a.ts"]);
  });
});
