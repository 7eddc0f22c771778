/** Names that a body does not use, for TypeScript's `noUnusedLocals` and `noUnusedParameters`, which passes `_` and what follows. */
import { makeIdentifier, type Identifier, type Printable } from "./doc.js";

/** Whether a body of ours prints the very name; a key may be spelt alike. Custom emitters may write names as text. */
export function isMentioned(name: Identifier, body: Printable): boolean {
  return mentions(body, (node) => node === name);
}

/** The name that the parameter of a function with this body has. */
export function parameterName(name: Identifier, body: Printable): Identifier {
  if (isMentioned(name, body)) return name;
  let text = `_${name.text}`;
  while (mentions(body, (node) => node.kind === "text" && node.text === text)) text += "$";
  return makeIdentifier(text);
}

/** Whether such a node is printed somewhere in it, in any target. Bodies are deep where expressions are long. */
function mentions(body: Printable, isWanted: (node: Printable) => boolean): boolean {
  const open: Printable[] = [body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isWanted(node)) return true;
    open.push(...partsOf(node));
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
