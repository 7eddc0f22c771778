/** What to say where the code of an IDL file does not find the runtime that it imports. */
import { isPathSpecifier, packageNameOf } from "../host-specifier.js";

/** The message for those who have not installed it, and what to do. */
export function describeMissingRuntime(specifier: string): { text: string; hint: string } {
  return {
    text: `The code of .thrift files imports "${specifier}", which is not found.`,
    hint: isPathSpecifier(specifier)
      ? "Check the option runtime."
      : `Run: npm install ${packageNameOf(specifier)}`,
  };
}
