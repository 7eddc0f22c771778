/** Every code has a page, and its examples do what it says. */
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/arguments.js";
import { settingOptions } from "../../src/config/option-table.js";
import { catalog, type DiagnosticCode } from "../../src/diagnostics/catalog.js";
import { explainCode } from "../../src/diagnostics/explain.js";
import type { Example } from "../../src/diagnostics/explanation.js";
import { explanations } from "../../src/diagnostics/explanations.js";
import { createMemoryHost, loadThrift, type Diagnostic } from "../../src/index.js";
import { scaffold } from "../scaffold/support.js";
import { compileText, type Files, type TestOptions } from "../support/compile-module.js";
import { largeExamples } from "./large-examples.js";

const codes = Object.keys(catalog).toSorted() as DiagnosticCode[];

async function compileExample(example: Example): Promise<readonly Diagnostic[]> {
  if (typeof example === "string") return compileFiles({ "a.thrift": example }, "a.thrift", {});
  if (example.isScaffold === true) return (await scaffold({ files: example.files })).diagnostics;
  const [main = ""] = Object.keys(example.files);
  if (example.isModule === true) {
    return (await loadThrift(main, { host: createMemoryHost(example.files) })).diagnostics;
  }
  const words = example.options?.split(" ") ?? [];
  const { values } = parseArguments(words, settingOptions, "compile");
  // Read by the table whose keys are those of the options.
  return compileFiles(example.files, main, Object.fromEntries(values) as TestOptions);
}

async function compileFiles(
  files: Files,
  main: string,
  options: TestOptions,
): Promise<readonly Diagnostic[]> {
  return (await compileText(files, main, options)).diagnostics;
}

it("every code has a page and every page a code", () => {
  expect(Object.keys(explanations).toSorted()).toEqual(codes);
});

it("every sketch has its full form", () => {
  const sketches = codes.filter((code) => explanations[code].isSketch === true);
  expect(Object.keys(largeExamples).toSorted()).toEqual(sketches);
});

describe.each(codes)("%s", (code) => {
  const { wrong, right } = explanations[code];

  it("comes from the wrong example", async () => {
    const large = largeExamples[code];
    const diagnostics =
      large === undefined
        ? await compileExample(wrong)
        : await compileFiles(large(), "a.thrift", {});
    expect(new Set(diagnostics.map((diagnostic) => diagnostic.code))).toContain(code);
  });

  it("leaves the mended example without any finding", async () => {
    expect((await compileExample(right)).map((diagnostic) => diagnostic.message)).toEqual([]);
  });

  it("prints a page with both examples", () => {
    const page = explainCode(code);
    expect(page).toMatch(new RegExp(`^${code} \\((?:error|warning), [A-Z_]+`));
    expect(page).toContain("\nWrong");
    expect(page).toContain("\nRight");
    expect(page.endsWith("\n")).toBe(true);
    expect(page).not.toContain("undefined");
    const prose = page.slice(0, page.indexOf("\nWrong"));
    expect(prose.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

it.each(["nope", "toString", undefined])("there is no page of %j", (code) => {
  // As JavaScript would have it.
  expect(() => explainCode(code as DiagnosticCode)).toThrow(`there is no code ${code}: `);
});
