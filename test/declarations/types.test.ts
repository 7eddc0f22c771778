/** Imports of .thrift files are typed by TypeScript as users have it: right use has no error, and wrong use has its own. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runInit } from "../../src/cli/init-command.js";
import { createTypedProject, listErrors } from "./typed-project.js";

/** The errors of wrong use, and none of right use. */
const expected = [
  "src/wrong.ts(3,49): error TS2353",
  "src/wrong.ts(4,14): error TS2322",
  "src/wrong.ts(5,41): error TS2339",
  "src/wrong.ts(6,10): error TS2305",
];

test.each([
  ["6.0", "beside", "bundler"],
  ["6.0", "mirror", "nodenext"],
  ["7.0", "beside", "bundler"],
  ["7.0", "beside", "nodenext"],
  ["7.0", "mirror", "bundler"],
  ["7.0", "mirror", "nodenext"],
] as const)("TypeScript %s, declarations %s, %s", async (version, place, resolution) => {
  const { directory } = await createTypedProject(place, resolution);
  expect(await listErrors(version, directory)).toEqual(expected);
});

test.each([
  ["none", {}],
  ["roots of its own", { rootDirs: ["src", "idl"] }],
  ["the project among its roots", { rootDirs: ["idl", "."] }],
])("after init, in a project that had %s", async (_, own) => {
  const { directory, config } = await createTypedProject("mirror", "bundler");
  const { rootDirs: _roots, allowArbitraryExtensions: _allow, ...others } = settingsOf(config);
  const before = { compilerOptions: { ...others, ...own }, include: ["src"] };
  writeFileSync(config, JSON.stringify(before, undefined, 2));
  expect(await listErrors("7.0", directory)).not.toEqual(expected);
  const silent = { write: () => undefined };
  const code = await runInit(["--yes"], {
    stdout: silent,
    stderr: silent,
    readStdin: () => Promise.reject(new Error("asked for input")),
    environment: {},
    workingDirectory: directory,
  });
  expect(code).toBe(0);
  expect(await listErrors("7.0", directory)).toEqual(expected);
});

function settingsOf(config: string): Record<string, unknown> {
  const { compilerOptions } = JSON.parse(readFileSync(config, "utf8")) as {
    readonly compilerOptions: Record<string, unknown>;
  };
  return compilerOptions;
}
