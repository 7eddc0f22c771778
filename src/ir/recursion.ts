/** Which structs contain themselves, and how deep the others go. */
import { findComponents } from "./components.js";
import {
  resolveType,
  type Program,
  type ResolvedType,
  type StructDef,
  type Type,
} from "./definitions.js";

export interface Recursion {
  /** A value of the struct can contain another one, directly or through other structs and containers. */
  readonly isRecursive: (def: StructDef) => boolean;
  /**
   * The most levels that a value of the struct can have, each struct and each container counting one, itself
   * included. Infinity where it contains a recursive struct or is one.
   */
  readonly heightOf: (def: StructDef) => number;
  /** The same for a type: 0 where it has no parts. */
  readonly heightOfType: (type: Type) => number;
}

interface Parts {
  /** Structs inside the type, each once, with the containers around the deepest place where it stands. */
  readonly structs: ReadonlyMap<StructDef, number>;
  /** Containers inside one another. */
  readonly containers: number;
}

const NO_PARTS: Parts = { structs: new Map(), containers: 0 };

/** Linear in the structs and their fields; types that many fields share are walked once. */
export function analyzeRecursion(program: Program): Recursion {
  const parts = new PartsTable();
  const heights = new Map<StructDef, number>();
  const recursive = new Set<StructDef>();
  const targetsOf = (def: StructDef): readonly StructDef[] => [
    ...new Set(def.fields.flatMap((field) => [...parts.of(field.type).structs.keys()])),
  ];
  const heightOfType = (type: Type): number => {
    const { structs, containers } = parts.of(type);
    let height = containers;
    for (const [def, depth] of structs) height = Math.max(height, depth + (heights.get(def) ?? 1));
    return height;
  };
  const structs = program.files.flatMap((file) =>
    file.definitions.filter((def) => def.kind === "struct"),
  );
  for (const { nodes, isCyclic } of findComponents(structs, targetsOf)) {
    for (const def of nodes) {
      if (isCyclic) recursive.add(def);
      const inner = isCyclic
        ? Infinity
        : def.fields.reduce((height, field) => Math.max(height, heightOfType(field.type)), 0);
      heights.set(def, 1 + inner);
    }
  }
  return {
    isRecursive: (def) => recursive.has(def),
    heightOf: (def) => heights.get(def) ?? 1,
    heightOfType,
  };
}

class PartsTable {
  readonly #parts = new Map<ResolvedType | StructDef, Parts>();

  /** Recursion is bounded by the nesting of types, which linking bounds. */
  of(type: Type): Parts {
    const resolved = resolveType(type);
    // Each use of a struct has a type object of its own.
    const key = resolved.kind === "struct" ? resolved.def : resolved;
    let parts = this.#parts.get(key);
    if (parts === undefined) {
      parts = this.#find(resolved);
      this.#parts.set(key, parts);
    }
    return parts;
  }

  #find(type: ResolvedType): Parts {
    switch (type.kind) {
      case "struct":
        return { structs: new Map([[type.def, 0]]), containers: 0 };
      case "list":
      case "set":
        return wrap([this.of(type.element)]);
      case "map":
        return wrap([this.of(type.key), this.of(type.value)]);
      default:
        return NO_PARTS;
    }
  }
}

function wrap(inner: readonly Parts[]): Parts {
  const structs = new Map<StructDef, number>();
  let containers = 0;
  for (const parts of inner) {
    containers = Math.max(containers, parts.containers);
    for (const [def, depth] of parts.structs) {
      structs.set(def, Math.max(structs.get(def) ?? 0, depth + 1));
    }
  }
  return { structs, containers: containers + 1 };
}
