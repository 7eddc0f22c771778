/** Edits whose bytes are not all encoded anew: views as they are now, and large bytes of the caller. */
import { isBytes } from "../bytes.js";
import { captureBytes, hasFixedLength, lengthOf } from "../chain/capture.js";
import { freshThreshold } from "../chain/node.js";
import type { Guard } from "../chain/piece.js";
import { encodeStruct, type StructWriter } from "../codec.js";
import { fail } from "../errors.js";
import type { StructInfo } from "../info.js";
import { maximumMessage } from "../limits.js";
import { Chunks } from "./chunks.js";
import { Edit } from "./edit.js";
import { ownersOf } from "./owners.js";
import type { View } from "./view.js";

/** Each access to an edit asks all whose bytes are in it, 2 ns each; of more all is copied. */
const mostOwners = 64;

/** What a view is now, behind `header`. */
export function snapshotView(view: View, header?: Uint8Array): Edit {
  return snapshotChunks((chunks) => {
    if (header !== undefined) chunks.add(header);
    view.$emit(chunks);
  });
}

/** What `add` adds, as it is now. Ranges below the threshold are copied. */
export function snapshotChunks(add: (chunks: Chunks) => void): Edit {
  const chunks = new Chunks();
  add(chunks);
  const parts: Uint8Array[] = [];
  const owners = new Set<Guard>();
  chunks.visit(freshThreshold, (bytes, owner) => {
    parts.push(bytes);
    if (owner !== undefined && owners.size <= mostOwners)
      for (const one of ownersOf(owner)) owners.add(one);
  });
  return owners.size > mostOwners ? new Edit([chunks.toBytes()]) : new Edit(parts, [...owners]);
}

/** Bytes that are better referred to than copied. */
export function isLarge(type: number, value: unknown): value is Uint8Array {
  return type === 11 && isBytes(value) && lengthOf(value) >= freshThreshold;
}

/**
 * A large `binary` by reference, which must not change until the message is flushed; undefined for what is to be encoded:
 * anything else, and bytes whose length may change. `write` writes what stands before the bytes too.
 */
export function referBinary<X>(
  type: number,
  write: StructWriter<X>,
  info: StructInfo,
  value: X,
): Edit | undefined {
  if (!isLarge(type, value)) return undefined;
  const bytes = captureBytes(value);
  if (!hasFixedLength(bytes)) return undefined;
  if (bytes.length > maximumMessage) throw fail("SIZE_LIMIT");
  // Where the field is text, this is the error.
  const head = encodeStruct(write, info, new Uint8Array(0) as X);
  new DataView(head.buffer, head.byteOffset).setInt32(head.length - 4, bytes.length);
  return new Edit([head, bytes]);
}
