/** The project's own IDL in `fixtures/`, compiled and linked. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../../src/ir/definitions.js";
import {
  loadModule,
  type Files,
  type GeneratedModule,
  type TestOptions,
} from "./compile-module.js";
import { linkProgram } from "./program.js";
import { repositoryRoot } from "./shared.js";

const fixtures = join(repositoryRoot, "fixtures");

export function fixturePath(name: string): string {
  return join(fixtures, name);
}

/** All IDL files directly in `fixtures/`, so that they can include each other. */
export function readFixtures(): Files {
  const names = readdirSync(fixtures).filter((name) => name.endsWith(".thrift"));
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(fixtures, name), "utf8")]),
  );
}

export async function loadFixture(
  name: string,
  options: TestOptions = {},
): Promise<{ readonly module: GeneratedModule; readonly program: Program }> {
  const files = readFixtures();
  const module = await loadModule(files, name, options);
  return { module, program: await linkProgram(files, name, options) };
}
