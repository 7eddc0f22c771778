import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { BoundProgram } from "../origins.js";
import { functionsOf } from "./walk.js";

/** To a oneway call no answer is sent, so it can neither return nor throw anything. */
export function checkOneway(program: BoundProgram, sink: DiagnosticSink): void {
  for (const def of functionsOf(program)) {
    if (!def.isOneway) continue;
    const { name } = def;
    const returnType = program.origins.functions.get(def)?.returnType;
    if (returnType !== undefined) sink.report("oneway-result", returnType.span, { name });
    const thrown = def.throws[0];
    if (thrown !== undefined) sink.report("oneway-throws", thrown.nameSpan, { name });
  }
}
