/** Texts that are too long to write out: built from pieces and repetitions. */

export type TextPart =
  | string
  | { readonly repeat: string; readonly times: number }
  /** For each i from `from` to `to` the text with `{i}` and `{i+1}` replaced, joined by `join`. */
  | { readonly each: string; readonly from: number; readonly to: number; readonly join: string };

export function buildText(parts: readonly TextPart[]): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      if ("repeat" in part) return part.repeat.repeat(part.times);
      const items: string[] = [];
      for (let i = part.from; i <= part.to; i++) {
        items.push(part.each.replaceAll("{i+1}", String(i + 1)).replaceAll("{i}", String(i)));
      }
      return items.join(part.join);
    })
    .join("");
}

/** The parts with every repetition doubled. */
export function doubleParts(parts: readonly TextPart[]): readonly TextPart[] {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    if ("repeat" in part) return { ...part, times: part.times * 2 };
    return { ...part, to: part.to + (part.to - part.from + 1) };
  });
}
