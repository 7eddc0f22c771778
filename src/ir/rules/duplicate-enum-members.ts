import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { EnumMemberDef } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { enumsOf } from "./walk.js";

/** The members of an enum have different names. Equal values are allowed: the later names are aliases. */
export function checkDuplicateEnumMembers(program: BoundProgram, sink: DiagnosticSink): void {
  for (const def of enumsOf(program)) {
    const seen = new Map<string, EnumMemberDef>();
    for (const member of def.members) {
      const first = seen.get(member.name);
      if (first === undefined) seen.set(member.name, member);
      else {
        const notes = [{ message: "The first one is here.", span: first.nameSpan }];
        const parameters = { enum: def.name, name: member.name };
        sink.report("duplicate-enum-member", member.nameSpan, parameters, { notes });
      }
    }
  }
}
