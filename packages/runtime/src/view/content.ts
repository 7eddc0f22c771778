/** Content that no property shows, because something later on the wire has taken its place. */
import { SequenceView } from "./sequence.js";
import { StructView } from "./struct-view.js";

/** Decodes all of a value, so that malformed content is found as `decode` finds it. */
export function checkContent(value: unknown): void {
  if (value instanceof StructView) value.$toObject();
  else if (value instanceof SequenceView)
    for (const part of value as unknown as Iterable<unknown>) checkContent(part);
  // Entries of maps.
  else if (Array.isArray(value)) value.forEach(checkContent);
}
