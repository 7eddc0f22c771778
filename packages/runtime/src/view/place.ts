/** What errors of writing say of their place: the path grows on the way out. */
import { ThriftError } from "../errors.js";
import type { Chunks } from "./chunks.js";
import { Edit } from "./edit.js";
import { pathAt } from "./explain.js";
import type { Message } from "./message.js";
import type { View } from "./view.js";

/** Adds what has become of a field, of this name, or of an element, of this index. */
export function emitPart(part: View | Edit, chunks: Chunks, place: string | number): void {
  try {
    if (part instanceof Edit) {
      part.checkLevels(chunks.depth);
      chunks.addEdit(part);
    } else {
      if (part.$message.info === undefined) chunks.isUncounted = true;
      part.$emit(chunks);
    }
  } catch (error) {
    throw placeError(error, place);
  }
}

/** The error with its path continued to the left, or, where the inner one is none, begun. */
export function placeError(error: unknown, place: string | number, hasPath = true): unknown {
  if (!(error instanceof ThriftError)) return error;
  const { code, offset, cause } = error;
  const path = hasPath ? error.path : "";
  const outer = typeof place === "number" ? `[${place}]` : place;
  const dot = outer === "" || path === "" || path.startsWith("[") ? "" : ".";
  return new ThriftError(code, offset, outer + dot + path, cause);
}

/**
 * The error of a part of what stands at `at`, with its path from the message on. What was set has no message around it: there
 * the path begins with the field or element that is edited.
 */
export function placeInside(m: Message, at: number, error: unknown): unknown {
  if (m.info === undefined) return error;
  m.owner?.check();
  return placeError(error, pathAt(m, at));
}
