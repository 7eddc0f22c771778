import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { createProgress } from "../../src/cli/progress.js";
import { wantsColor, type Terminal } from "../../src/cli/terminal.js";

interface FakeTerminal extends Terminal {
  readonly text: () => string;
}

function createTerminal(isTTY: boolean, environment: Record<string, string> = {}): FakeTerminal {
  let written = "";
  const stream = { isTTY, write: (text: string) => void (written += text) };
  return {
    stdout: stream,
    stderr: stream,
    readStdin: () => Promise.resolve(new Uint8Array()),
    environment,
    workingDirectory: "/",
    text: () => written,
  };
}

function failToWrite(): never {
  throw new Error("broken \u001b[2J stream");
}

/** A terminal that fails at the first word on standard output. */
function createBroken(environment: Record<string, string>): FakeTerminal {
  return { ...createTerminal(false, environment), stdout: { write: failToWrite } };
}

function showProgress(terminal: Terminal, format: "text" | "json", files: number): void {
  const progress = createProgress(terminal, format);
  for (let n = 1; n <= files; n++) progress.show({ step: "read", files: n });
  progress.clear();
}

describe("colours", () => {
  it.each([
    ["on a terminal", true, {}, undefined, true],
    ["not in a pipe", false, {}, undefined, false],
    ["not on a dumb terminal", true, { TERM: "dumb" }, undefined, false],
    ["not with NO_COLOR", true, { NO_COLOR: "1" }, undefined, false],
    ["with an empty NO_COLOR, which says nothing", true, { NO_COLOR: "" }, undefined, true],
    ["in a pipe with FORCE_COLOR", false, { FORCE_COLOR: "1" }, undefined, true],
    ["not with FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, undefined, false],
    ["with --color, whatever else", false, { NO_COLOR: "1" }, true, true],
    ["not with --no-color", true, { FORCE_COLOR: "1" }, false, false],
  ])("%s", (_title, isTTY, environment, flag, expected) => {
    expect(wantsColor(createTerminal(isTTY, environment), flag)).toBe(expected);
  });
});

describe("the progress line", () => {
  it("counts many files on a terminal and is taken away", () => {
    const terminal = createTerminal(true);
    showProgress(terminal, "text", 100);
    expect(terminal.text()).toContain("\r\u001b[Kread: 100 files");
    expect(terminal.text().endsWith("\r\u001b[K")).toBe(true);
    expect(terminal.text().split("\r").length).toBeLessThan(10);
  });

  it.each([
    ["few files", createTerminal(true), "text", 10],
    ["a pipe", createTerminal(false), "text", 100],
    ["JSON", createTerminal(true), "json", 100],
    ["a dumb terminal", createTerminal(true, { TERM: "dumb" }), "text", 100],
  ] as const)("stays away for %s", (_title, terminal, format, files) => {
    showProgress(terminal, format, files);
    expect(terminal.text()).toBe("");
  });
});

describe("usage errors", () => {
  it.each([
    [["compile", "--no-color"], false],
    [["compile"], true],
    [["compile", "--no-color", "--color"], true],
  ])("%j", async (argv, isColored) => {
    const terminal = createTerminal(true);
    expect(await runCli(argv, terminal, "1")).toBe(2);
    expect(terminal.text().includes("\u001b[31m")).toBe(isColored);
  });
});

describe("a bug", () => {
  it("ends with 3 and asks for a report, without a stack trace", async () => {
    const terminal = createBroken({});
    expect(await runCli(["--version"], terminal, "1")).toBe(3);
    expect(terminal.text()).toMatch(/^internal error: broken <U\+001B>\[2J stream\n {2}hint: /);
    expect(terminal.text()).not.toMatch(/^ +at /m);
  });

  it("shows where it happened on request", async () => {
    const terminal = createBroken({ THRIFTGEN_DEBUG: "1" });
    await runCli(["--version"], terminal, "1");
    expect(terminal.text()).toMatch(/^ +at /m);
  });
});
