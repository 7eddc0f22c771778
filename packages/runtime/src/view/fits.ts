/** Which views may be assigned where: those whose bytes are of the type that is written there. */
import { Memory } from "../memory.js";
import type { ElementKind } from "./element.js";
import { Message } from "./message.js";
import { isView } from "./view.js";

/** Enough zeros for a value of any kind. */
function blankMessage(): Message {
  return new Message(new Memory(new Uint8Array(16)), 16);
}

/** An empty value of a kind. */
export function openBlank<T>(kind: ElementKind<T, never>): T {
  return kind.open(blankMessage(), 0);
}

/** Values of both kinds have the same form on the wire and in JavaScript. */
export function isAlike(a: ElementKind<unknown, never>, b: ElementKind<unknown, never>): boolean {
  if (a === b) return true;
  if (a.type !== b.type) return false;
  const one = openBlank(a);
  const other = openBlank(b);
  if (isView(one)) return isView(other) && one.$fits(b);
  return Object(one).constructor === Object(other).constructor;
}
