import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { FieldDef } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { isFieldId } from "./field-id-range.js";
import { fieldListsOf } from "./walk.js";

/** The fields of a struct, the arguments of a function and what it throws have each an id and a name of their own. */
export function checkDuplicateFields(program: BoundProgram, sink: DiagnosticSink): void {
  for (const { fields } of fieldListsOf(program)) {
    const byId = new Map<number, FieldDef>();
    const byName = new Map<string, FieldDef>();
    for (const field of fields) {
      const { id, name, nameSpan } = field;
      const sameId = byId.get(id);
      const sameName = byName.get(name);
      if (sameId === undefined) byId.set(id, field);
      else if (isFieldId(id)) {
        const span = program.origins.fields.get(field)?.id?.span ?? nameSpan;
        const parameters = { id, first: sameId.name, second: name };
        sink.report("duplicate-field-id", span, parameters, { notes: noteFirst(sameId) });
      }
      if (sameName === undefined) byName.set(name, field);
      else sink.report("duplicate-field-name", nameSpan, { name }, { notes: noteFirst(sameName) });
    }
  }
}

function noteFirst(field: FieldDef): readonly { message: string; span: FieldDef["nameSpan"] }[] {
  return [{ message: "The first one is here.", span: field.nameSpan }];
}
