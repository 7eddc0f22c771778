/** Finds equal values: each gets a number, and equal ones get the same. */
import type { ConstValue } from "./definitions.js";

export class ValueInterner {
  readonly #ids = new Map<string | number | bigint | boolean, number>();
  /** Of containers and structs; the others are found by what they hold. */
  readonly #known = new Map<ConstValue, number>();

  /** Values of one type only may be compared by their numbers. Each value is walked once. */
  idOf(value: ConstValue): number {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const id = this.#intern(this.#keyOf(value));
    if (!("value" in value)) this.#known.set(value, id);
    return id;
  }

  #intern(key: string | number | bigint | boolean): number {
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = this.#ids.size));
    return id;
  }

  #keyOf(value: ConstValue): string | number | bigint | boolean {
    switch (value.kind) {
      case "list":
        return `[${value.elements.map((element) => this.idOf(element)).join()}]`;
      case "set":
        return `{${sortNumbers(value.elements.map((element) => this.idOf(element)))}}`;
      case "map":
        return `{${value.entries
          .map((entry) => `${this.idOf(entry.key)}:${this.idOf(entry.value)}`)
          .toSorted()
          .join()}}`;
      case "struct":
        return `(${value.fields.map(({ field, value: part }) => `${field.id}:${this.idOf(part)}`).join()})`;
      default:
        return value.value;
    }
  }
}

function sortNumbers(numbers: readonly number[]): string {
  return numbers.toSorted((a, b) => a - b).join();
}
