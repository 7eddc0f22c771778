/**
 * What a generated module tells about its structs, for everything off the fast path. Kept small, because it ships
 * with every struct.
 */

/**
 * Field id to the property's name, with the names of a struct that is its type or element; for maps those of key and
 * value. A function, because types may refer to each other across modules.
 */
export type FieldNames = () => Readonly<
  Record<
    number,
    | string
    | readonly [name: string, first?: FieldNames | undefined, second?: FieldNames | undefined]
  >
>;

export interface StructInfo {
  /** Size of the last messages in bytes: the next encode starts with as much memory. */
  size: number;
  readonly names: FieldNames;
}
