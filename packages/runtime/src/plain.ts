/**
 * A constructor of plain objects, for generated readers of structs that stand in containers. Where most objects of one object
 * literal outlive a collection, V8 may place all later ones in old space at once and for good: after one large message each
 * small one can take twice as long. Objects of constructors always begin young. They are assigned to, not defined: where a program
 * gives Object.prototype a setter of a field's name, that field goes there.
 */
export function plainConstructor<T, V extends readonly unknown[]>(
  fill: (this: T, ...values: V) => void,
): new (...values: V) => T {
  fill.prototype = Object.prototype;
  // TypeScript knows no function with `this` as a constructor.
  return fill as unknown as new (...values: V) => T;
}
