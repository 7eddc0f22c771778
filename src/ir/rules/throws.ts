import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import { resolveType } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { describeType } from "../value-text.js";
import { functionsOf } from "./walk.js";

/** Only exceptions are thrown, by their own name or through typedefs. */
export function checkThrows(program: BoundProgram, sink: DiagnosticSink): void {
  for (const { throws } of functionsOf(program)) {
    for (const field of throws) {
      const type = resolveType(field.type);
      if (type.kind === "error") continue;
      if (type.kind === "struct" && type.def.flavor === "exception") continue;
      const span = program.origins.fields.get(field)?.type.span ?? field.nameSpan;
      const parameters = { name: field.name, type: describeType(field.type) };
      sink.report("throws-no-exception", span, parameters);
    }
  }
}
