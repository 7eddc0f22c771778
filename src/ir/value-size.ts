/** How large values are when written out, although constants share what they refer to. */
import type { ConstValue } from "./definitions.js";

export interface ValueSize {
  /** Parts; a long string counts as several. */
  readonly parts: number;
  /** Containers and structs inside one another. */
  readonly depth: number;
}

/** Characters of a string that count as one part. */
const CHARACTERS_PER_PART = 32;

type Composite = ConstValue & { readonly kind: "list" | "set" | "map" | "struct" };

const SCALAR: ValueSize = Object.freeze({ parts: 1, depth: 0 });

export class ValueSizes {
  /** Of containers and structs; there may be millions of values without parts. */
  readonly #sizes = new Map<ConstValue, ValueSize>();

  /** Parts were asked before their containers, so the recursion ends at once. */
  of(value: ConstValue): ValueSize {
    switch (value.kind) {
      case "string":
        return { parts: 1 + Math.floor(value.value.length / CHARACTERS_PER_PART), depth: 0 };
      case "list":
      case "set":
      case "map":
      case "struct": {
        let size = this.#sizes.get(value);
        if (size === undefined) {
          size = this.#measure(value);
          this.#sizes.set(value, size);
        }
        return size;
      }
      case "bool":
      case "integer":
      case "double":
      case "uuid":
      case "enum":
        return SCALAR;
    }
  }

  #measure(value: Composite): ValueSize {
    switch (value.kind) {
      case "list":
      case "set":
        return this.#sum(value.elements);
      case "map":
        return this.#sum(value.entries.flatMap((entry) => [entry.key, entry.value]));
      case "struct":
        return this.#sum(
          value.fields.map((field) => field.value),
          value.def.fields.length,
        );
    }
  }

  #sum(values: readonly ConstValue[], extra = 0): ValueSize {
    let parts = 1 + extra;
    let depth = 0;
    for (const value of values) {
      const size = this.of(value);
      parts += size.parts;
      depth = Math.max(depth, size.depth);
    }
    return { parts, depth: depth + 1 };
  }
}
