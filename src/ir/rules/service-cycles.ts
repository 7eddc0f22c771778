import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import { describeCycle, findComponents, findCycle } from "../components.js";
import type { ServiceDef } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { servicesOf } from "./walk.js";

/** No service extends itself, not through others either. */
export function checkServiceCycles(program: BoundProgram, sink: DiagnosticSink): void {
  for (const component of findComponents(servicesOf(program), parentsOf)) {
    if (!component.isCyclic) continue;
    const cycle = findCycle(component, parentsOf);
    const chain = describeCycle(cycle.map((service) => service.name));
    sink.report("service-cycle", cycle[0]?.nameSpan, { chain });
  }
}

function parentsOf(service: ServiceDef): readonly ServiceDef[] {
  return service.extends === undefined ? [] : [service.extends];
}
