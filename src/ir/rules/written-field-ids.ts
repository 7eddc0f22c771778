import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { FieldDef } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { fieldListsOf } from "./walk.js";

/** So many fields without an id are named; the rest is counted. */
const maximumNamed = 3;

/**
 * Every field has a written, positive id. Others work, but an inserted field renumbers those behind it, and
 * Apache's compiler and thriftgo number them differently.
 */
export function checkWrittenFieldIds(program: BoundProgram, sink: DiagnosticSink): void {
  for (const { fields } of fieldListsOf(program)) {
    const implicit: FieldDef[] = [];
    for (const field of fields) {
      const node = program.origins.fields.get(field);
      if (node === undefined) continue;
      if (node.id === undefined) implicit.push(field);
      else if (node.id.value <= 0n && node.id.isMalformed !== true) {
        const parameters = { name: field.name, written: node.id.value, id: field.id };
        sink.report("nonpositive-field-id", node.id.span, parameters);
      }
    }
    const first = implicit[0];
    if (first === undefined) continue;
    const named = implicit.slice(0, maximumNamed).map(({ name, id }) => `"${name}" gets ${id}`);
    const more = implicit.length - named.length;
    const text = named.join(", ") + (more > 0 ? `, and ${more} more` : "");
    sink.report("implicit-field-id", first.nameSpan, { fields: text });
  }
}
