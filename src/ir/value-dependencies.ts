/** What must be evaluated before a value: the constants that it names and the defaults that it contains. */
import type { ValueNode } from "../parser/ast.js";
import { resolveType, type StructDef, type Type } from "./definitions.js";
import { limits } from "./limits.js";
import type { FileScope } from "./scope.js";
import type { ValueNames } from "./value-names.js";
import type { ValueSlot, ValueSlots } from "./value-slots.js";

export class ValueDependencies {
  readonly #names: ValueNames;
  readonly #slots: ValueSlots;
  readonly #found = new Map<ValueSlot, readonly ValueSlot[]>();
  readonly #counts = new Map<FileScope, number>();
  readonly #defaults = new Map<StructDef, readonly ValueSlot[]>();

  constructor(names: ValueNames, slots: ValueSlots) {
    this.#names = names;
    this.#slots = slots;
  }

  of(slot: ValueSlot): readonly ValueSlot[] {
    let found = this.#found.get(slot);
    if (found === undefined) {
      const list: ValueSlot[] = [];
      this.#collect(slot.scope, slot.node, slot.type, list);
      found = list;
      this.#found.set(slot, found);
    }
    return found;
  }

  /** Whether the values of a file need one another in so many places that they cannot be written out. */
  isOverLimit(scope: FileScope): boolean {
    return (this.#counts.get(scope) ?? 0) > limits.valueSize;
  }

  #add(scope: FileScope, found: ValueSlot[], slots: readonly ValueSlot[]): void {
    const count = (this.#counts.get(scope) ?? 0) + slots.length;
    this.#counts.set(scope, count);
    if (count > limits.valueSize) return;
    for (const slot of slots) found.push(slot);
  }

  /** Recursion is as deep as the syntax, which the parser bounds. */
  #collect(scope: FileScope, node: ValueNode, type: Type, found: ValueSlot[]): void {
    if (this.isOverLimit(scope)) return;
    const resolved = resolveType(type);
    if (node.kind === "identifier") {
      const name = this.#names.find(scope, node.name);
      const slot = name?.kind === "const" ? this.#slots.consts.get(name.def) : undefined;
      if (slot !== undefined) this.#add(scope, found, [slot]);
    } else if (node.kind === "list" && (resolved.kind === "list" || resolved.kind === "set")) {
      for (const element of node.elements) this.#collect(scope, element, resolved.element, found);
    } else if (node.kind === "map" && resolved.kind === "map") {
      for (const { key, value } of node.entries) {
        this.#collect(scope, key, resolved.key, found);
        this.#collect(scope, value, resolved.value, found);
      }
    } else if (resolved.kind === "struct" && (node.kind === "map" || node.kind === "list")) {
      const mentioned = new Set<ValueSlot>();
      for (const { key, value } of node.kind === "map" ? node.entries : []) {
        const text = readFieldName(scope, key, this.#names, this.#slots);
        const field = text === undefined ? undefined : this.#names.fieldOf(resolved.def, text);
        if (field === undefined) continue;
        this.#collect(scope, value, field.type, found);
        const slot = this.#slots.defaults.get(field);
        if (slot !== undefined) mentioned.add(slot);
      }
      const defaults = this.#defaultsOf(resolved.def);
      const leftOut =
        mentioned.size === 0 ? defaults : defaults.filter((slot) => !mentioned.has(slot));
      this.#add(scope, found, leftOut);
    }
  }

  /** The defaults that a value contains where it leaves fields out. Optional fields then stay unset. */
  #defaultsOf(def: StructDef): readonly ValueSlot[] {
    let slots = this.#defaults.get(def);
    if (slots === undefined) {
      slots = def.fields
        .filter((field) => field.requiredness !== "optional")
        .map((field) => this.#slots.defaults.get(field))
        .filter((slot) => slot !== undefined);
      this.#defaults.set(def, slots);
    }
    return slots;
  }
}

/** The field that a key of a struct value names: a string, or a constant that is one. */
export function readFieldName(
  scope: FileScope,
  key: ValueNode,
  names: ValueNames,
  slots: ValueSlots,
): string | undefined {
  if (key.kind === "literal") return key.value;
  const name = key.kind === "identifier" ? names.find(scope, key.name) : undefined;
  const node = name?.kind === "const" ? slots.consts.get(name.def)?.node : undefined;
  return node?.kind === "literal" ? node.value : undefined;
}
