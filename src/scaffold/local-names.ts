/** The names by which a file calls what the generated modules export, with the imports that are missing. */
import type { FragmentNames } from "../emitters/print/fragment.js";
import type { ImportedModule, ImportedName } from "../emitters/print/imports.js";
import { isBindingName } from "../emitters/print/index.js";
import type { SpecifierOf } from "./specifiers.js";

/** What can be seen from one place of the file. */
export interface NameView {
  /** The text by which an import that is there already gives the name. */
  readonly find: (specifier: string, name: string) => string | undefined;
  readonly isGlobal: (name: string) => boolean;
}

export interface LocalNames {
  readonly at: (view: NameView) => FragmentNames;
  /** The imports that the fragments printed so far need. */
  readonly missing: () => readonly ImportedModule[];
}

/** Globals that the generated types and bodies are made of: an import must not hide them. */
const globals: ReadonlySet<string> = new Set(
  (
    "Error Map Promise Set " +
    "BigInt64Array Float64Array Int8Array Int16Array Int32Array Uint8Array"
  ).split(" "),
);

/** New imports take no name of `used`, so that they mean the same everywhere in the file. */
export function createLocalNames(specifierOf: SpecifierOf, used: ReadonlySet<string>): LocalNames {
  const modules = new Map<string, ImportedModule>();
  const taken = new Set(used);
  const isFree = (name: string): boolean =>
    isBindingName(name) && !taken.has(name) && !globals.has(name);
  const importName = (specifier: string, name: string): string => {
    const reference = { kind: "package", specifier } as const;
    const imported = modules.get(specifier) ?? {
      reference,
      names: new Map<string, ImportedName>(),
    };
    modules.set(specifier, imported);
    const known = imported.names.get(name);
    if (known !== undefined) return known.local;
    let local = name;
    for (let counter = 1; !isFree(local); counter++) local = `${name}$${counter}`;
    taken.add(local);
    imported.names.set(name, { name, local, isTypeOnly: true });
    return local;
  };
  return {
    missing: () => [...modules.values()],
    at: ({ find, isGlobal }) => ({
      isGlobal,
      resolve(reference, name) {
        const specifier =
          reference.kind === "module" ? specifierOf(reference.path) : reference.specifier;
        return find(specifier, name) ?? importName(specifier, name);
      },
    }),
  };
}
