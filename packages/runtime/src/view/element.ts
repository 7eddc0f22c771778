/** What sequence views know of their elements, keys and values. */
import { encodeStruct, type StructWriter } from "../codec.js";
import { fail } from "../errors.js";
import type { StructInfo } from "../info.js";
import { Edit } from "./edit.js";
import { openBlank } from "./fits.js";
import { isStale, retireMessage, type Message } from "./message.js";
import { placeError } from "./place.js";
import { referBinary, snapshotView } from "./snapshot.js";
import { isView, type View } from "./view.js";

/** Where elements begin. */
export type Offsets = number[] | Int32Array;

/** `T`: what reading gives, a view where the element has parts. `Input`: what it may be replaced by. */
export interface ElementKind<T, Input> {
  /** The wire's type id. */
  readonly type: number;
  /** Bytes of each; 0 where they vary. */
  readonly size: number;
  /** Bytes of the smallest. */
  readonly minimum: number;
  /** Reading gives a view. */
  readonly hasParts: boolean;
  /** Reading gives text. */
  readonly isText?: boolean;
  /** Heap bytes that decoding charges for one with parts, or fewer. */
  readonly heap: number;
  /** Steps over one. */
  readonly skip: (m: Message) => void;
  readonly open: (m: Message, at: number) => T;
  readonly write: StructWriter<Input>;
  /** Reads `n` of fixed size at once into `values`. */
  many?(m: Message, at: number, n: number, values: T[]): void;
  /** Of structs: bytes of the usual form, if all fields are always there and of fixed size. */
  readonly stride?: number;
  /** Where one in that form begins tells all of its fields: views of it need no scan. */
  readonly isWhole?: boolean;
  /** Steps over at most `n` structs in their usual form; how many there were. Notes where the one behind each begins. */
  readonly run?: (m: Message, n: number, offsets?: Offsets, from?: number) => number;
}

const nothing: StructInfo = { size: 64, names: () => ({}) };

/**
 * A value that takes the place of an element: a view as it is now, anything else encoded; large bytes by reference. Errors
 * have the index `place` in their path.
 */
export function encodeElement<Input>(
  kind: ElementKind<unknown, Input>,
  value: unknown,
  place = 0,
): Edit {
  try {
    if (isView(value)) return value.$fits(kind) ? snapshotView(value) : fail("INVALID_VALUE");
    const { type, write } = kind;
    const info = type === 12 ? namedInfo(kind) : nothing;
    return (
      referBinary(type, write, info, value as Input) ??
      new Edit([encodeStruct(write, info, value as Input)])
    );
  } catch (error) {
    throw placeError(error, place, isView(value) || kind.type === 12);
  }
}

/** Names are looked up where there is an error. */
function namedInfo(kind: ElementKind<unknown, never>): StructInfo {
  return { size: 64, names: () => (openBlank(kind) as View).$info?.names() ?? {} };
}

/** The default of a field of message `m`, for a view of what is not there. */
export function openDefault<T>(m: Message, kind: ElementKind<unknown, T>, value: T): Message {
  const { message } = encodeElement(kind, value);
  return isStale(m) ? retireMessage(message) : message;
}
