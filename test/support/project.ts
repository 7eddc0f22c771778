/** A user's project in a fresh directory for each test of a file, and the command line in it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach } from "vitest";
import { runCli, type CliOptions, type CliResult } from "./cli.js";
import { createTemporaryDirectory } from "./temporary.js";

export interface Project {
  /** The directory of the running test. */
  root: string;
  put(path: string, text: string): void;
  read(path: string): string;
  /** Runs thriftgen with the words of a line. */
  run(line: string, options?: Partial<CliOptions>): Promise<CliResult>;
  /** Paths of the files below a directory, sorted. */
  listOutput(directory?: string): string[];
}

/** Holds `user.thrift`, a struct with an i64 and a string. */
export function createProject(): Project {
  const parent = createTemporaryDirectory();
  let count = 0;
  const project: Project = {
    root: "",
    put(path, text) {
      mkdirSync(dirname(join(project.root, path)), { recursive: true });
      writeFileSync(join(project.root, path), text);
    },
    read: (path) => readFileSync(join(project.root, path), "utf8"),
    run(line, options = {}) {
      const words = line.split(" ").filter((word) => word !== "");
      return runCli(words, { cwd: project.root, ...options });
    },
    listOutput(directory = "gen") {
      const path = join(project.root, directory);
      if (!existsSync(path)) return [];
      return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
        .toSorted();
    },
  };
  beforeEach(() => {
    project.root = join(parent, String(count++));
    mkdirSync(project.root);
    project.put("user.thrift", "struct User {\n  1: i64 id\n  2: string name\n}\n");
  });
  return project;
}
