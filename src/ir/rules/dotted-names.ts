import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source.js";
import type { Program } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { enumsOf, fieldListsOf, functionsOf } from "./walk.js";

/** A defined name holds no dot: `shared.User` always means the `User` of an included file `shared`. */
export function checkDottedNames(program: BoundProgram, sink: DiagnosticSink): void {
  for (const { name, nameSpan } of namesOf(program)) {
    if (name.includes(".")) sink.report("dotted-name", nameSpan, { name });
  }
}

function* namesOf(program: Program): Generator<{ readonly name: string; readonly nameSpan: Span }> {
  for (const file of program.files) yield* file.definitions;
  for (const def of enumsOf(program)) yield* def.members;
  yield* functionsOf(program);
  for (const { fields } of fieldListsOf(program)) yield* fields;
}
