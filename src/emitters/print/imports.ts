/** The imports of a module: local names that clash with nothing, and the import statements. */
import type { CompilerOptions, Target } from "../../options.js";
import { code, lines } from "./code.js";
import {
  makeIdentifier,
  makeText,
  makeTypeOnly,
  nothing,
  type ModuleReference,
  type Printable,
} from "./doc.js";
import { specifiers } from "./groups.js";
import { isBindingName } from "./identifiers.js";
import { stringLiteral } from "./literals.js";

/** The module that imports. */
export interface ImportSite {
  /** Output path without extension, `/` between parts, such as `shared/user`. */
  readonly path: string;
  readonly importExtension: CompilerOptions["importExtension"];
  /** Where a module stands in a target, if not at its path: declarations may have directories of their own. */
  readonly placeOf?: (path: string, target: Target) => string;
}

export interface ImportedName {
  readonly name: string;
  readonly local: string;
  isTypeOnly: boolean;
}

export interface ImportedModule {
  readonly reference: ModuleReference;
  readonly names: Map<string, ImportedName>;
}

export interface ImportNames {
  isUsed(name: string): boolean;
  /** The local name of an import, the same in every target. */
  choose(moduleKey: string, name: string): string;
}

export function createImportNames(
  declaredNames: ReadonlySet<string>,
  localNames: ReadonlySet<string>,
): ImportNames {
  const chosen = new Map<string, string>();
  const used = new Set<string>();
  const isFree = (name: string): boolean =>
    isBindingName(name) &&
    // `Input` is the type inside each struct's namespace.
    name !== "Input" &&
    !used.has(name) &&
    !declaredNames.has(name) &&
    // `User$write` may be an internal of this module's own `User`.
    !declaredNames.has(/^(.+)\$[A-Za-z]\w*$/.exec(name)?.[1] ?? "") &&
    !localNames.has(name);
  return {
    isUsed: (name) => used.has(name),
    choose(moduleKey, name) {
      const key = `${moduleKey} ${name}`;
      let local = chosen.get(key);
      if (local !== undefined) return local;
      local = name;
      for (let counter = 1; !isFree(local); counter++) local = `${name}$${counter}`;
      used.add(local);
      chosen.set(key, local);
      return local;
    },
  };
}

export function printImports(
  modules: readonly ImportedModule[],
  site: ImportSite,
  target: Target,
): Printable {
  const rows = modules.map((module) => ({
    specifier: specifierOf(module.reference, site, target),
    names: [...module.names.values()].toSorted((a, b) => compareText(a.name, b.name)),
  }));
  rows.sort(
    (a, b) =>
      Number(a.specifier.startsWith(".")) - Number(b.specifier.startsWith(".")) ||
      compareText(a.specifier, b.specifier),
  );
  return lines(
    rows.map(({ specifier, names }) => {
      const isTypeOnly = names.every((name) => name.isTypeOnly);
      const list = specifiers(names.map((name) => printSpecifier(name, !isTypeOnly)));
      const keyword = isTypeOnly ? code`import type` : code`import`;
      return code`${keyword} ${list} from ${stringLiteral(specifier)};`;
    }),
  );
}

function printSpecifier({ name, local, isTypeOnly }: ImportedName, isMixed: boolean): Printable {
  const renamed = name === local ? nothing : code` as ${makeIdentifier(local)}`;
  const specifier = code`${makeText(name)}${renamed}`;
  return isMixed && isTypeOnly ? makeTypeOnly(code`type ${specifier}`) : specifier;
}

function specifierOf(reference: ModuleReference, site: ImportSite, target: Target): string {
  if (reference.kind === "package") return reference.specifier;
  // A JavaScript or declaration file has no .ts file beside it.
  const extension = site.importExtension === "ts" && target !== "ts" ? "js" : site.importExtension;
  const place = (path: string): string => site.placeOf?.(path, target) ?? path;
  const path = relativePath(place(site.path), place(reference.path));
  return extension === "none" ? path : `${path}.${extension}`;
}

/** The way from one module to another, `./` or `../` first. */
export function relativePath(from: string, to: string): string {
  const fromParts = from.split("/").slice(0, -1);
  const toParts = to.split("/");
  let shared = 0;
  while (shared < fromParts.length && shared < toParts.length - 1) {
    if (fromParts[shared] !== toParts[shared]) break;
    shared++;
  }
  const up = "../".repeat(fromParts.length - shared);
  return `${up === "" ? "./" : up}${toParts.slice(shared).join("/")}`;
}

/** Code unit order: the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
