/** Bytes from hexadecimal pieces: text, repeated text, or bytes made before. */
export type WireBytes = string | Uint8Array | readonly [string, number];

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(" ", ""), "hex");
}

export function toBytes(parts: readonly WireBytes[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => {
      if (typeof part === "string") return hex(part);
      if (part instanceof Uint8Array) return part;
      const [text, times] = part as readonly [string, number];
      return hex(text.replaceAll(" ", "").repeat(times));
    }),
  );
}
