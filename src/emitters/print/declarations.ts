/**
 * Declarations, each written once for the three targets: `ts` has types and bodies, `js` drops types, `dts` drops
 * bodies and what is not exported. Nothing outside this folder asks for the target.
 */
import type { Span } from "../../source.js";
import { code, declaredName, join, lines, located, typeOnly } from "./code.js";
import { documented, type DocComment } from "./comments.js";
import {
  makeSequence,
  makeTargeted,
  makeTypeOnly,
  nothing,
  type Identifier,
  type Printable,
} from "./doc.js";
import { parenthesized } from "./groups.js";
import { parameterName } from "./unused.js";

interface Declared {
  readonly name: Identifier;
  readonly exported?: boolean;
  readonly doc?: DocComment | undefined;
}

export interface Parameter {
  /** From `scope.name`, so that it clashes with nothing. */
  readonly name: Identifier;
  /** Dropped in JavaScript. */
  readonly type: Printable;
  /** With a question mark. */
  readonly optional?: boolean;
  /** Makes the parameter optional in the declaration; undefined takes it where others follow that must be given. */
  readonly defaultValue?: Printable;
  /** A body that does not print it gets one that TypeScript lets be unused. */
  readonly isOnlyMaybeUsed?: boolean;
}

export interface FunctionDeclaration extends Declared {
  readonly parameters: readonly Parameter[];
  readonly returns?: Printable;
  readonly body: Printable;
}

/** `export function name(a: A, b?: B): R { ... }`. */
export function functionDeclaration(declaration: FunctionDeclaration): Printable {
  const { name, exported = false, parameters, returns, body, doc } = declaration;
  const result = returns === undefined ? nothing : typeOnly`: ${returns}`;
  const used = parameters.map((parameter) =>
    parameter.isOnlyMaybeUsed === true
      ? { ...parameter, name: parameterName(parameter.name, body) }
      : parameter,
  );
  const signature = code`function ${declaredName(name)}${parameterList(used)}${result}`;
  const ambient = code`export declare function ${declaredName(name)}${ambientParameters(parameters)}${result};`;
  const full = code`${exportKeyword(exported)}${signature} ${block(body)}`;
  return makeTargeted({
    ts: documented(doc, full),
    js: documented(doc, full),
    dts: exported ? documented(doc, ambient) : nothing,
  });
}

export interface ConstantDeclaration extends Declared {
  /** Where it is absent, TypeScript infers it from the value. */
  readonly type?: Printable;
  /** The type in declaration files, where `type` is absent or speaks of what they do not have. */
  readonly ambientType?: Printable;
  readonly value: Printable;
}

/** `export const name: T = value;`. */
export function constantDeclaration(declaration: ConstantDeclaration): Printable {
  const { name, exported = false, type, ambientType = type, value, doc } = declaration;
  const annotation = type === undefined ? nothing : typeOnly`: ${type}`;
  const full = documented(
    doc,
    code`${exportKeyword(exported)}const ${declaredName(name)}${annotation} = ${value};`,
  );
  if (exported && ambientType === undefined) throw new Error("An exported constant needs a type.");
  const ambient =
    exported && ambientType !== undefined
      ? documented(
          doc,
          code`export declare const ${declaredName(name)}${typeOnly`: ${ambientType}`};`,
        )
      : nothing;
  return makeTargeted({ ts: full, js: full, dts: ambient });
}

export interface TypeAliasDeclaration extends Declared {
  /** Such as `<T>`. */
  readonly typeParameters?: Printable;
  readonly type: Printable;
  /** Serves function bodies only, so declaration files do without it. */
  readonly isLocal?: boolean;
}

/** `export type Name<T> = ...;`. */
export function typeAlias(declaration: TypeAliasDeclaration): Printable {
  const { name, exported = false, typeParameters = nothing, type, doc } = declaration;
  const alias = code`${exportKeyword(exported)}type ${declaredName(name)}${typeParameters} = ${type};`;
  const full = documented(doc, alias);
  return declaration.isLocal === true
    ? makeTargeted({ ts: full, js: nothing, dts: nothing })
    : makeTypeOnly(full);
}

export interface InterfaceDeclaration extends Declared {
  readonly extends?: readonly Printable[];
  /** `propertySignature`s and `methodSignature`s. */
  readonly members: readonly Printable[];
}

/** `export interface Name extends A { ... }`. */
export function interfaceDeclaration(declaration: InterfaceDeclaration): Printable {
  const { name, exported = false, extends: parents = [], members, doc } = declaration;
  const heritage = parents.length === 0 ? nothing : code` extends ${join(code`, `, parents)}`;
  const body = members.length === 0 ? code`{}` : block(lines(members.map(terminated)));
  return makeTypeOnly(
    documented(
      doc,
      code`${exportKeyword(exported)}interface ${declaredName(name)}${heritage} ${body}`,
    ),
  );
}

export interface NamespaceDeclaration extends Declared {
  readonly types: readonly { readonly name: Identifier; readonly type: Printable }[];
}

/** `export declare namespace Name { type Input = ...; }`: types only, so that type stripping can erase it. */
export function typeNamespace(declaration: NamespaceDeclaration): Printable {
  const { name, exported = false, types, doc } = declaration;
  const members = types.map((member) => code`type ${declaredName(member.name)} = ${member.type};`);
  return makeTypeOnly(
    documented(
      doc,
      code`${exportKeyword(exported)}declare namespace ${declaredName(name)} ${block(lines(members))}`,
    ),
  );
}

export interface ClassDeclaration extends Declared {
  readonly extends?: Printable;
  /** `classField`s, `classConstructor` and `classMethod`s. */
  readonly members: readonly Printable[];
}

/** `export class Name extends Base { ... }`. */
export function classDeclaration(declaration: ClassDeclaration): Printable {
  const { name, exported = false, extends: base, members, doc } = declaration;
  const heritage = base === undefined ? nothing : code` extends ${base}`;
  const rest = code`class ${declaredName(name)}${heritage} ${block(lines(members))}`;
  const full = documented(doc, code`${exportKeyword(exported)}${rest}`);
  const ambient = exported ? documented(doc, code`export declare ${rest}`) : nothing;
  return makeTargeted({ ts: full, js: full, dts: ambient });
}

export interface PropertySignature {
  /** Made by `propertyKey`, or a computed key. */
  readonly key: Printable;
  readonly type: Printable;
  readonly optional?: boolean;
  readonly isReadonly?: boolean;
  readonly doc?: DocComment | undefined;
  /** The name in the IDL, where the member has one of its own. */
  readonly origin?: Span | undefined;
}

/** `readonly key?: T`, without a separator. */
export function propertySignature(signature: PropertySignature): Printable {
  const { key, type, optional = false, isReadonly = false, doc, origin } = signature;
  const name = code`${isReadonly ? code`readonly ` : nothing}${declaredName(key)}`;
  return located(origin, documented(doc, code`${name}${questionMark(optional)}: ${type}`));
}

export interface MethodSignature {
  readonly key: Printable;
  readonly parameters: readonly Parameter[];
  readonly returns: Printable;
  readonly doc?: DocComment | undefined;
  /** The name in the IDL, where the member has one of its own. */
  readonly origin?: Span | undefined;
}

/** `key(a: A): R`, without a separator. */
export function methodSignature(signature: MethodSignature): Printable {
  const { key, parameters, returns, doc, origin } = signature;
  const method = code`${declaredName(key)}${ambientParameters(parameters)}: ${returns}`;
  return located(origin, documented(doc, method));
}

/** `key: (a: A) => R`, without a separator: a function that may be called alone. */
export function functionSignature(signature: MethodSignature): Printable {
  const { key, parameters, returns, doc, origin } = signature;
  const member = code`${declaredName(key)}: ${ambientParameters(parameters)} => ${returns}`;
  return located(origin, documented(doc, member));
}

/** `key: T;` in a class: a field without initializer. JavaScript output has none. */
export function classField(signature: PropertySignature): Printable {
  const { key, type, optional = false, doc, origin } = signature;
  // A computed key is evaluated when the class is, so TypeScript output uses it as a value.
  const field = code`${declaredName(key)}${typeOnly`${questionMark(optional)}: ${type}`};`;
  const full = located(origin, documented(doc, field));
  return makeTargeted({ ts: full, js: nothing, dts: makeTypeOnly(full) });
}

/** Private state of a class: `declare private key: T;`. Its constructor gives it its value. */
export interface StateDeclaration {
  readonly key: Printable;
  readonly type: Printable;
}

/**
 * Declared only: what a class field does depends on the settings that the code is compiled with, and a native one takes 2 to 3 ns
 * more for each object (Node 20).
 */
export function classState({ key, type }: StateDeclaration): Printable {
  return makeTargeted({
    ts: typeOnly`declare private ${key}: ${type};`,
    js: nothing,
    dts: code`private ${key};`,
  });
}

export interface AccessorDeclaration {
  readonly key: Printable;
  readonly type: Printable;
  readonly body: Printable;
  /** The setter, where there is one; it may take more than the getter gives (TypeScript 5.1). */
  readonly set?: { readonly parameter: Parameter; readonly body: Printable };
  readonly isOverride?: boolean;
  readonly doc?: DocComment | undefined;
  /** The name in the IDL, where the member has one of its own. */
  readonly origin?: Span | undefined;
}

/** `get key(): T { ... }` and `set key(value: U) { ... }`. */
export function classAccessor(declaration: AccessorDeclaration): Printable {
  const { key, type, body, set, isOverride = false, doc, origin } = declaration;
  const override = isOverride ? typeOnly`override ` : nothing;
  const name = declaredName(key);
  const getter = code`get ${name}()${typeOnly`: ${type}`}`;
  const setter = set === undefined ? nothing : code`set ${name}${parameterList([set.parameter])}`;
  const full = lines([
    documented(doc, code`${override}${getter} ${block(body)}`),
    set === undefined ? nothing : code`${override}${setter} ${block(set.body)}`,
  ]);
  const ambient = lines([
    documented(doc, code`${getter};`),
    set === undefined ? nothing : code`${setter};`,
  ]);
  return located(origin, makeTargeted({ ts: full, js: full, dts: ambient }));
}

export interface ConstructorDeclaration {
  readonly parameters: readonly Parameter[];
  readonly body: Printable;
  readonly doc?: DocComment | undefined;
}

export function classConstructor(declaration: ConstructorDeclaration): Printable {
  const { parameters, body, doc } = declaration;
  const full = documented(doc, code`constructor${parameterList(parameters)} ${block(body)}`);
  // A constructor has no name: editors take all of its declaration for one.
  const signature = declaredName(code`constructor${ambientParameters(parameters)};`);
  const ambient = documented(doc, signature);
  return makeTargeted({ ts: full, js: full, dts: ambient });
}

export interface MethodDeclaration {
  readonly key: Printable;
  readonly isStatic?: boolean;
  readonly isOverride?: boolean;
  readonly parameters: readonly Parameter[];
  readonly returns: Printable;
  readonly body: Printable;
  readonly doc?: DocComment | undefined;
}

/** `static key(a: A): R { ... }`. */
export function classMethod(declaration: MethodDeclaration): Printable {
  const { key, isStatic = false, isOverride = false, parameters, returns, body, doc } = declaration;
  const override = isOverride ? typeOnly`override ` : nothing;
  const head = code`${isStatic ? code`static ` : nothing}${declaredName(key)}`;
  const result = typeOnly`: ${returns}`;
  const full = documented(
    doc,
    code`${override}${head}${parameterList(parameters)}${result} ${block(body)}`,
  );
  const ambient = documented(doc, code`${head}${ambientParameters(parameters)}${result};`);
  return makeTargeted({ ts: full, js: full, dts: ambient });
}

/** `export { local as name };` for a type, a value, or both. Targets agree as the local name decides what it is. */
export function exportAlias(local: Printable, name: Identifier): Printable {
  return code`export { ${local} as ${declaredName(name)} };`;
}

/** `{`, the body indented, `}`. */
export function block(body: Printable): Printable {
  return makeSequence(["{", 2, body, 0, "}"]);
}

function exportKeyword(exported: boolean): Printable {
  return exported ? code`export ` : nothing;
}

function terminated(member: Printable): Printable {
  return code`${member};`;
}

function questionMark(optional: boolean): Printable {
  return optional ? code`?` : nothing;
}

function parameterList(parameters: readonly Parameter[]): Printable {
  const lastNeeded = findLastNeeded(parameters);
  return parenthesized(
    parameters.map(({ name, type, optional = false, defaultValue }, index) => {
      // Declarations that are made file by file (isolatedDeclarations) can't add the undefined.
      const orUndefined =
        defaultValue !== undefined && index < lastNeeded ? code` | undefined` : nothing;
      const annotated = code`${name}${typeOnly`${questionMark(optional)}: ${type}${orUndefined}`}`;
      return defaultValue === undefined ? annotated : code`${annotated} = ${defaultValue}`;
    }),
  );
}

/** A default makes a parameter optional, but before one that must be given it only lets in undefined. */
function ambientParameters(parameters: readonly Parameter[]): Printable {
  const lastNeeded = findLastNeeded(parameters);
  return parenthesized(
    parameters.map(({ name, type, optional = false, defaultValue }, index) => {
      if (defaultValue !== undefined && index < lastNeeded) {
        return code`${name}${typeOnly`: ${type} | undefined`}`;
      }
      const mark = questionMark(optional || defaultValue !== undefined);
      return code`${name}${typeOnly`${mark}: ${type}`}`;
    }),
  );
}

/** The index of the last parameter that must be given, or -1. */
function findLastNeeded(parameters: readonly Parameter[]): number {
  return parameters.findLastIndex(
    ({ optional = false, defaultValue }) => !optional && defaultValue === undefined,
  );
}
