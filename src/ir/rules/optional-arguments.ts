import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { BoundProgram } from "../origins.js";
import { functionsOf } from "./walk.js";

/** Arguments are always sent: Apache's compiler ignores `optional` on them, and so do we. */
export function checkOptionalArguments(program: BoundProgram, sink: DiagnosticSink): void {
  for (const { parameters } of functionsOf(program)) {
    for (const field of parameters) {
      if (program.origins.fields.get(field)?.requiredness !== "optional") continue;
      sink.report("optional-argument", field.nameSpan, { name: field.name });
    }
  }
}
