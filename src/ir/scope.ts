/** Names of one file and, through include prefixes, of the files it includes. */
import { SCALAR_TYPES } from "./basic-types.js";
import type {
  ConstDef,
  Definition,
  EnumDef,
  FileDef,
  ServiceDef,
  StructDef,
  TypedefDef,
} from "./definitions.js";
import type { LoadedDocument } from "./load.js";
import type { Mutable } from "./origins.js";
import { listPossibleNames } from "./possible-names.js";

export type TypeDef = TypedefDef | EnumDef | StructDef;

/** Types, constants and services have names of their own: a struct and a service may both be called `Calculator`. */
export interface NameTables {
  readonly types: ReadonlyMap<string, TypeDef>;
  readonly consts: ReadonlyMap<string, ConstDef>;
  readonly services: ReadonlyMap<string, ServiceDef>;
}

export type NameKind = keyof NameTables;
type Named<K extends NameKind> = NameTables[K] extends ReadonlyMap<string, infer D> ? D : never;

export function isBaseTypeName(name: string): boolean {
  return baseTypeNames.has(name);
}

const baseTypeNames: ReadonlySet<string> = new Set([
  ...Object.keys(SCALAR_TYPES),
  "i64",
  "byte",
  "slist",
]);

export class FileScope {
  readonly document: LoadedDocument;
  readonly file: Mutable<FileDef>;
  readonly tables: { [K in NameKind]: Map<string, Named<K>> };
  /** Several files may share a prefix. Undefined stands for an include that could not be loaded. */
  readonly #includes = new Map<string, (FileScope | undefined)[]>();
  /** How many dots the prefixes have: names are cut only there, whatever number of dots they have. */
  readonly #dotCounts = new Set<number>();
  /** Of a broken file, once a name is asked for. */
  #possibleNames: { readonly names: ReadonlySet<string> | undefined } | undefined;

  constructor(document: LoadedDocument, file: Mutable<FileDef>) {
    this.document = document;
    this.file = file;
    this.tables = { types: new Map(), consts: new Map(), services: new Map() };
  }

  /** The first definition of a name counts; a check reports the others. */
  declare(definition: Definition): void {
    const { types, consts, services } = this.tables;
    if (definition.kind === "const") declareIn(consts, definition);
    else if (definition.kind === "service") declareIn(services, definition);
    else declareIn(types, definition);
  }

  /** Returns the scope that the prefix stood for before. */
  include(prefix: string, scope: FileScope | undefined): FileScope | undefined {
    const scopes = this.#includes.get(prefix);
    if (scopes === undefined) this.#includes.set(prefix, [scope]);
    else scopes.push(scope);
    this.#dotCounts.add(countDots(prefix));
    return scopes?.find((other) => other !== scope);
  }

  find<K extends NameKind>(kind: K, name: string): Named<K> | undefined {
    const local = (this.tables[kind] as ReadonlyMap<string, Named<K>>).get(name);
    if (local !== undefined) return local;
    for (const { scope, rest } of this.#through(name)) {
      const found = (scope?.tables[kind] as ReadonlyMap<string, Named<K>> | undefined)?.get(rest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A name that was not found may be a victim of an earlier mistake: a lost include, or syntax errors where it would stand. */
  isExcused(name: string, line: number): boolean {
    if (this.document.isBroken && !this.#isSurelyUnknown(name, line)) return true;
    for (const { scope } of this.#through(name)) {
      if (scope === undefined || scope.document.isBroken) return true;
    }
    return false;
  }

  /**
   * Whether no text that a syntax error has swallowed can define the name. Beside a syntax error the name may be no type at all, as
   * `nullable` in `1: nullable i32 id`, and the error is about it. What has dots may come by a broken include. Names of base types
   * stand everywhere, and define nothing.
   */
  #isSurelyUnknown(name: string, line: number): boolean {
    if (this.document.brokenLines.has(line) || name.includes(".")) return false;
    if (baseTypeNames.has(name)) return true;
    this.#possibleNames ??= { names: listPossibleNames(this.document.source.text) };
    return this.#possibleNames.names?.has(name) === false;
  }

  /** Every name of a kind as this file would write it. */
  *names(kind: NameKind): Generator<string> {
    yield* this.tables[kind].keys();
    for (const [prefix, scopes] of this.#includes) {
      for (const scope of scopes) {
        for (const name of scope?.tables[kind].keys() ?? []) yield `${prefix}.${name}`;
      }
    }
  }

  /** Included scopes in which a dotted name may stand. */
  *#through(name: string): Generator<{ scope: FileScope | undefined; rest: string }> {
    for (const count of this.#dotCounts) {
      const dot = indexOfDot(name, count);
      if (dot < 0) continue;
      for (const scope of this.#includes.get(name.slice(0, dot)) ?? []) {
        yield { scope, rest: name.slice(dot + 1) };
      }
    }
  }
}

function declareIn<D extends { readonly name: string }>(
  table: Map<string, D>,
  definition: D,
): void {
  if (!table.has(definition.name)) table.set(definition.name, definition);
}

function countDots(text: string): number {
  return text.split(".").length - 1;
}

/** The place of the dot behind `skip` others, or -1. */
function indexOfDot(text: string, skip: number): number {
  let dot = text.indexOf(".");
  for (let i = 0; i < skip && dot >= 0; i++) dot = text.indexOf(".", dot + 1);
  return dot;
}
