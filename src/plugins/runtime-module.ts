/** Where the code of IDL files finds the runtime that it imports, and what to say where it does not. */
import { isPathSpecifier, packageNameOf } from "../host-specifier.js";

/**
 * What the code of IDL imports whose own directory does not lead to the runtime, in bundlers whose hooks must say beforehand
 * which names they want: the hooks answer with what the project's directory leads to.
 */
export const PROJECT_RUNTIME = "thriftgen:runtime";

/** The message for those who have not installed it where it was looked for, and what to do. */
export function describeMissingRuntime(
  specifier: string,
  directories: readonly string[],
): { text: string; hint: string } {
  const places = [...new Set(directories)].join(" and from ");
  return {
    text: `The code of .thrift files imports "${specifier}", which is not found.`,
    hint: isPathSpecifier(specifier)
      ? `Check the option runtime: it was looked for from ${places}`
      : `Run: npm install ${packageNameOf(specifier)} (it was looked for from ${places}; the option runtime can name another)`,
  };
}
