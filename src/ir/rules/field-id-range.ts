import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { BoundProgram } from "../origins.js";
import { fieldListsOf } from "./walk.js";

export function isFieldId(id: number): boolean {
  return id >= -0x8000 && id <= 0x7fff;
}

/** A field id goes to the wire as i16. Apache's compiler cuts larger ones to their low bits without a word. */
export function checkFieldIdRange(program: BoundProgram, sink: DiagnosticSink): void {
  for (const { fields } of fieldListsOf(program)) {
    for (const field of fields) {
      if (isFieldId(field.id)) continue;
      const span = program.origins.fields.get(field)?.id?.span ?? field.nameSpan;
      sink.report("field-id-range", span, { name: field.name, id: field.id });
    }
  }
}
