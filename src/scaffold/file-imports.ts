/** What a user's file imports, and by which names it reaches what the generated modules export. */
import type { ts } from "ts-morph";
import type { HandlerProgram } from "./handler-program.js";

/** `import { imported as local } from "specifier"`, or `* as local`. */
export interface FileImport {
  readonly specifier: string;
  /** `*` for the whole module. */
  readonly imported: string;
  readonly local: string;
  /** What declares the local name. */
  readonly node: ts.Node;
}

/** All named and namespace imports at the top of the file. */
export function listImports({ ts, syntax }: HandlerProgram): readonly FileImport[] {
  return syntax.statements.flatMap((statement): FileImport[] => {
    if (!ts.isImportDeclaration(statement)) return [];
    if (!ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const specifier = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) return [];
    if (ts.isNamespaceImport(bindings)) {
      return [{ specifier, imported: "*", local: bindings.name.text, node: bindings }];
    }
    return bindings.elements.map((element) => ({
      specifier,
      imported: (element.propertyName ?? element.name).text,
      local: element.name.text,
      node: element,
    }));
  });
}

/** Every name that the file declares or refers to, but for those behind a dot or at the head of a member. */
export function listUsedNames({ ts, syntax }: HandlerProgram): ReadonlySet<string> {
  const names = new Set<string>();
  // Own stack: expressions nest as deeply as people, or programs, write them.
  const pending: ts.Node[] = [syntax];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (ts.isIdentifier(node) && !isMemberName(node, ts)) names.add(node.text);
    ts.forEachChild(node, (child) => {
      pending.push(child);
    });
  }
  return names;
}

function isMemberName(node: ts.Identifier, ts: HandlerProgram["ts"]): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isImportSpecifier(parent)) return parent.propertyName === node;
  return (
    (ts.isClassElement(parent) ||
      ts.isTypeElement(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isEnumMember(parent)) &&
    parent.name === node
  );
}

/** `../gen/user.js` and `../gen/./user` are the same module. */
export function isSameModule(first: string, second: string): boolean {
  return normalizeSpecifier(first) === normalizeSpecifier(second);
}

function normalizeSpecifier(specifier: string): string {
  const [head = "", ...rest] = specifier.replace(/\.(?:[cm]?[jt]s|thrift)$/, "").split("/");
  return [head, ...rest.filter((part) => part !== "." && part !== "")].join("/");
}
