/** The places that hold values: constants, and the defaults of fields and arguments. */
import type { ValueNode } from "../parser/ast.js";
import type { Span } from "../source.js";
import type { BindContext } from "./context.js";
import type { ConstDef, ConstValue, FieldDef, Type } from "./definitions.js";
import type { Mutable } from "./origins.js";
import type { FileScope } from "./scope.js";

export interface ValueSlot {
  readonly scope: FileScope;
  /** For messages: `NAME`, or `Struct.field`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: Type;
  readonly node: ValueNode;
  readonly store: (value: ConstValue) => void;
  /** Undefined before it is evaluated, and for good where that failed. */
  value: ConstValue | undefined;
}

export interface ValueSlots {
  readonly consts: ReadonlyMap<ConstDef, ValueSlot>;
  readonly defaults: ReadonlyMap<FieldDef, ValueSlot>;
}

/** Slots of all files in declared order. */
export function collectSlots(context: BindContext, scopes: readonly FileScope[]): ValueSlots {
  const consts = new Map<ConstDef, ValueSlot>();
  const defaults = new Map<FieldDef, ValueSlot>();
  const addDefaults = (scope: FileScope, owner: string, fields: readonly FieldDef[]): void => {
    for (const field of fields) {
      const node = context.origins.fields.get(field)?.defaultValue;
      if (node === undefined) continue;
      const { nameSpan, type } = field;
      const writable: Mutable<FieldDef> = field;
      const store = (value: ConstValue): void => void (writable.defaultValue = value);
      const name = `${owner}.${field.name}`;
      defaults.set(field, { scope, name, nameSpan, type, node, store, value: undefined });
    }
  };
  for (const scope of scopes) {
    for (const def of scope.file.definitions) {
      if (def.kind === "struct") addDefaults(scope, def.name, def.fields);
      if (def.kind === "service") {
        for (const { name, parameters } of def.functions) addDefaults(scope, name, parameters);
      }
      const node = def.kind === "const" ? context.origins.consts.get(def)?.value : undefined;
      if (def.kind !== "const" || node === undefined) continue;
      const writable: Mutable<ConstDef> = def;
      const store = (value: ConstValue): void => void (writable.value = value);
      const { name, nameSpan, type } = def;
      consts.set(def, { scope, name, nameSpan, type, node, store, value: undefined });
    }
  }
  return { consts, defaults };
}
