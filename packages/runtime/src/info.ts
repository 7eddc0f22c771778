/**
 * What a generated module tells about its structs, for everything off the fast path. Kept small, because it ships
 * with every struct.
 */

/**
 * Field id to the property's name, with the names within its type where there are any. A function, because types may
 * refer to each other across modules.
 */
export type FieldNames = () => Readonly<
  Record<number, string | readonly [name: string, parts: PartNames]>
>;

/**
 * Of a struct its names, of a map a pair of key's and value's; of a list or set those of its elements, in a bracket of their
 * own where those hold maps.
 */
export type PartNames =
  FieldNames | readonly [keyOrElement: PartNames | undefined, value?: PartNames | undefined];

export interface StructInfo {
  /** Size of the last messages in bytes: the next encode starts with as much memory. */
  size: number;
  readonly names: FieldNames;
}
