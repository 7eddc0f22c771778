/** Pieces of code that stand in a file of somebody else's: types, names, comments, signatures. */
import type { Printable } from "./doc.js";
import { layOut } from "./layout.js";
import { createTextBuffer } from "./text-buffer.js";
import { lowerToTokens, type ImportResolver, type TokenList } from "./tokens.js";

/** How the names in a fragment are written in the file that takes it. */
export interface FragmentNames {
  /** The local text of a name that a module exports. */
  readonly resolve: ImportResolver;
  /** Whether `Promise` alone means the global one there; `globalThis.Promise` does everywhere. */
  readonly isGlobal: (name: string) => boolean;
}

/** TypeScript without a line break at its end, LF between its lines, and as little `globalThis.` as the file allows. */
export function printFragment(fragment: Printable, { resolve, isGlobal }: FragmentNames): string {
  const tokens: TokenList = { items: [], count: 0 };
  lowerToTokens(fragment, { tokens, target: "ts", resolve, hasOrigins: false });
  // A global is a token of its own; text of an IDL with this look has quotes or a comment's star around it.
  const items = tokens.items.slice(0, tokens.count).map((token) => {
    const name = typeof token === "string" ? /^globalThis\.([A-Za-z0-9]+)$/.exec(token)?.[1] : "";
    return name !== undefined && name !== "" && isGlobal(name) ? name : token;
  });
  const text = createTextBuffer();
  layOut({ items, count: items.length }, text);
  return text.toString().replace(/\n$/, "");
}
