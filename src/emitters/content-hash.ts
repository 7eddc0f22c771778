/** The hash in each file's header: it tells whether IDL, options or compiler changed, and guards against nothing else. */
import type { FileDef, Program } from "../ir/definitions.js";
import type { CompilerOptions } from "../options.js";

/** For each file the hash of all IDL that it can see, the options and the compiler's version. */
export function hashContents(
  program: Program,
  options: CompilerOptions,
  version: string,
): ReadonlyMap<FileDef, string> {
  const settings = JSON.stringify(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const hashes = new Map<FileDef, string>();
  // Included files are hashed first: there are no cycles, and chains of includes are short (limits.includeDepth).
  const hashFile = (file: FileDef): string => {
    let hash = hashes.get(file);
    if (hash === undefined) {
      const included = file.includes.map((include) => hashFile(include.file));
      // A checkout may have other line ends than the one whose output was committed.
      const text = file.source.text.replaceAll("\r\n", "\n");
      const parts = [version, settings, nameOf(file, options), ...included, text];
      hashes.set(file, (hash = hashText(parts.join("\n"))));
    }
    return hash;
  };
  program.files.forEach(hashFile);
  return hashes;
}

/** Modules that stand where their IDL does have no path but that: the root, which others may choose, tells nothing. */
function nameOf({ modulePath, prefix }: FileDef, { importExtension }: CompilerOptions): string {
  return importExtension === "thrift" ? prefix : modulePath;
}

/** 64 bits as hexadecimal digits: two FNV-1a sums over the UTF-16 units, the second over their complements. */
export function hashText(text: string): string {
  const prime = 0x01000193;
  let first = 0x811c9dc5;
  let second = 0xc9dc5118;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, prime);
    second = Math.imul(second ^ ~unit ^ (second >>> 15), prime);
  }
  return [first, second].map((sum) => (sum >>> 0).toString(16).padStart(8, "0")).join("");
}
