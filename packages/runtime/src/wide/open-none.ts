/** For modules that a tool has made into scripts, in which `import.meta` is an error. */
export function openVectors(): undefined {
  return undefined;
}
