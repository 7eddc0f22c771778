/**
 * What is kept of each IDL file between builds. A unit stands for a file's text together with all that it can see, so
 * what was made from it stays right for as long as the next build asks for the same unit.
 */
import type { DeclarationFile } from "../declarations/emit-declarations.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { EmittedFile } from "../emitters/index.js";
import type { LoadedDocument } from "../ir/load.js";
import type { DocumentNode } from "../parser/ast.js";

export interface Unit {
  readonly node: DocumentNode;
  readonly modulePath: string;
  readonly isMain: boolean;
  /** In declared order; undefined where a file could not be loaded. */
  readonly includes: readonly (Unit | undefined)[];
  /** Undefined until a build without errors has made them. */
  made: MadeUnit | undefined;
}

/** What one file gave. */
export interface MadeUnit {
  readonly outputs: readonly EmittedFile[];
  readonly declarations: readonly DeclarationFile[];
  /** Of linking, checking and emitting; those of parsing belong to the text. */
  readonly warnings: readonly Diagnostic[];
}

/** Includes without cycles, as a build without errors has them; a cycle ends at the unit where it closes. */
export function makeUnits(
  documents: readonly LoadedDocument[],
  /** By the path that messages show. */
  before: ReadonlyMap<string, Unit>,
): Map<LoadedDocument, Unit> {
  const units = new Map<LoadedDocument, Unit>();
  const open = new Set<LoadedDocument>();
  // Recursion is as deep as includes may be (limits.includeDepth).
  const makeUnit = (document: LoadedDocument): Unit => {
    const known = units.get(document);
    if (known !== undefined) return known;
    open.add(document);
    const includes = document.includes.map(({ document: included }) =>
      included === undefined || open.has(included) ? undefined : makeUnit(included),
    );
    open.delete(document);
    const { node, modulePath, isMain } = document;
    const old = before.get(document.source.path);
    const unit: Unit = { node, modulePath, isMain, includes, made: undefined };
    const kept = old !== undefined && isSameUnit(old, unit) ? old : unit;
    units.set(document, kept);
    return kept;
  };
  documents.forEach(makeUnit);
  return units;
}

function isSameUnit(a: Unit, b: Unit): boolean {
  return (
    a.node === b.node &&
    a.modulePath === b.modulePath &&
    a.isMain === b.isMain &&
    a.includes.length === b.includes.length &&
    a.includes.every((include, index) => include === b.includes[index])
  );
}

/** The documents that some of them need, themselves included, in the order of all. */
export function selectClosure(
  documents: readonly LoadedDocument[],
  isRoot: (document: LoadedDocument) => boolean,
): readonly LoadedDocument[] {
  const reached = new Set<LoadedDocument>();
  const pending = documents.filter(isRoot);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const { document } of next.includes) if (document !== undefined) pending.push(document);
  }
  return documents.filter((document) => reached.has(document));
}
