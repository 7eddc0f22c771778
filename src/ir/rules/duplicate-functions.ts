import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { FunctionDef, ServiceDef } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { servicesOf } from "./walk.js";

interface Declared {
  readonly service: ServiceDef;
  readonly def: FunctionDef;
}

/**
 * A service has one function of a name, those that it inherits included: Thrift knows no overriding, and a call goes
 * by its name alone.
 *
 * Parents are visited before their children with one table for the path from the root, so a chain of 20,000
 * services takes linear time. Services that extend themselves have no root and are another check's.
 */
export function checkDuplicateFunctions(program: BoundProgram, sink: DiagnosticSink): void {
  const children = new Map<ServiceDef | undefined, ServiceDef[]>();
  for (const service of servicesOf(program)) {
    const siblings = children.get(service.extends);
    if (siblings === undefined) children.set(service.extends, [service]);
    else siblings.push(service);
  }
  const inherited = new Map<string, Declared>();
  const path: { service: ServiceDef; added: readonly string[]; pending: ServiceDef[] }[] = [];
  const enter = (service: ServiceDef): void => {
    const added = declareFunctions(service, inherited, sink);
    path.push({ service, added, pending: (children.get(service) ?? []).toReversed() });
  };
  for (const root of children.get(undefined) ?? []) {
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.pending.pop();
      if (next !== undefined) enter(next);
      else {
        for (const name of top.added) inherited.delete(name);
        path.pop();
      }
    }
  }
}

/** Returns the names that were new. */
function declareFunctions(
  service: ServiceDef,
  inherited: Map<string, Declared>,
  sink: DiagnosticSink,
): readonly string[] {
  const added: string[] = [];
  for (const def of service.functions) {
    const { name, nameSpan } = def;
    const first = inherited.get(name);
    if (first === undefined) {
      inherited.set(name, { service, def });
      added.push(name);
      continue;
    }
    const notes = [{ message: "The first one is here.", span: first.def.nameSpan }];
    const parameters = { service: service.name, name };
    if (first.service === service)
      sink.report("duplicate-function", nameSpan, parameters, { notes });
    else {
      const parent = first.service.name;
      sink.report("inherited-function", nameSpan, { ...parameters, parent }, { notes });
    }
  }
  return added;
}
