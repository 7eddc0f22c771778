/** Every code of a ThriftError has a page, its words are those of the README, and its examples do what it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  ThriftError,
  type ThriftErrorCode as RuntimeCode,
} from "../../packages/runtime/src/index.js";
import { explainCode, isThriftErrorCode } from "../../src/diagnostics/explain.js";
import {
  errorExplanations,
  exampleIdl,
  type ThriftErrorCode,
} from "../../src/diagnostics/runtime-errors.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { repositoryRoot } from "../support/shared.js";
import { typecheck } from "../support/typecheck.js";

const codes = Object.keys(errorExplanations).filter(isThriftErrorCode);
const generated = await compileOrFail({ "user.thrift": exampleIdl }, "user.thrift", {
  views: true,
});

/** The example as the body of a function of a module beside the generated ones. */
function makeModule(example: string): string {
  return [
    'import { Reader } from "@thriftgen/runtime";',
    'import { Key, User } from "./user.js";',
    'import { UserView } from "./user.view.js";',
    "void [Reader, Key, User, UserView];",
    `export function run(): void {\n${example}\n}`,
  ].join("\n");
}

const examples = codes.flatMap((code) => {
  const { wrong, right } = errorExplanations[code];
  return [
    { path: `${code}-wrong.ts`, text: makeModule(wrong) },
    { path: `${code}-right.ts`, text: makeModule(right) },
  ];
});
const directory = writeGenerated([...generated, ...examples]);

async function runExample(path: string): Promise<void> {
  vi.spyOn(console, "log").mockReturnValue();
  const { run } = await importGenerated(directory, path);
  (run as () => void)();
}

it("the codes are those of the runtime", () => {
  expectTypeOf<ThriftErrorCode>().toEqualTypeOf<RuntimeCode>();
});

it("the words are those of the README", () => {
  const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| `([A-Z_\d]+)` +\| (.*?) +\| (.*?) +\|$/gm)]
    .filter(([, code = ""]) => isThriftErrorCode(code))
    .map(([, ...cells]) => cells.map((cell) => cell.replaceAll("`", "")));
  const pages = codes.map((code) => {
    const { meaning, remedy } = errorExplanations[code];
    return [code, meaning.replace(/\.$/, ""), remedy.replace(/\.$/, "")];
  });
  expect(rows).toEqual(pages);
});

it("the examples pass tsc --strict", async () => {
  const host = {
    path: "host.d.ts",
    text:
      "declare class TextEncoder { encode(text: string): Uint8Array }\n" +
      "declare const console: { log(word: unknown): void };",
  };
  const all = writeGenerated([...generated, ...examples, host]);
  const paths = [...examples, host].map(({ path }) => join(all, path));
  expect(await typecheck("6.0", paths)).toEqual([]);
});

describe.each(codes)("%s", (code) => {
  it("is thrown by the wrong example", async () => {
    const failure = await runExample(`${code}-wrong.ts`).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ThriftError);
    expect(failure).toHaveProperty("code", code);
  });

  it("is not by the mended one", async () => {
    await runExample(`${code}-right.ts`);
  });

  it("prints a page within 80 columns", () => {
    const page = explainCode(code);
    expect(page).toMatch(new RegExp(`^${code} \\(ThriftError, `));
    expect(page).toContain("\nWrong:\n");
    expect(page).toContain("\nRight:\n");
    expect(page.endsWith("}\n")).toBe(true);
    expect(page.split("\n").filter((line) => line.length > 84)).toEqual([]);
  });
});
