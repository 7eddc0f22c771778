/** Gives a linked type the JavaScript forms that its place of use asks for. */
import { BINARY_TYPE, I64_TYPES } from "./basic-types.js";
import type {
  ListType,
  MapType,
  ResolvedType,
  SimpleType,
  StructType,
  Type,
} from "./definitions.js";
import { FORM_KINDS, NO_FORMS, type JsForms } from "./js-forms.js";
import { canBeObject, canBeTyped, type TypeFactsTable } from "./type-facts.js";

/** A typed list of i64 is a BigInt64Array, whatever is asked of other i64. */
const TYPED_I64: JsForms = { i64: "bigint" };

export class FormApplier {
  readonly #facts: TypeFactsTable;
  /** By type and forms, so that what many places share is made once. */
  readonly #made = new Map<ResolvedType, Map<string, ResolvedType>>();

  constructor(facts: TypeFactsTable) {
    this.#facts = facts;
  }

  /** The same object where nothing changes; a typedef whose target changes is marked as overridden. */
  apply(type: Type, forms: JsForms): Type {
    if (type.kind !== "typedef") return this.#applyResolved(type, forms);
    const target = this.#applyResolved(type.target, forms);
    if (target === type.target) return type;
    return { kind: "typedef", def: type.def, target, isOverridden: true };
  }

  /** `list<element>` in the asked form, or in the default form where that does not fit. */
  makeList(element: Type, as: "array" | "typed"): ListType {
    if (as === "array" || !canBeTyped(element)) return { kind: "list", element, as: "array" };
    return { kind: "list", element: this.apply(element, TYPED_I64), as };
  }

  makeMap(key: Type, value: Type, as: "map" | "object"): MapType {
    return { kind: "map", key, value, as: canBeObject(key) ? as : "map" };
  }

  #applyResolved(type: ResolvedType, forms: JsForms): ResolvedType {
    const possible = this.#facts.of(type).forms;
    if (!FORM_KINDS.some((kind) => forms[kind] !== undefined && possible.has(kind))) return type;
    const key = FORM_KINDS.map((kind) => forms[kind] ?? "").join();
    let made = this.#made.get(type);
    if (made === undefined) this.#made.set(type, (made = new Map()));
    let result = made.get(key);
    if (result === undefined) {
      result = this.#change(type, forms);
      made.set(key, result);
    }
    return result;
  }

  #change(type: ResolvedType, forms: JsForms): ResolvedType {
    switch (type.kind) {
      case "i64":
        return I64_TYPES[forms.i64 ?? type.as];
      case "string":
        return forms.string === undefined ? type : BINARY_TYPE;
      case "list": {
        const as = forms.list ?? type.as;
        const isTyped = as === "typed" && canBeTyped(type.element);
        const list = this.makeList(isTyped ? type.element : this.apply(type.element, forms), as);
        return list.element === type.element && list.as === type.as ? type : list;
      }
      case "set": {
        const element = this.apply(type.element, forms);
        return element === type.element ? type : { kind: "set", element };
      }
      case "map": {
        const key = this.apply(type.key, keyForms(forms));
        const value = this.apply(type.value, forms);
        const map = this.makeMap(key, value, forms.map ?? type.as);
        const isSame = key === type.key && value === type.value && map.as === type.as;
        return isSame ? type : map;
      }
      default:
        return type satisfies SimpleType | StructType;
    }
  }
}

/** Bytes make no useful key, so a form for strings passes keys by. */
export function keyForms(forms: JsForms): JsForms {
  if (forms.string === undefined) return forms;
  const { string: _, ...others } = forms;
  return Object.keys(others).length === 0 ? NO_FORMS : others;
}
