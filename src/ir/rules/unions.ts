import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { BoundProgram } from "../origins.js";
import { structsOf } from "./walk.js";

/** A union holds exactly one of its fields: none can be required, and at most one has a default. */
export function checkUnions(program: BoundProgram, sink: DiagnosticSink): void {
  for (const def of structsOf(program)) {
    if (def.flavor !== "union") continue;
    let first: string | undefined;
    for (const field of def.fields) {
      const { name, nameSpan } = field;
      const node = program.origins.fields.get(field);
      if (node?.requiredness === "required") {
        sink.report("union-required", nameSpan, { union: def.name, name });
      }
      if (node?.defaultValue === undefined) continue;
      if (first === undefined) first = name;
      else {
        const parameters = { union: def.name, first, second: name };
        sink.report("union-defaults", node.defaultValue.span, parameters);
      }
    }
  }
}
