/** What sequence views know of their elements, keys and values. */
import { encodeStruct } from "../codec.js";
import { fail, ThriftError } from "../errors.js";
import type { StructInfo } from "../info.js";
import { Edit } from "./edit.js";
import { openBlank } from "./fits.js";
import { listHeld, listParts } from "./held-views.js";
import type { Memory } from "../memory.js";
import { isStale, retireMessage, type Message } from "./message.js";
import { emitPart, placeError } from "./place.js";
import { referBinary, snapshotChunks, snapshotView } from "./snapshot.js";
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
  /** Not a property: the codec writes no views, which are among what a container may be given, and is not called for them. */
  write(w: Memory, o: number, value: Input): number;
  /** Of containers in which views can be: the kinds of what they hold, of a map key and value. */
  readonly inside?: readonly ElementKind<unknown, never>[];
  /** A map that is an object in JavaScript. */
  readonly isRecord?: boolean;
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
  const held = kind.hasParts ? listHeld(kind, value) : undefined;
  try {
    if (isView(value)) return value.$fits(kind) ? snapshotView(value) : fail("INVALID_VALUE");
    if (held !== undefined) return encodeHeld(kind, held);
    const { type, write } = kind;
    const info = type === 12 ? namedInfo(kind) : nothing;
    return (
      referBinary(type, write, info, value as Input) ??
      new Edit([encodeStruct(write, info, value as Input)])
    );
  } catch (error) {
    if (isView(value) || held !== undefined || kind.type === 12) throw placeError(error, place);
    throw placeError(findMistake(kind, value, error), place, kind.inside !== undefined);
  }
}

/** The same mistake with its path within a container, where a part alone shows it: the codec knows no names of elements. */
function findMistake(kind: ElementKind<unknown, never>, value: unknown, error: unknown): unknown {
  const parts = listParts(kind, value);
  if (!(error instanceof ThriftError) || parts === undefined) return error;
  const none = new ThriftError(error.code, error.offset, "", error.cause);
  const { length: n = 1 } = kind.inside ?? [];
  try {
    parts.forEach((part, i) =>
      encodeElement(kind.inside?.[i % n] as typeof kind, part, Math.floor(i / n)),
    );
  } catch (inner) {
    if (inner instanceof ThriftError && inner.code === error.code) return inner;
  }
  return none;
}

/**
 * A container of these parts behind `header`: views as they are now, with all that the IDL does not know of them, anything else
 * encoded. Paths of errors begin with the index.
 */
export function encodeHeld(
  kind: ElementKind<unknown, never>,
  parts: readonly unknown[],
  header: Uint8Array = new Uint8Array(0),
): Edit {
  const kinds = kind.inside ?? [];
  const n = kinds.length;
  const count = new DataView(new ArrayBuffer(4));
  count.setInt32(0, parts.length / n);
  const placeOf = (i: number): number => Math.floor(i / n);
  // All getters first: what they release must not be among the chunks by then.
  const made = parts.map((part, i) =>
    prepareHeld(kinds[i % n] as ElementKind<unknown, never>, part, placeOf(i)),
  );
  return snapshotChunks((chunks) => {
    chunks.add(header);
    chunks.add(Uint8Array.from(kinds, ({ type }) => type));
    chunks.add(new Uint8Array(count.buffer));
    made.forEach((part, i) => emitPart(part, chunks, placeOf(i)));
  });
}

function prepareHeld(kind: ElementKind<unknown, never>, part: unknown, place: number): View | Edit {
  if (!isView(part)) return encodeElement(kind, part, place);
  if (!part.$fits(kind)) throw fail("INVALID_VALUE", 0, `[${place}]`);
  return part;
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
