/** The code with its source map in a comment, where a host takes no map of its own. */
export function withInlineMap(code: string, map: string | undefined): string {
  if (map === undefined) return code;
  const encoded = Buffer.from(map).toString("base64");
  return `${code}//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}
