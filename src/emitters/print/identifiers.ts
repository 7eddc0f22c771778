import {
  makeIdentifier,
  makeImport,
  makeSequence,
  makeText,
  type Identifier,
  type ImportRef,
  type ModuleReference,
  type Printable,
} from "./doc.js";
import { quoteString } from "./literals.js";

/**
 * Names that a module may not declare: reserved words of strict modules, names of built-in types, names that
 * TypeScript or CommonJS keeps for itself, and `type` and `as`, which read as syntax inside `import { }`.
 */
export const reservedNames: ReadonlySet<string> = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "implements interface let package private protected public static yield await arguments eval async " +
    "any unknown never number bigint boolean string symbol object undefined NaN Infinity globalThis " +
    "type as from of satisfies asserts infer is keyof readonly unique intrinsic declare namespace module global " +
    "abstract require exports __dirname __filename __proto__ constructor"
  ).split(" "),
);

const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export function isBindingName(name: string): boolean {
  return identifierPattern.test(name) && !reservedNames.has(name);
}

/** A name to declare or refer to. Throws where the name is unfit: names.ts makes names that are fit. */
export function ident(name: string): Identifier {
  if (!isBindingName(name)) throw new Error(`Not a name that a module may declare: ${name}`);
  return makeIdentifier(name);
}

/** The key of a property in an object literal, an interface or a class; `__proto__` is computed, which makes it a key like others. */
export function propertyKey(name: string): Printable {
  if (name === "__proto__") return makeText('["__proto__"]');
  return makeText(identifierPattern.test(name) ? name : quoteString(name));
}

/** The key of a method in an interface: `new` would be a construct signature, `constructor` looks like one. */
export function methodKey(name: string): Printable {
  const isSyntax = name === "new" || name === "constructor";
  return isSyntax ? makeText(quoteString(name)) : propertyKey(name);
}

/** `object.name`, or `object["name"]` where the name demands it. */
export function property(object: Printable, name: string): Printable {
  return makeSequence([object, accessText(name)]);
}

function accessText(name: string): string {
  const isPlain = identifierPattern.test(name) && name !== "__proto__";
  return isPlain ? `.${name}` : `[${quoteString(name)}]`;
}

/** What every object inherits: reading such a name from an object that lacks it does not give undefined. */
const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Reading the property `name` may give a member of Object.prototype; `ownProperty` does not. */
export function isInheritedName(name: string): boolean {
  return inheritedNames.has(name);
}

/** The object's own property or undefined; a plain access where no object inherits the name. */
export function ownProperty(object: Printable, name: string): Printable {
  const access = property(object, name);
  if (!inheritedNames.has(name)) return access;
  return makeSequence([
    "(globalThis.Object.prototype.hasOwnProperty.call(",
    object,
    `, ${quoteString(name)}) ? `,
    access,
    " : undefined)",
  ]);
}

/** A global, as value or type: `globalThis.Map`. A struct called Map does not hide it. */
export function globalRef(name: GlobalName): Printable {
  return makeText(`globalThis.${name}`);
}

export type GlobalName =
  | "Array"
  | "BigInt"
  | "BigInt64Array"
  | "DataView"
  | "Error"
  | "Float64Array"
  | "Infinity"
  | "Int8Array"
  | "Int16Array"
  | "Int32Array"
  | "Map"
  | "Math"
  | "NaN"
  | "Number"
  | "Object"
  | "Promise"
  | "ReadonlyMap"
  | "ReadonlySet"
  | "Set"
  | "String"
  | "Uint8Array";

/** A name that `module` exports. Printing it imports it; nothing else does. In its own module it is printed bare. */
export function importRef(module: ModuleReference, name: string): ImportRef {
  if (!identifierPattern.test(name))
    throw new Error(`Not a name that a module may export: ${name}`);
  return makeImport(module, name);
}
