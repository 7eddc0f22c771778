/**
 * Files of users, edited by hand in every way, and what the missing methods make of them: fixtures/handlers holds a
 * directory for each. `RECORD=1` records anew.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDiagnostics } from "../../src/index.js";
import type { ScaffoldResult } from "../../src/scaffold/index.js";
import { scaffoldEntries } from "../../src/diagnostics/catalog-scaffold.js";
import { repositoryRoot } from "../support/shared.js";
import { removeAdded, scaffold } from "./support.js";

const root = join(repositoryRoot, "fixtures/handlers");
const isRecording = process.env["RECORD"] === "1";
const idl = readFileSync(join(root, "users.thrift"), "utf8");
const names = readdirSync(root).filter((name) => !name.includes("."));

const HANDLER = "users.handler.ts";
/** One of the two. */
const RECORDS = ["expected.ts", "diagnostics.txt"] as const;

function readFiles(name: string): Record<string, string> {
  const directory = join(root, name);
  const paths = readdirSync(directory).filter((path) => !RECORDS.some((one) => one === path));
  const files = paths.map((path) => [path, readFileSync(join(directory, path), "utf8")] as const);
  return { "users.thrift": idl, ...Object.fromEntries(files) };
}

function complete(name: string, changes: Record<string, string> = {}): Promise<ScaffoldResult> {
  return scaffold({ files: { ...readFiles(name), ...changes }, directory: join(root, name) });
}

/** What the run gave, by the name of its record. */
function describeResult({ handler, diagnostics }: ScaffoldResult): Map<string, string> {
  if (handler !== undefined) return new Map([["expected.ts", handler.text]]);
  return new Map([["diagnostics.txt", formatDiagnostics(diagnostics, { color: false })]]);
}

function readRecords(name: string): Map<string, string> {
  const paths = RECORDS.filter((path) => existsSync(join(root, name, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(root, name, path), "utf8")]));
}

describe("handlers edited by hand", () => {
  it.each(names)("%s", async (name) => {
    const result = await complete(name);
    const given = describeResult(result);
    if (isRecording) {
      for (const path of RECORDS) rmSync(join(root, name, path), { force: true });
      for (const [path, text] of given) writeFileSync(join(root, name, path), text);
    }
    expect(given).toEqual(readRecords(name));
    if (result.handler === undefined) return;
    expect(removeAdded(result)).toBe(readFiles(name)[HANDLER]);
    const again = await complete(name, { [HANDLER]: result.handler.text });
    expect(again.handler?.insertions).toEqual([]);
  });

  it("are thirty and more", () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
  });

  it("show every diagnostic that a handler can have", () => {
    const seen = names.map((name) => readRecords(name).get("diagnostics.txt") ?? "").join("");
    const codes = Object.keys(scaffoldEntries).filter((code) => !code.startsWith("template-"));
    expect(codes.filter((code) => !seen.includes(`[${code}]`))).toEqual([]);
  });
});
