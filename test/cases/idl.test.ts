/** Every case of ../shared/cases/idl.json with its outcome, what it must hold, and the invariants of all cases. */
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { CompileResult } from "../../src/index.js";
import { companionOf } from "../support/companion.js";
import {
  compileText,
  importGenerated,
  writeGenerated,
  type GeneratedModule,
} from "../support/compile-module.js";
import { describePrototypes } from "../support/invariants.js";
import { describeShared } from "../support/shared.js";
import { findSyntaxErrors } from "../support/syntax-check.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";
import { readIdlCases, type IdlCase } from "./idl-cases.js";

/** Cases of the class `names` that are refused all the same, each with its reason. */
const refusedNames: ReadonlyMap<string, string> = new Map();

const widestCase = "cost-fields-32767";

const counts = { accepted: 0, refused: 0 };
/** What was accepted: type-checked in one program per TypeScript version. */
const accepted: { readonly id: string; readonly paths: readonly string[] }[] = [];
const plainScripts: string[] = [];

describeShared("cases/idl.json", "cases", () => {
  const cases = readIdlCases();

  afterAll(() => {
    console.log(
      `cases/idl.json: ${cases.length} cases, ${counts.accepted} accepted, ${counts.refused} refused`,
    );
  });

  test("there are 111 cases", () => {
    expect(cases).toHaveLength(111);
  });

  test.each(cases.map((one) => [one.id, one] as const))("%s", async (_id, one) => {
    const prototypes = describePrototypes();
    const result = await compileText(one.files, one.main);
    expect(await compileText(one.files, one.main)).toEqual(result);
    const errors = result.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    if (errors.length > 0) checkRefusal(one, result);
    else await checkAcceptance(one, result);
    checkPaths(result);
    expect(globalThis).not.toHaveProperty("PWN");
    expect(describePrototypes()).toBe(prototypes);
  });

  describe("every accepted case", () => {
    test.each(typeScriptVersions)(
      "passes tsc %s --strict",
      async (version) => {
        expect(accepted.length).toBe(counts.accepted);
        // 32,767 fields take minutes: one version checks them, all check the 3,000 of wide-struct.test.ts.
        const checked = accepted.filter((one) => version === "7.0" || one.id !== widestCase);
        expect(checked.length).toBeGreaterThan(80);
        const paths = checked.flatMap((one) => one.paths);
        expect(await typecheck(version, paths)).toEqual([]);
      },
      300_000,
    );

    test("is JavaScript that Node parses", async () => {
      expect(plainScripts.length).toBeGreaterThanOrEqual(counts.accepted);
      expect(await findSyntaxErrors(plainScripts)).toEqual([]);
    }, 300_000);
  });

  test.each(cases.filter((one) => one.doubled !== undefined).map((one) => [one.id, one] as const))(
    "%s takes time in proportion to its size",
    async (_id, one) => {
      let single = Infinity;
      let doubled = Infinity;
      // Twice the work and a wide margin; the constant stands for fixed cost. The least of up to twelve runs each:
      // a collection of garbage, or a busy machine, makes one run several times as long.
      for (let run = 0; run < 12 && !(doubled < 3 * single + 100); run++) {
        single = Math.min(single, await cpuTime(() => compileText(one.files, one.main)));
        doubled = Math.min(doubled, await cpuTime(() => compileText(one.doubled ?? {}, one.main)));
      }
      expect(doubled).toBeLessThan(3 * single + 100);
    },
  );
});

function checkRefusal(one: IdlCase, result: CompileResult): void {
  counts.refused++;
  expect(one.expect).not.toBe("accept");
  if (one.cls === "names") expect([...refusedNames.keys()]).toContain(one.id);
  expect(result.files).toEqual([]);
  const errors = result.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  expect(errors.every((error) => error.span !== undefined)).toBe(true);
  const classes = errors.map((error): string => error.class);
  if (one.codes.length > 0) expect(one.codes.some((code) => classes.includes(code))).toBe(true);
  for (const diagnostic of result.diagnostics) {
    expect(diagnostic.message).not.toMatch(/^\s*at .*:\d+:\d+/m);
    expect(diagnostic.message).not.toMatch(/root:|Maximum call stack/);
  }
}

async function checkAcceptance(one: IdlCase, result: CompileResult): Promise<void> {
  counts.accepted++;
  expect(one.expect).not.toBe("reject");
  expect(refusedNames.has(one.id)).toBe(false);
  expect(result.files.length).toBeGreaterThan(0);
  const directory = writeGenerated(result.files);
  accepted.push({ id: one.id, paths: result.files.map((file) => join(directory, file.path)) });
  const scripts = await compileText(one.files, one.main, { targets: ["js"] });
  const scriptDirectory = writeGenerated(scripts.files);
  plainScripts.push(...scripts.files.map((file) => join(scriptDirectory, file.path)));
  const path = result.files.find((file) => /(^|\/)a\.ts$/.test(file.path))?.path;
  if (path === undefined) throw new Error(`no a.ts in ${result.files.map((f) => f.path).join()}`);
  const module = await importGenerated(directory, path);
  expect(globalThis).not.toHaveProperty("PWN");
  checkMust(one, module);
}

/** Output paths stay below the output directory and are no device names. */
function checkPaths(result: CompileResult): void {
  for (const { path } of result.files) {
    const parts = path.split("/");
    expect(path.startsWith("/")).toBe(false);
    expect(parts).not.toContain("..");
    for (const part of parts) {
      expect(part).toMatch(/^[^\\:*?"<>|]+$/);
      expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(part.length).toBeLessThanOrEqual(255);
    }
  }
}

function checkMust(one: IdlCase, module: GeneratedModule): void {
  switch (one.cls) {
    case "injection-literal":
      checkText(one, module);
      return;
    case "names":
      checkName(one, module);
      return;
    case "ranges":
      checkExactness(one, module);
      return;
    case "injection-annotation":
    case "injection-comment":
    case "paths":
    case "cost":
      // Only the invariants, which hold for all.
      return;
  }
}

function checkText(one: IdlCase, module: GeneratedModule): void {
  const source = new TextDecoder().decode(one.files[one.main]);
  const literal = /= "((?:[^"\\]|\\.)*)"/s.exec(source)?.[1];
  if (literal === undefined) throw new Error("no literal in the case");
  const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
  const text = literal.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
  if (one.id.startsWith("const-")) expect(module["S"]).toBe(text);
  else expect(companionOf(module, "A").create()).toMatchObject({ s: text });
}

/** A value goes round under that very name, as an own property. */
function checkName(one: IdlCase, module: GeneratedModule): void {
  const field = /^field-(.+)$/.exec(one.id)?.[1];
  if (field !== undefined) {
    const companion = companionOf(module, "A");
    const value: unknown = JSON.parse(`{"${field}": 5, "y": ["q"]}`);
    const decoded = companion.decode(companion.encode(value));
    expect(Object.getOwnPropertyDescriptor(decoded, field)?.value).toBe(5);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect(companion.equals(decoded, value)).toBe(true);
    return;
  }
  const struct = /^struct-(.+)$/.exec(one.id)?.[1];
  if (struct === undefined) throw new Error(`unknown form of case: ${one.id}`);
  const plain = companionOf(module, struct);
  expect(plain.decode(plain.encode({ x: 7 }))).toEqual({ x: 7 });
  const union = companionOf(module, "U");
  expect(union.decode(union.encode({ a: { x: 7 } }))).toMatchObject({ a: { x: 7 } });
}

const exactValues: Readonly<Record<string, readonly [string, unknown]>> = {
  "range-i64-min": ["X", -9223372036854775808n],
  "range-i64-2p53p1": ["X", 9007199254740993n],
  "range-hex": ["X", -1],
  "range-double-neg0": ["D", -0],
  "range-double-1e400": ["D", Infinity],
};

function checkExactness(one: IdlCase, module: GeneratedModule): void {
  const exact = exactValues[one.id];
  if (exact !== undefined) expect(module[exact[0]]).toBe(exact[1]);
  if (one.id === "range-default-i64") {
    expect(companionOf(module, "A").create()).toEqual({ x: 9007199254740993n });
  }
}

/** Milliseconds of CPU time. */
async function cpuTime(action: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await action();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}
