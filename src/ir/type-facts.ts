/** What is known about a type with its typedefs written out, kept so that no type is walked twice. */
import {
  resolveType,
  type EnumType,
  type ListType,
  type MapType,
  type ScalarType,
  type SetType,
  type StructType,
  type Type,
} from "./definitions.js";
import type { FormKind } from "./js-forms.js";

export interface TypeFacts {
  /** Containers inside one another. */
  readonly depth: number;
  /** Parts: the type itself and all that it contains. */
  readonly size: number;
  /** The JavaScript forms that some part can take. */
  readonly forms: ReadonlySet<FormKind>;
  /** Some part is an ErrorType. */
  readonly hasError: boolean;
}

const PLAIN: TypeFacts = { depth: 0, size: 1, forms: new Set(), hasError: false };
const ERROR: TypeFacts = { ...PLAIN, hasError: true };
const I64: TypeFacts = { depth: 0, size: 1, forms: new Set(["i64"]), hasError: false };
const STRING: TypeFacts = { depth: 0, size: 1, forms: new Set(["string"]), hasError: false };

/** Kinds of elements for which a typed array exists. */
const TYPED_ELEMENTS: ReadonlySet<Type["kind"]> = new Set(["i8", "i16", "i32", "i64", "double"]);
/** Kinds of keys that a property name can stand for. */
const OBJECT_KEYS: ReadonlySet<Type["kind"]> = new Set([
  "string",
  "i8",
  "i16",
  "i32",
  "i64",
  "enum",
]);

export function canBeTyped(element: Type): boolean {
  return TYPED_ELEMENTS.has(resolveType(element).kind);
}

export function canBeObject(key: Type): boolean {
  return OBJECT_KEYS.has(resolveType(key).kind);
}

export class TypeFactsTable {
  /** Of containers. */
  readonly #facts = new Map<Type, TypeFacts>();

  /** Parts were asked before their containers, so the recursion ends at once. */
  of(type: Type): TypeFacts {
    const resolved = resolveType(type);
    switch (resolved.kind) {
      case "i64":
        return I64;
      case "string":
      case "binary":
        return STRING;
      case "list":
      case "set":
      case "map": {
        let facts = this.#facts.get(resolved);
        if (facts === undefined) {
          facts = this.#measure(resolved);
          this.#facts.set(resolved, facts);
        }
        return facts;
      }
      case "error":
        return ERROR;
      default:
        resolved satisfies ScalarType | EnumType | StructType;
        return PLAIN;
    }
  }

  #measure(type: ListType | SetType | MapType): TypeFacts {
    switch (type.kind) {
      case "list":
        return contain([this.of(type.element)], canBeTyped(type.element) ? "list" : undefined);
      case "set":
        return contain([this.of(type.element)], undefined);
      case "map": {
        const key = this.of(type.key);
        // Bytes make no useful key, so a form for strings passes keys by.
        const keyForms = new Set(key.forms);
        keyForms.delete("string");
        const parts = [{ ...key, forms: keyForms }, this.of(type.value)];
        return contain(parts, canBeObject(type.key) ? "map" : undefined);
      }
    }
  }
}

function contain(parts: readonly TypeFacts[], form: FormKind | undefined): TypeFacts {
  const forms = new Set(parts.flatMap((part) => [...part.forms]));
  if (form !== undefined) forms.add(form);
  return {
    depth: 1 + Math.max(...parts.map((part) => part.depth)),
    size: 1 + parts.reduce((sum, part) => sum + part.size, 0),
    forms,
    hasError: parts.some((part) => part.hasError),
  };
}
