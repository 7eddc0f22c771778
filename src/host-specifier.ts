/** What the specifier of an import leads to: for advice where generated code imports what is not there. */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** Whether it is found from a directory: by Node, by whatever conditions of a package, or where it is a path as bundlers do. */
export function findsSpecifier(directory: string, specifier: string): boolean {
  // URLs and a package's own #imports are for other resolvers to judge.
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("#")) return true;
  if (isPathSpecifier(specifier) && findsFile(resolve(directory, specifier))) return true;
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

/** The file that it leads to from a directory, as `require` finds it; undefined where it finds none. */
export function locateSpecifier(directory: string, specifier: string): string | undefined {
  try {
    return createRequire(join(directory, "index.js")).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** `./file.js`, `../file.js`, `/file.js`. */
export function isPathSpecifier(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier);
}

/** `@scope/name` of `@scope/name/file`, `name` of `name/file`. */
export function packageNameOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** What is known of a declaration file here. */
interface Declaration {
  readonly root: string;
  readonly path: string;
  readonly text: string;
}

/**
 * What to say where declarations do not find the runtime that they import, so that TypeScript takes what it cannot look up for
 * `any`: place, cause and remedy. Empty where they do, and where the project's tsconfig.json names the package.
 */
export function describeDeclarations(
  declarations: readonly Declaration[],
  runtime: string,
  project: string,
): string {
  const importing = declarations.filter(({ text }) => text.includes(JSON.stringify(runtime)));
  const directories = new Set(importing.map(({ root, path }) => dirname(join(root, path))));
  const lost = [...directories].find((directory) => !findsSpecifier(directory, runtime));
  if (lost === undefined) return "";
  const problem = `the declarations import "${runtime}", which is not found from ${lost}`;
  if (isPathSpecifier(runtime)) return `${problem}: check --runtime`;
  const name = packageNameOf(runtime);
  if (!findsSpecifier(project, runtime)) return `${problem}: npm install ${name}`;
  if (namesPackage(join(project, "tsconfig.json"), name)) return "";
  return `${problem}: lead "paths" in tsconfig.json to ${name} (README, "IDL outside the package"), or install it above the IDL`;
}

/** Most probably by `paths`. */
function namesPackage(config: string, name: string): boolean {
  try {
    return readFileSync(config, "utf8").includes(`"${name}`);
  } catch {
    return false;
  }
}

/** Bundlers and TypeScript find `x.ts` for `x.js` and for `x`. */
function findsFile(path: string): boolean {
  const bare = path.replace(/\.[cm]?js$/, "");
  return [path, bare, `${bare}.ts`, `${bare}.js`, `${bare}.mjs`].some(isFile);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
