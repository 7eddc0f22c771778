/** One name for each container type of a module: its functions are emitted once, on demand. */
import { resolveType, type SimpleType, type Type } from "../../ir/definitions.js";
import { ident, type Identifier } from "../print/index.js";

export interface ContainerNames {
  /** Such as `$writeListAddress`; the same type has the same name. No IDL name begins with `$`. */
  name(verb: string, type: Type): Identifier;
  /** Tells types apart that need functions of their own. */
  key(type: Type): string;
}

/** Longer names of nested containers are cut; a number keeps them apart. */
const maximumNameUnits = 60;

export function createContainerNames(): ContainerNames {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  return {
    key: keyOf,
    name(verb, type) {
      const id = `${verb} ${keyOf(type)}`;
      let name = keys.get(id);
      if (name === undefined) {
        const base = `$${verb}${describe(type, shorten).slice(0, maximumNameUnits)}`;
        name = base;
        for (let counter = 1; taken.has(name); counter++) name = `${base}$${counter}`;
        taken.add(name);
        keys.set(id, name);
      }
      return ident(name);
    },
  };
}

function keyOf(type: Type): string {
  return describe(type, identify);
}

type Definition = { readonly name: string; readonly file: { readonly modulePath: string } };

/** Two files may have a definition of the same name. */
function identify(definition: Definition): string {
  return `${definition.file.modulePath}/${definition.name},`;
}

function shorten(definition: Definition): string {
  const name = definition.name.replace(/[^A-Za-z0-9_]/g, "_");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function describe(type: Type, nameOf: (definition: Definition) => string): string {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "list":
      return `${resolved.as === "typed" ? "Typed" : "List"}${describe(resolved.element, nameOf)}`;
    case "set":
      return `Set${describe(resolved.element, nameOf)}`;
    case "map":
      return `${resolved.as === "object" ? "Record" : "Map"}${describe(resolved.key, nameOf)}${describe(resolved.value, nameOf)}`;
    case "struct":
    case "enum":
      return nameOf(resolved.def);
    case "i64":
      return { bigint: "I64", number: "I64Number", string: "I64String" }[resolved.as];
    default:
      resolved satisfies SimpleType;
      return resolved.kind.charAt(0).toUpperCase() + resolved.kind.slice(1);
  }
}
