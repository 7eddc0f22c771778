/** Names that a body does not use, for TypeScript's `noUnusedLocals` and `noUnusedParameters`, which passes `_` and what follows. */
import { makeIdentifier, type Identifier, type Printable } from "./doc.js";

/** Whether a name is printed in a body of ours. In those of custom emitters it may stand in text. */
export function isMentioned(name: Identifier, body: Printable): boolean {
  return mentions(body, name.text);
}

/** The name that the parameter of a function with this body has. */
export function parameterName(name: Identifier, body: Printable): Identifier {
  if (mentions(body, name.text)) return name;
  let text = `_${name.text}`;
  while (mentions(body, text)) text += "$";
  return makeIdentifier(text);
}

/** Whether the name is printed somewhere in it, in any target. Bodies are deep where expressions are long. */
function mentions(body: Printable, name: string): boolean {
  const open: Printable[] = [body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "text") {
      if (node.text === name) return true;
    } else open.push(...partsOf(node));
  }
  return false;
}

/** Last first, as most names are used early. */
function partsOf(node: Printable): readonly Printable[] {
  switch (node.kind) {
    case "template":
      return node.values.filter((value) => typeof value === "object").toReversed();
    case "sequence":
      return node.parts.filter((part) => typeof part === "object").toReversed();
    case "list":
    case "group":
      return node.items.toReversed();
    case "type-only":
    case "origin":
    case "name":
      return [node.content];
    case "targeted":
      return [node.ts, node.js];
    case "text":
    case "import":
      return [];
    default:
      return node satisfies never;
  }
}
