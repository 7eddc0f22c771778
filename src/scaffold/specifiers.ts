/** How a handler's file names the generated modules in its imports. */
import { relativePath } from "../emitters/print/imports.js";
import type { EmitOptions } from "../options.js";

/** The specifier of a generated module, by its output path without extension, such as `shared/user`. */
export type SpecifierOf = (modulePath: string) => string;

/** From where the handler stands to where `compile` wrote; both are absolute, `/` between the parts. */
export function specifiersByPlace(
  handlerPath: string,
  genDir: string,
  importExtension: EmitOptions["importExtension"],
): SpecifierOf {
  const extension = importExtension === "none" ? "" : `.${importExtension}`;
  const base = genDir.replace(/\/+$/, "");
  return (modulePath) => relativePath(handlerPath, `${base}/${modulePath}`) + extension;
}

/**
 * As the file itself imports the service: `@gen/user.service.js` tells that `user` is `@gen/user.js`. Undefined where
 * its last part is not the module's name, as with a module that only exports again.
 */
export function specifiersByExample(example: string, modulePath: string): SpecifierOf | undefined {
  const slash = example.lastIndexOf("/") + 1;
  const directory = example.slice(0, slash);
  const file = example.slice(slash);
  const name = modulePath.slice(modulePath.lastIndexOf("/") + 1);
  const extension = file.slice(name.length);
  if (!file.startsWith(name) || !/^(?:\.[a-z]+)?$/.test(extension)) return undefined;
  return (other) => resolveSpecifier(directory, relativePath(modulePath, other)) + extension;
}

function resolveSpecifier(directory: string, path: string): string {
  const parts = directory.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === ".") continue;
    const last = parts.at(-1);
    if (part === ".." && last !== undefined && last !== ".." && last !== ".") parts.pop();
    else if (part === ".." && last === ".") parts[parts.length - 1] = "..";
    else parts.push(part);
  }
  return parts.join("/");
}
