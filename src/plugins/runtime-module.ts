/** Whether the code of an IDL file finds the runtime that it imports, and what to say where it does not. */
import { createRequire } from "node:module";
import { join } from "node:path";

/** Whether Node finds the specifier from a directory, by whatever conditions of the package. */
export function findsRuntime(directory: string, specifier: string): boolean {
  // URLs and a package's own #imports are for bundlers to judge.
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("#")) return true;
  try {
    createRequire(join(directory, "index.js")).resolve(specifier);
    return true;
  } catch (error) {
    // Any other failure means that the package is there; `require` just may not take it.
    const isMissing =
      error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
    return !isMissing;
  }
}

/** The message for those who have not installed it, and what to do. */
export function describeMissingRuntime(specifier: string): { text: string; hint: string } {
  const [scope = "", name] = specifier.split("/");
  const packageName = scope.startsWith("@") ? `${scope}/${name}` : scope;
  const isPath = /^\.{0,2}\//.test(specifier);
  return {
    text: `The code of .thrift files imports "${specifier}", which is not found.`,
    hint: isPath ? "Check the option runtime." : `Run: npm install ${packageName}`,
  };
}
