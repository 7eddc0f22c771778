/**
 * Every scenario gives exactly what is recorded: a missing file fails, and an extra one too. `RECORD=1` records anew.
 */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalog, type DiagnosticCode } from "../src/diagnostics/catalog.js";
import { scaffoldEntries } from "../src/diagnostics/catalog-scaffold.js";
import { explanations } from "../src/diagnostics/explanations.js";
import { defaultOptions } from "../src/options.js";
import { importGenerated } from "./support/compile-module.js";
import { describePrototypes } from "./support/invariants.js";
import {
  listFiles,
  listScenarios,
  readRecorded,
  readScenarioOptions,
  recordScenario,
  runScenario,
  scenariosRoot,
} from "./support/scenarios.js";
import { findSyntaxErrors } from "./support/syntax-check.js";
import { typecheck, typeScriptVersions } from "./support/typecheck.js";

const isRecording = process.env["RECORD"] === "1";
const names = listScenarios();

describe("scenarios", () => {
  test.each(names)("%s", async (name) => {
    const { files } = await runScenario(name);
    if (isRecording) recordScenario(name, files);
    const recorded = readRecorded(name);
    expect([...files.keys()].toSorted()).toEqual([...recorded.keys()].toSorted());
    for (const [path, text] of files) expect(text, path).toBe(recorded.get(path));
    // A scenario that records nothing shows nothing.
    expect(files.size).toBeGreaterThan(0);
  });

  test("every diagnostic has one", () => {
    const seen = new Set(
      names.flatMap((name) =>
        [...(readRecorded(name).get("diagnostics.txt") ?? "").matchAll(/\[([a-z0-9-]+)\]/g)].map(
          (match) => match[1],
        ),
      ),
    );
    // Those of handlers have fixtures of their own (test/scaffold); those of plugins come from loading modules, not
    // from compiling (test/load-thrift, and their explanations).
    const compiled = (Object.keys(catalog) as DiagnosticCode[]).filter((code) => {
      const { wrong } = explanations[code];
      const isOfPlugins = typeof wrong === "object" && wrong.isModule === true;
      return !(code in scaffoldEntries) && !isOfPlugins;
    });
    expect(compiled.filter((code) => !seen.has(code))).toEqual([]);
  });

  test("every option has one", () => {
    const used = new Set(names.flatMap((name) => Object.keys(readScenarioOptions(name))));
    const known = [...Object.keys(defaultOptions), "root", "includeDirs", "format"];
    expect(known.filter((option) => !used.has(option))).toEqual([]);
  });
});

describe("recorded output", () => {
  const modules = names.flatMap((name) =>
    listFiles(join(scenariosRoot, name, "output")).map((path) =>
      join(scenariosRoot, name, "output", path),
    ),
  );
  // What these import is for others to provide.
  const incomplete = ["the-runtime-has-another-name", "without-the-included-files"];
  const checkable = modules.filter((path) => !incomplete.some((name) => path.includes(name)));

  test.each(typeScriptVersions)("passes tsc %s --strict", async (version) => {
    const sources = checkable.filter((path) => path.endsWith(".ts"));
    expect(sources.length).toBeGreaterThan(30);
    expect(await typecheck(version, sources)).toEqual([]);
  });

  test("loads, and runs nothing but itself", async () => {
    const prototypes = describePrototypes();
    const globals = Reflect.ownKeys(globalThis);
    for (const path of checkable.filter((candidate) => !candidate.endsWith(".d.ts"))) {
      await importGenerated("", path);
    }
    expect(describePrototypes()).toBe(prototypes);
    expect(Reflect.ownKeys(globalThis)).toEqual(globals);
    expect(globalThis).not.toHaveProperty("PWN");
  });

  test("is JavaScript that Node parses, where it is JavaScript", async () => {
    const scripts = modules.filter((path) => path.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(0);
    expect(await findSyntaxErrors(scripts)).toEqual([]);
  });
});
