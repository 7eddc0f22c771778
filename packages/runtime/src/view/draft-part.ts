/** Drafts that are set in another draft, as who builds a message from the inside out does: neither becomes a message for it. */
import { maximumDepth } from "../limits.js";
import { Memory } from "../memory.js";
import { addBytes, openDraftOf } from "./draft.js";
import type { ElementKind } from "./element.js";
import { draftOf, Message } from "./message.js";
import { takeBytes } from "./settle.js";
import type { StructView } from "./struct-view.js";
import { isView } from "./view.js";

/** More is better referred to than copied twice. */
const fewBytes = 2048;

/**
 * Sets a field that is not there yet to what a draft is now; the field's slot. Undefined where the value is no draft, or must go
 * the way of other views, which knows all errors too.
 */
export function addDraft(
  view: StructView,
  slot: number,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number | undefined {
  if (slot !== 0 || !kind.hasParts || !isView(value) || value === view) return undefined;
  const part = draftOf(value.$message);
  const draft = openDraftOf(view);
  if (part === undefined || draft === undefined) return undefined;
  if (Math.max(part.memory.offset, part.length) > fewBytes || !value.$fits(kind)) return undefined;
  const bytes = tryTaking(value as StructView);
  if (bytes === undefined || !isFlat(bytes, kind)) return undefined;
  return addBytes(view, draft, index, bytes);
}

/** The draft goes on with the bytes. Undefined where fields lack, or somebody has its bytes already. */
function tryTaking(part: StructView): Uint8Array | undefined {
  try {
    return takeBytes(part);
  } catch {
    return undefined;
  }
}

/** No more levels of structs than are left inside another. Each but the outermost takes 4 bytes at least, its header and STOP. */
function isFlat(bytes: Uint8Array, kind: ElementKind<unknown, never>): boolean {
  const left = maximumDepth - 1;
  if (bytes.length <= 4 * left) return true;
  const m = new Message(new Memory(bytes), bytes.length);
  m.depth = left;
  try {
    kind.skip(m);
    return true;
  } catch {
    return false;
  }
}
