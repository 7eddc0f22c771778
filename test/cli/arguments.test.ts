import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/arguments.js";
import { commands } from "../../src/cli/command-table.js";
import { CliError } from "../../src/cli/errors.js";

const options = commands.find((command) => command.name === "compile")?.options ?? [];

function parse(...argv: string[]) {
  const { values, operands } = parseArguments(argv, options, "compile");
  return { values: Object.fromEntries(values), operands };
}

function failure(...argv: string[]): CliError {
  try {
    parse(...argv);
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("forms", () => {
  it.each([[["-o", "gen"]], [["-ogen"]], [["-o=gen"]], [["--out", "gen"]], [["--out=gen"]]])(
    "%j names the output directory",
    (argv) => {
      expect(parse(...argv).values).toEqual({ outDir: "gen" });
    },
  );

  it("keeps files and options apart in any order", () => {
    expect(parse("a.thrift", "--i64", "number", "b.thrift", "-o", "gen")).toEqual({
      values: { i64: "number", outDir: "gen" },
      operands: ["a.thrift", "b.thrift"],
    });
  });

  it("takes all that follows -- as files, and a lone - as one", () => {
    expect(parse("-", "--", "--i64", "-o")).toEqual({
      values: {},
      operands: ["-", "--i64", "-o"],
    });
  });

  it("gathers repeated include directories and lets the last of other options count", () => {
    expect(
      parse("-I", "a", "-Ib", "--include-dir=c", "--i64=number", "--i64=string").values,
    ).toEqual({ includeDirs: ["a", "b", "c"], i64: "string" });
  });

  it("takes flags in both senses", () => {
    expect(parse("--typed-lists", "--no-includes", "--no-format").values).toEqual({
      typedLists: true,
      emitIncludes: false,
      format: false,
    });
  });

  it("reads targets joined by +, each once", () => {
    expect(parse("--target", "js+dts+js").values).toEqual({ targets: ["js", "dts"] });
    expect(parse("--target", "js", "--target=dts+js").values).toEqual({ targets: ["js", "dts"] });
  });

  it("takes a value that begins with a dash", () => {
    expect(parse("--root", "-odd-").values).toEqual({ root: "-odd-" });
  });
});

describe("mistakes", () => {
  it.each([
    [["--typd-lists"], "there is no option --typd-lists", "Did you mean --typed-lists?"],
    [["--no-include"], "there is no option --no-include", "Did you mean --no-includes?"],
    [["-x"], "there is no option -x", "thriftgen compile --help lists the options."],
    [
      ["--i64", "bigit"],
      '--i64 takes bigint, number or string, not "bigit"',
      'Did you mean "bigint"?',
    ],
    [["--target", "ts+d"], '--target takes ts, js or dts, not "d"', undefined],
    [["--target", "js,dts"], '--target takes ts, js or dts, not "js,dts"', "Join several by +."],
    [["--target="], '--target takes ts, js or dts, not ""', undefined],
    [["-o"], "-o needs a value", undefined],
    [["--layout"], "--layout needs a value", "The values are path, namespace."],
    [["--out="], "--out takes a text that is not empty", undefined],
    [["--lenient=yes"], "--lenient takes no value", undefined],
  ])("%j", (argv, message, hint) => {
    const error = failure(...argv);
    expect(error.kind).toBe("usage");
    expect(error.message).toBe(message);
    if (hint !== undefined) expect(error.hint).toBe(hint);
  });
});
