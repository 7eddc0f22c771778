/** The imports of the repository's own sources, as the repository's rules look at them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { repositoryRoot } from "./shared.js";

export interface ImportEdge {
  /** The importing file, relative to the repository, `/` between the parts. */
  readonly from: string;
  readonly line: number;
  /** The module as written. */
  readonly specifier: string;
  /** The imported file relative to the repository; undefined for packages. */
  readonly target: string | undefined;
  /** `types` vanish when compiled; `dynamic` ones load later. */
  readonly kind: "types" | "value" | "dynamic";
}

export interface ParsedSource {
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
}

/** All TypeScript sources below the given directories, and `cli.ts`. */
export function readSources(directories: readonly string[]): ParsedSource[] {
  const paths = directories.flatMap((directory) =>
    readdirSync(join(repositoryRoot, directory), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => `${directory}/${path.replaceAll("\\", "/")}`),
  );
  return [...paths, "cli.ts"].toSorted().map((path) => {
    const text = readFileSync(join(repositoryRoot, path), "utf8");
    return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
  });
}

export function findImports({ path, syntax }: ParsedSource): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, kind: ImportEdge["kind"]): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const { line } = syntax.getLineAndCharacterOfPosition(node.getStart());
    const target = resolveTarget(path, specifier.text);
    edges.push({ from: path, line: line + 1, specifier: specifier.text, target, kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isTypeImport(node.importClause) ? "types" : "value");
    } else if (ts.isExportDeclaration(node)) {
      const names = node.exportClause;
      const isTypes =
        node.isTypeOnly ||
        (names !== undefined &&
          ts.isNamedExports(names) &&
          names.elements.every((element) => element.isTypeOnly));
      add(node, node.moduleSpecifier, isTypes ? "types" : "value");
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, "types");
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], "dynamic");
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return edges;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every((element) => element.isTypeOnly)
  );
}

function resolveTarget(from: string, specifier: string): string | undefined {
  // One of two modules with the same exports, chosen by the runtime's package.json.
  if (specifier === "#text") return "packages/runtime/src/text-node.ts";
  if (specifier === "#wide") return "packages/runtime/src/wide/open-node.ts";
  if (specifier === "#native") return "packages/runtime/src/list/native-node.ts";
  if (!specifier.startsWith(".")) return undefined;
  const absolute = resolve(repositoryRoot, dirname(from), specifier.replace(/\.js$/, ".ts"));
  return relative(repositoryRoot, absolute).replaceAll("\\", "/");
}
