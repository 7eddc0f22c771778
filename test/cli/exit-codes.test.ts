/** Exit codes (0 ok, 1 findings, 2 usage, 3 I/O or internal, 130 interrupted) and what is said with them. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../src/cli/command-table.js";
import type { Option } from "../../src/config/option-table.js";
import { version } from "../../src/version.js";
import { buildCli, runCli } from "../support/cli.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const root = createTemporaryDirectory();
writeFileSync(join(root, "user.thrift"), "struct User { 1: string name }");
mkdirSync(join(root, "dir.thrift"));
symlinkSync(join(root, "nowhere"), join(root, "broken.thrift"));
symlinkSync("loop.thrift", join(root, "loop.thrift"));
writeFileSync(join(root, "file"), "");
writeFileSync(join(root, "empty-path.json"), '{ "files": [""] }');

const run = (...args: string[]) => runCli(args, { cwd: root });

/** What is on by default can be turned off only. */
const nameOf = (option: Option): string =>
  option.kind === "flag" && option.isOnByDefault === true ? `no-${option.flag}` : option.flag;

describe("0", () => {
  it.each([["--version"], ["-V"]])("%s prints the version", async (flag) => {
    expect(await run(flag)).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([[["--help"]], [["-h"]], [["help"]]])("%j prints the commands", async (args) => {
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}compile .*\n(?: {2}\w+ .*\n)* {2}explain /);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(commands.map(({ name, options }) => [name, options] as const))(
    "%s --help prints every option of it",
    async (name, options) => {
      const { code, stdout } = await run(name, "--help");
      expect(code).toBe(0);
      const shown = [...stdout.matchAll(/^ {2}--([\w-]+)(?:, -(\w))?/gm)];
      expect(shown.map(([, flag, short]) => [flag, short]).toSorted()).toEqual(
        options.map((option) => [nameOf(option), option.short]).toSorted(),
      );
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
      expect(await run("help", name)).toEqual({ code, stdout, stderr: "" });
      expect(await run(name, "x", "-h")).toEqual({ code, stdout, stderr: "" });
    },
  );

  it("explain prints a page, or all codes", async () => {
    const page = await run("explain", "unknown-type");
    expect(page.code).toBe(0);
    expect(page.stdout).toMatch(/^unknown-type \(error, TYPE\)\n/);
    const error = await run("explain", "TRUNCATED");
    expect(error.code).toBe(0);
    expect(error.stdout).toMatch(/^TRUNCATED \(ThriftError, /);
    const all = await run("explain");
    expect(all.stdout).toMatch(/^unknown-type +error +TYPE$/m);
    expect(all.stdout).toMatch(/^TRUNCATED +thrown +ThriftError$/m);
  });
});

describe("2", () => {
  it.each([
    [[], /^Compiles Thrift IDL/],
    [["complie", "user.thrift"], /no command complie\n {2}hint: Did you mean compile\?/],
    [["user.thrift"], /Did you mean thriftgen compile user\.thrift -o gen\?/],
    [["--check"], /needs a command before it/],
    [["version"], /Did you mean thriftgen --version\?/],
    [["--verison"], /Did you mean thriftgen --version\?/],
    [["compile", "", "-o", "gen"], /an empty path is named/],
    [
      ["compile", "-o", "gen", "--config", "empty-path.json"],
      /^empty-path\.json:1:12: error: an empty path is named in "files"\n/,
    ],
    [["compile", "user.thrift", "-o", ""], /-o takes a text that is not empty/],
    [["compile", "user.thrift", "-o", "gen", "-I", ""], /-I takes a text that is not empty/],
    [["compile"], /no IDL file is named/],
    [["compile", "user.thrift"], /no output directory is named/],
    [["compile", "*.trift", "-o", "gen"], /no file matches \*\.trift/],
    [["compile", "user.thrift", "-o", "gen", "--i46", "number"], /Did you mean --i64\?/],
    [["compile", "user.thrift", "-o", "gen", "--i64", "nmber"], /Did you mean "number"\?/],
    [["compile", "user.thrift", "-o", "gen", "--check", "--dry-run"], /exclude each other/],
    [
      ["compile", "user.thrift", "-o", "gen", "--root", "none"],
      /the root none does not exist\n {2}hint: Name a directory above all IDL files\.\n/,
    ],
    [
      ["compile", "user.thrift", "-o", "gen", "--root", "user.thrift/in"],
      /the root user\.thrift\/in does not exist/,
    ],
    [
      ["compile", "user.thrift", "-o", "gen", "--root", "user.thrift"],
      /the root user\.thrift is not a directory\n {2}hint: Name the directory it stands in: \.\n/,
    ],
    [
      ["compile", "user.thrift", "-o", "gen", "--stdin-filename", "x"],
      /Add - to read standard input/,
    ],
    [["explain", "unknown-tipe"], /Did you mean unknown-type\?/],
    [["explain", "truncated"], /there is no code truncated\n {2}hint: Did you mean TRUNCATED\?/],
    [["explain", "--color"], /there is no option --color/],
  ])("%j", async (args, pattern) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(pattern);
  });

  it("a missing Prettier, with the command that installs it", async () => {
    const alone = createTemporaryDirectory();
    writeFileSync(join(alone, "user.thrift"), "struct User { 1: string name }");
    // Outside of the repository, whose own Prettier would be found.
    const cli = join(alone, "cli.mjs");
    copyFileSync(await buildCli(), cli);
    const args = ["compile", "user.thrift", "-o", "gen", "--format"];
    const { code, stderr } = await runCli(args, { cwd: alone, cli });
    expect(code).toBe(2);
    expect(stderr).toContain("prettier is not installed");
    expect(stderr).toContain("npm install --save-dev prettier");
  });

  it("is JSON where JSON is asked for", async () => {
    const { code, stderr } = await run("compile", "user.thrift", "--error-format", "json");
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject([
      { code: "usage-error", class: "USAGE", severity: "error", file: null, notes: [] },
    ]);
  });
});

it("failures without a place are workflow commands too", async () => {
  const args = ["compile", "user.thrift", "--error-format=github"];
  expect((await run(...args)).stderr).toBe(
    "::error title=usage-error::no output directory is named%0Ahint: Add -o DIR, such as -o gen.\n",
  );
});

describe("3", () => {
  it.each([
    [
      ["compile", "usr.thrift", "-o", "gen"],
      /usr\.thrift does not exist\n.*Did you mean user\.thrift\?/,
    ],
    [["compile", "broken.thrift", "-o", "gen"], /broken\.thrift does not exist: a symbolic link/],
    [
      ["compile", "loop.thrift", "-o", "gen"],
      /^error: loop\.thrift does not exist: a symbolic link of that name leads nowhere\n {2}hint: (?!Did)/,
    ],
    [["compile", "dir.thrift", "-o", "gen"], /dir\.thrift is a directory/],
    [["compile", "/dev/null", "-o", "gen"], /\/dev\/null is not a regular file/],
    [["compile", "user.thrift", "-o", "file"], /cannot write to .*file is not a directory/],
    [["compile", "user.thrift", "-o", "file/gen"], /cannot write to .*file is not a directory/],
    [["compile", "user.thrift", "-o", "file", "--check"], /file is not a directory/],
    [["compile", "user.thrift", "-o", "file", "--dry-run"], /file is not a directory/],
    [["compile", "user.thrift", "-o", "broken.thrift"], /is a link that leads nowhere/],
    [["compile", "user.thrift", "-o", "/proc"], /^error: cannot write \/proc: /],
    [
      ["compile", "user.thrift", "-o", "gen", "--depfile", "none/x.d"],
      /its directory does not exist/,
    ],
    [["compile", "n\ufffd.thrift", "-o", "gen"], /Its name is not UTF-8: rename it/],
    [["compile", "-", "-o", "gen"], /standard input is empty/],
    [["compile", "user.thrift", "-o", "gen", "--config", "dir.thrift"], /it is a directory/],
    [["compile", "user.thrift", "-o", "gen", "--config", "none.json"], /none\.json/],
  ])("%j", async (args, pattern) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(pattern);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

/** Runs with a stream that takes nothing. */
const runFull = async (stdio: "stdout" | "stderr", ...args: string[]) => {
  const full = openSync("/dev/full", "w");
  const streams =
    stdio === "stdout" ? (["ignore", full, "pipe"] as const) : (["ignore", "pipe", full] as const);
  const result = spawnSync(process.execPath, [await buildCli(), ...args], {
    cwd: root,
    stdio: [...streams],
    encoding: "utf8",
  });
  closeSync(full);
  return result;
};

describe.skipIf(!existsSync("/dev/full"))("where a stream cannot be written", () => {
  it("data that is lost ends with 3", async () => {
    const { status, stderr } = await runFull("stdout", "compile", "--help");
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: "error: cannot write to standard output: no space left on the device (ENOSPC)\n",
    });
  });

  it("the exit code still tells of errors that cannot be shown", async () => {
    expect((await runFull("stderr", "compile", "user.thrift")).status).toBe(2);
    expect((await runFull("stderr", "compile", "user.thrift", "-o", "full")).status).toBe(0);
  });
});

describe("130", () => {
  it("on an interrupt, with nothing written", async () => {
    const cli = await buildCli();
    const args = [cli, "compile", "-", "-o", "interrupted"];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["pipe", "ignore", "ignore"] });
    const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
    // More than a pipe holds: once all of it is taken, the run is under way and waits for the rest.
    await new Promise((resolve) => child.stdin.write(" ".repeat(1 << 20), resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(existsSync(join(root, "interrupted"))).toBe(false);
  });
});
