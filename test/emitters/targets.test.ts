/** The kinds of output say the same: JavaScript exports what TypeScript does, and declarations have its types. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf } from "../support/companion.js";
import {
  importGenerated,
  writeGenerated,
  type GeneratedFile,
  type GeneratedModule,
} from "../support/compile-module.js";
import { runScenario } from "../support/scenarios.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

/** Between them every kind of definition, and every option that changes the types. */
const names = [
  "comments-become-documentation",
  "constants-of-every-kind",
  "default-fields-as-optional",
  "enums-with-gaps-and-negative-values",
  "exceptions-whose-fields-clash-with-error",
  "files-by-their-namespace",
  "i64-in-another-form-for-one-field",
  "lists-sets-and-maps",
  "maps-as-objects",
  "names-in-camel-case",
  "names-that-clash-with-each-other",
  "scalars-of-every-type",
  "services-that-extend-one-another",
  "services-with-everything",
  "structs-of-every-requiredness",
  "typed-lists-by-annotation",
  "typedefs-of-everything",
  "unions-of-structs-and-scalars",
  "unknown-fields-are-kept",
];

interface Outputs {
  readonly directory: string;
  /** Paths of modules without their ending. */
  readonly modules: readonly string[];
}

const outputs = new Map<string, Outputs>();

/** Below `ts/` and `js/`, with a module that takes each export of one for that of the other. */
async function compileBoth(name: string): Promise<Outputs> {
  const options = { importExtension: "js", format: false } as const;
  const typed = await runScenario(name, { ...options, targets: ["ts"] });
  const plain = await runScenario(name, { ...options, targets: ["js", "dts"] });
  const modules = typed.result.files.map(({ path }) => path.replace(/\.ts$/, ""));
  const directory = writeGenerated([
    ...moveInto("ts", typed.result.files),
    ...moveInto("js", plain.result.files),
    { path: "both.ts", text: typed.result.files.map(compareModule).join("") },
  ]);
  return { directory, modules };
}

function moveInto(folder: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  return files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}

/** Assigns values and types of one kind of output to the other, both ways. */
function compareModule({ path, text }: GeneratedFile, i: number): string {
  const specifier = path.replace(/\.ts$/, ".js");
  // A class and an interface merged into it are one type.
  const declared = new Set(
    [...text.matchAll(/^export (?:interface|type|class) ([\w$]+)/gm)].map(([, type = ""]) => type),
  );
  const types = [...declared].map(
    (type) =>
      `export type T${i}${type} = [Same<A${i}.${type}, B${i}.${type}>, Same<B${i}.${type}, A${i}.${type}>];\n`,
  );
  return (
    `import * as A${i} from "./ts/${specifier}";\nimport * as B${i} from "./js/${specifier}";\n` +
    `export const a${i}: typeof A${i} = B${i};\nexport const b${i}: typeof B${i} = A${i};\n` +
    `${i === 0 ? "type Same<X extends Y, Y> = X;\n" : ""}${types.join("")}`
  );
}

beforeAll(async () => {
  for (const name of names) outputs.set(name, await compileBoth(name));
});

/** Exports with verbs: structs, unions and exceptions. */
function findCompanions(module: GeneratedModule): string[] {
  return Object.keys(module).filter((name) => {
    const value = module[name];
    return (typeof value === "object" || typeof value === "function") && value !== null
      ? "encode" in value
      : false;
  });
}

describe("of ordinary scenarios", () => {
  test("declarations have the types of the TypeScript", async () => {
    const paths = [...outputs.values()].map(({ directory }) => join(directory, "both.ts"));
    expect(paths).toHaveLength(names.length);
    for (const version of typeScriptVersions) {
      expect(await typecheck(version, paths), version).toEqual([]);
    }
  });

  test("JavaScript exports what the TypeScript does, with the same bytes", async () => {
    let encoded = 0;
    for (const [name, { directory, modules }] of outputs) {
      for (const path of modules.filter((module) => !module.endsWith(".service"))) {
        const typed = await importGenerated(directory, `ts/${path}.ts`);
        const plain = await importGenerated(directory, `js/${path}.js`);
        expect(Object.keys(plain), `${name}: ${path}`).toEqual(Object.keys(typed));
        for (const struct of findCompanions(typed)) {
          const one = outcomeOf(typed, struct);
          expect(outcomeOf(plain, struct), `${name}: ${struct}`).toEqual(one);
          encoded += one instanceof Uint8Array ? 1 : 0;
        }
      }
    }
    expect(encoded).toBeGreaterThanOrEqual(30);
  });
});

/** The bytes of an empty value, or the code of the error that unions and required fields give. */
function outcomeOf(module: GeneratedModule, struct: string): unknown {
  try {
    return companionOf(module, struct).encode({});
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}
