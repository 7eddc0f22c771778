/**
 * The names of the generated code. Each IDL file has one table for all of its modules, and a name depends on that file
 * alone, so that other files can refer to it before its modules exist.
 *
 * Three forms cannot meet, as no IDL name holds a `$`: definitions have the IDL's name, with `$` behind it after a
 * clash (`User`, `User$`); internals have `$` and a word behind a definition's name (`User$write`); imports and locals
 * have `$` and a number.
 */
import type { CompilerOptions } from "../options.js";
import {
  resolveType,
  type Definition,
  type FieldDef,
  type FileDef,
  type FunctionDef,
  type ServiceDef,
  type StructDef,
} from "../ir/definitions.js";
import { isBindingName } from "./print/index.js";

export interface Names {
  /** The exported name of a definition. */
  definition(definition: Definition): string;
  /** The exported name of the view of a struct, in its view module. */
  view(struct: StructDef): string;
  /** A name for something that belongs to a definition, such as `User$write`; exported or not. */
  internal(definition: Definition, role: string): string;
  /** The property of a field. */
  field(struct: StructDef, field: FieldDef): string;
  /** The method of a function. */
  method(service: ServiceDef, method: FunctionDef): string;
  /** The name that `--naming` gives an argument; the caller makes it a parameter that does not clash. */
  argument(argument: FieldDef): string;
  /** What the modules of a file declare: types, enums and constants, services, or views and their internals. */
  declared(file: FileDef, kind: ModuleKind): ReadonlySet<string>;
}

/** `main`: types, constants and codec; `service`: service interfaces; `view`: views of structs. */
export type ModuleKind = "main" | "service" | "view";

export function createNames(options: Pick<CompilerOptions, "naming">): Names {
  const rename = options.naming === "camel" ? toCamelCase : (name: string): string => name;
  const tables = memoize(nameDefinitions);
  const fields = memoize((struct: StructDef) => {
    const reserved = struct.flavor === "exception" ? errorMembers : noNames;
    return nameMembers(struct.fields, rename, (name) => reserved.has(name));
  });
  const methods = createMethodNames(rename);
  const definition = (def: Definition): string => tables(def.file).names.get(def) ?? def.name;
  return {
    definition,
    view: (struct) => viewName(definition(struct)),
    internal: (def, role) => `${definition(def)}$${role}`,
    field: (struct, field) => fields(struct).get(field) ?? field.name,
    method: (service, method) => methods(service).get(method) ?? method.name,
    argument: (argument) => rename(argument.name),
    declared: (file, kind) => tables(file)[kind],
  };
}

/**
 * A method may not have the name of an inherited one. Chains of services can be long: they are looped over, and looked
 * through only for names that some service has.
 */
function createMethodNames(
  rename: (name: string) => string,
): (service: ServiceDef) => ReadonlyMap<FunctionDef, string> {
  const tables = new Map<ServiceDef, { names: Map<FunctionDef, string>; taken: Set<string> }>();
  const known = new Set<string>();
  const isInherited = (service: ServiceDef, name: string): boolean => {
    if (!known.has(name)) return false;
    for (let parent = service.extends; parent !== undefined; parent = parent.extends) {
      if (tables.get(parent)?.taken.has(name) === true) return true;
    }
    return false;
  };
  return (service) => {
    const unnamed: ServiceDef[] = [];
    for (let next: ServiceDef | undefined = service; next !== undefined; next = next.extends) {
      if (tables.has(next)) break;
      unnamed.push(next);
    }
    for (const next of unnamed.toReversed()) {
      const names = nameMembers(next.functions, rename, (name) => isInherited(next, name));
      tables.set(next, { names, taken: new Set(names.values()) });
      for (const name of names.values()) known.add(name);
    }
    return tables.get(service)?.names ?? new Map();
  };
}

interface DefinitionTable {
  readonly names: ReadonlyMap<Definition, string>;
  readonly main: ReadonlySet<string>;
  readonly service: ReadonlySet<string>;
  readonly view: ReadonlySet<string>;
}

/** Internals that view modules declare. */
const viewRoles = ["skip", "run", "kind"] as const;

const noNames: ReadonlySet<string> = new Set();

/** Who keeps the plain name when several definitions of a file have the same. */
const precedence = { struct: 0, typedef: 0, enum: 1, const: 2, service: 3 } as const;

function nameDefinitions(file: FileDef): DefinitionTable {
  const names = new Map<Definition, string>();
  const taken = { main: new Set<string>(), service: new Set<string>() };
  const ordered = file.definitions.toSorted((a, b) => precedence[a.kind] - precedence[b.kind]);
  for (const definition of ordered) {
    let name = definition.name.replace(/[^A-Za-z0-9_]/g, "_");
    const isFree = (candidate: string): boolean =>
      isBindingName(candidate) && !taken.main.has(candidate) && !taken.service.has(candidate);
    while (!isFree(name) || (name === "then" && isClass(definition))) name += "$";
    taken[definition.kind === "service" ? "service" : "main"].add(name);
    names.set(definition, name);
  }
  const structs = file.definitions.filter((definition) => definition.kind === "struct");
  // View modules import internals of their own structs, so these are no more taken than those of others.
  const view = new Set(
    structs.flatMap((struct) => {
      const name = names.get(struct) ?? struct.name;
      return [viewName(name), ...viewRoles.map((role) => `${name}$${role}`)];
    }),
  );
  return { names, ...taken, view };
}

/** As no two structs have one name, no two views have. */
function viewName(name: string): string {
  return `${name}View`;
}

/** `import()` takes a module that exports a function called `then` for a promise and calls it; a class is a function. */
function isClass(definition: Definition): boolean {
  if (definition.kind === "struct") return definition.flavor === "exception";
  if (definition.kind !== "typedef") return false;
  const target = resolveType(definition.type);
  return target.kind === "struct" && target.def.flavor === "exception";
}

/**
 * Members of Error, and of every object, that a field of an exception may not hide: `constructor` is no legal class
 * field, `__proto__` would replace the class, and an Error whose `message` or `toString` is something else cannot be shown.
 */
const errorMembers: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "name",
  "message",
  "stack",
  "cause",
]);

/** Members whose name stays as it is come first; the others follow in declared order, with `$` where that is taken. */
function nameMembers<M extends { readonly name: string }>(
  members: readonly M[],
  rename: (name: string) => string,
  isReserved: (name: string) => boolean,
): Map<M, string> {
  const names = new Map<M, string>();
  const taken = new Set<string>();
  const keepsName = (member: M): boolean => rename(member.name) === member.name;
  const kept = members.filter(keepsName);
  const renamed = members.filter((member) => !keepsName(member));
  for (const member of [...kept, ...renamed]) {
    let name = rename(member.name);
    while (taken.has(name) || isReserved(name)) name += "$";
    taken.add(name);
    names.set(member, name);
  }
  return names;
}

/** `user_id`, `UserId` and `USER_ID` become `userId`; underscores at either end stay. */
export function toCamelCase(name: string): string {
  const [, head = "", middle = "", tail = ""] = /^(_*)(.*?)(_*)$/s.exec(name) ?? [];
  const words = middle.split(/_+/).filter((word) => word !== "");
  const isUpper = !/[a-z]/.test(middle);
  const camel = words.map((word, index) => {
    const base = isUpper ? word.toLowerCase() : word;
    const first = base.charAt(0);
    return (index === 0 ? first.toLowerCase() : first.toUpperCase()) + base.slice(1);
  });
  return head + camel.join("") + tail;
}

/** Remembers results for as long as the function lives. */
export function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}
