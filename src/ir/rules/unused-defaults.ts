import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import { resolveType } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { structsOf } from "./walk.js";

/**
 * A field that holds a struct is not written where it is unset, as with Kitex, so a default of it counts in constants only;
 * Apache's libraries begin with it.
 */
export function checkUnusedDefaults(program: BoundProgram, sink: DiagnosticSink): void {
  for (const def of structsOf(program)) {
    if (def.flavor === "union") continue;
    for (const field of def.fields) {
      const value = program.origins.fields.get(field)?.defaultValue;
      if (value === undefined || field.requiredness !== "default") continue;
      if (resolveType(field.type).kind !== "struct") continue;
      sink.report("unused-default", value.span, { name: field.name });
    }
  }
}
