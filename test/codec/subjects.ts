/** The structs of the kitchen sink with their generated code, in every mode that changes the codec. */
import type { Program, StructDef } from "../../src/ir/definitions.js";
import { companionOf, type Companion } from "../support/companion.js";
import type { TestOptions } from "../support/compile-module.js";
import { importGenerated, compileOrFail, writeGenerated } from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import { linkProgram } from "../support/program.js";

export interface CodecSubject {
  readonly name: string;
  readonly def: StructDef;
  readonly companion: Companion;
}

/** Option sets that give different readers and writers for the same IDL. */
export const codecModes: readonly (readonly [string, TestOptions])[] = [
  ["defaults", {}],
  ["optional fields", { defaultFields: "optional" }],
  ["i64 as string, typed lists", { i64: "string", typedLists: true }],
  ["kitex order, unknown fields kept", { fieldOrder: "kitex", unknownFields: "keep" }],
  ["i64 as number, unknown fields kept", { i64: "number", unknownFields: "keep" }],
  ["declared order", { fieldOrder: "declared" }],
  ["id order", { fieldOrder: "id" }],
];

const files = ["kitchen_sink", "kitchen_keyed", "kitchen_extras"];

/** Every struct, union and exception of the kitchen sink's files. */
export async function loadSubjects(options: TestOptions = {}): Promise<readonly CodecSubject[]> {
  const idl = readFixtures();
  const mains = files.map((name) => `${name}.thrift`);
  const directory = writeGenerated(await compileOrFail(idl, mains, options));
  const subjects: CodecSubject[] = [];
  for (const name of files) {
    const module = await importGenerated(directory, `${name}.ts`);
    const program: Program = await linkProgram(idl, `${name}.thrift`, options);
    const file = program.files.find((candidate) => candidate.prefix === name);
    for (const def of file?.definitions ?? []) {
      if (def.kind !== "struct") continue;
      subjects.push({ name: def.name, def, companion: companionOf(module, def.name) });
    }
  }
  return subjects;
}
