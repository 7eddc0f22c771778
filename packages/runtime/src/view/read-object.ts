/** Plain objects of views: the copies that are read, and where errors in them stand. */
import { ThriftError } from "../errors.js";
import { Memory } from "../memory.js";
import { pathAt } from "./explain.js";
import { lengthOf, windowsOf, type Message } from "./message.js";
import type { StructView } from "./struct-view.js";
import { copyPieces } from "./windows.js";

/** Memory to read bytes from, as the message is read. */
export function copyOf({ reading }: Message, bytes: Uint8Array): Memory {
  const r = new Memory(bytes);
  r.end = bytes.length;
  r.strict = reading.strict;
  return r;
}

/** A copy of the bytes of a struct that was not edited, of a message in several pieces. */
export function bytesOf(view: StructView): Uint8Array {
  const { $message: m, $start: start } = view;
  m.owner?.check();
  const bytes = new Uint8Array(endOf(view) - start);
  const windows = windowsOf(m);
  if (windows !== undefined) copyPieces(windows, start, bytes);
  return bytes;
}

/** Behind it; the message's end where what is wrong has to be found by the reader: in a whole message, or no way leads over it. */
function endOf(view: StructView): number {
  const { $message: m, $start: start } = view;
  if (start === 0) return lengthOf(m);
  try {
    if (view.$end <= 0) view.$scan(-1);
    return view.$end;
  } catch {
    return lengthOf(m);
  }
}

/** The error of reading the view's bytes, which stand `shift` bytes further in the message. */
export function placeInMessage(view: StructView, error: unknown, shift: number): unknown {
  const { $message: m, $start: start } = view;
  if (!(error instanceof ThriftError) || start === 0) return error;
  const outer = m.info === undefined ? "" : pathAt(m, start);
  const dot = outer === "" || error.path === "" ? "" : ".";
  return new ThriftError(error.code, error.offset + shift, outer + dot + error.path, error.cause);
}
