import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { Definition } from "../definitions.js";
import type { BoundProgram } from "../origins.js";

/** Types, constants and services have tables of their own: a struct and a service may share a name. */
const TABLES: Readonly<Record<Definition["kind"], { table: string; what: string }>> = {
  const: { table: "consts", what: "Constant" },
  typedef: { table: "types", what: "Type" },
  enum: { table: "types", what: "Type" },
  struct: { table: "types", what: "Type" },
  service: { table: "services", what: "Service" },
};

/** In one file no two types, no two constants and no two services have the same name. */
export function checkDuplicateDefinitions(program: BoundProgram, sink: DiagnosticSink): void {
  for (const file of program.files) {
    const seen = new Map<string, Definition>();
    for (const def of file.definitions) {
      const { table, what } = TABLES[def.kind];
      const key = `${table} ${def.name}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, def);
      else {
        const notes = [{ message: "First defined here.", span: first.nameSpan }];
        sink.report("duplicate-definition", def.nameSpan, { what, name: def.name }, { notes });
      }
    }
  }
}
