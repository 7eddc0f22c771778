/** Enums are frozen objects of name and number; what a peer sends may be a number that the IDL does not know. */

declare const unrecognized: unique symbol;

/** A value of an enum that the IDL has no name for: newer peers send them, and they survive a round trip. */
export type UnrecognizedEnum = number & { readonly [unrecognized]: true };

/** The name of a value; undefined for one that the IDL does not know. Of aliases the first declared. */
export function enumName(
  definition: Readonly<Record<string, number>>,
  value: number,
): string | undefined {
  for (const name of Object.keys(definition)) if (definition[name] === value) return name;
  return undefined;
}

/** True where the IDL has a name for the value. */
export function isKnown<E extends Readonly<Record<string, number>>>(
  definition: E,
  value: number,
): value is E[keyof E] {
  return enumName(definition, value) !== undefined;
}
