/** Evaluates all constants and defaults of a program, whatever their order. */
import { describeCycle, findComponents, findCycle } from "./components.js";
import type { BindContext } from "./context.js";
import type { ConstValue } from "./definitions.js";
import type { FileScope } from "./scope.js";
import { ValueDependencies } from "./value-dependencies.js";
import { ValueEvaluator } from "./value-evaluator.js";
import { ValueInterner } from "./value-interner.js";
import { ValueNames } from "./value-names.js";
import { ValueSizes } from "./value-size.js";
import { collectSlots, type ValueSlot } from "./value-slots.js";

/** Stands for a value that could not be evaluated; reported. */
export const NO_VALUE: ConstValue = Object.freeze({ kind: "bool", value: false });

/**
 * Evaluates exactly: integers as bigint, references through files, defaults inside struct values. Values that need
 * themselves are reported as cycles. Constants share what they refer to, so memory is linear in the text; what they
 * would be written out is bounded.
 */
export function evaluateValues(context: BindContext, scopes: readonly FileScope[]): void {
  const slots = collectSlots(context, scopes);
  const names = new ValueNames(context);
  const dependencies = new ValueDependencies(names, slots);
  const tools = { context, names, slots, sizes: new ValueSizes(), interner: new ValueInterner() };
  const evaluators = new Map(scopes.map((scope) => [scope, new ValueEvaluator(tools, scope)]));
  const dependenciesOf = (slot: ValueSlot): readonly ValueSlot[] => dependencies.of(slot);
  const roots = [...slots.consts.values(), ...slots.defaults.values()];
  for (const component of findComponents(roots, dependenciesOf)) {
    if (component.isCyclic) {
      const cycle = findCycle(component, dependenciesOf);
      const chain = describeCycle(cycle.map((slot) => slot.name));
      context.sink.report("constant-cycle", cycle[0]?.node.span, { chain });
      continue;
    }
    for (const slot of component.nodes) {
      const evaluator = evaluators.get(slot.scope);
      if (dependencies.isOverLimit(slot.scope)) evaluator?.reportOverLimit(slot.node.span);
      else slot.value = evaluator?.evaluateSlot(slot);
      if (slot.value !== undefined) slot.store(slot.value);
    }
  }
}
