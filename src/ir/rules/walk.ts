/** What the checks look at, in declared order. */
import type {
  EnumDef,
  FieldDef,
  FunctionDef,
  Program,
  ServiceDef,
  StructDef,
} from "../definitions.js";

/** Fields that share one space of ids and names. */
export interface FieldList {
  readonly owner: "struct" | "union" | "exception" | "arguments" | "throws";
  readonly fields: readonly FieldDef[];
}

export function* structsOf(program: Program): Generator<StructDef> {
  for (const file of program.files) {
    for (const def of file.definitions) if (def.kind === "struct") yield def;
  }
}

export function* enumsOf(program: Program): Generator<EnumDef> {
  for (const file of program.files) {
    for (const def of file.definitions) if (def.kind === "enum") yield def;
  }
}

export function* servicesOf(program: Program): Generator<ServiceDef> {
  for (const file of program.files) {
    for (const def of file.definitions) if (def.kind === "service") yield def;
  }
}

export function* functionsOf(program: Program): Generator<FunctionDef> {
  for (const service of servicesOf(program)) yield* service.functions;
}

export function* fieldListsOf(program: Program): Generator<FieldList> {
  for (const { flavor, fields } of structsOf(program)) yield { owner: flavor, fields };
  for (const { parameters, throws } of functionsOf(program)) {
    yield { owner: "arguments", fields: parameters };
    yield { owner: "throws", fields: throws };
  }
}
