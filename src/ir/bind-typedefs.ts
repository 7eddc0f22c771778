/** Typedefs in the order of what they need, so that chains of any length link without recursion. */
import type { TypeNode } from "../parser/ast.js";
import { bindType } from "./bind-types.js";
import { describeCycle, findComponents, findCycle } from "./components.js";
import type { BindContext } from "./context.js";
import type { TypedefDef } from "./definitions.js";
import type { Mutable } from "./origins.js";
import type { FileScope } from "./scope.js";

/** Gives every typedef its type. Those that need themselves, even inside a container, are reported and stay errors. */
export function bindTypedefs(context: BindContext, scopes: readonly FileScope[]): void {
  const scopeOf = new Map<TypedefDef, FileScope>();
  for (const scope of scopes) {
    for (const definition of scope.file.definitions) {
      if (definition.kind === "typedef") scopeOf.set(definition, scope);
    }
  }
  const dependenciesOf = (def: TypedefDef): readonly TypedefDef[] => {
    const found: TypedefDef[] = [];
    const scope = scopeOf.get(def);
    const node = context.origins.typedefs.get(def);
    if (scope !== undefined && node !== undefined) collectTypedefs(scope, node.type, found);
    return found;
  };
  for (const component of findComponents(scopeOf.keys(), dependenciesOf)) {
    if (component.isCyclic) {
      const cycle = findCycle(component, dependenciesOf);
      const chain = describeCycle(cycle.map((def) => def.name));
      context.sink.report("type-cycle", cycle[0]?.nameSpan, { chain });
      continue;
    }
    for (const def of component.nodes) {
      const scope = scopeOf.get(def);
      const node = context.origins.typedefs.get(def);
      if (scope === undefined || node === undefined) continue;
      const writable: Mutable<TypedefDef> = def;
      writable.type = bindType(context, scope, node.type, node.annotations);
    }
  }
}

/** Recursion is as deep as the syntax, which the parser bounds. */
function collectTypedefs(scope: FileScope, node: TypeNode, found: TypedefDef[]): void {
  switch (node.kind) {
    case "base-type":
      return;
    case "list-type":
    case "set-type":
      return collectTypedefs(scope, node.element, found);
    case "map-type":
      collectTypedefs(scope, node.key, found);
      return collectTypedefs(scope, node.value, found);
    case "named-type": {
      const def = scope.find("types", node.name);
      if (def?.kind === "typedef") found.push(def);
      return;
    }
    default:
      node satisfies never;
  }
}
