/** Everything public is documented: what the API and the runtime export. */
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";

const entryPoints = ["src/index.ts", "packages/runtime/src/index.ts"];

const program = ts.createProgram(
  entryPoints.map((path) => join(repositoryRoot, path)),
  {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    noEmit: true,
  },
);
const checker = program.getTypeChecker();

function listExports(path: string): ts.Symbol[] {
  const file = program.getSourceFile(join(repositoryRoot, path));
  const module = file && checker.getSymbolAtLocation(file);
  return module === undefined ? [] : checker.getExportsOfModule(module);
}

function resolveAlias(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * A list of words needs no words of its own: `type Target = "ts" | "js"`. A module that is exported as a whole is explained at
 * the top of its file.
 */
function explainsItself(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (declaration) =>
      (ts.isTypeAliasDeclaration(declaration) && ts.isUnionTypeNode(declaration.type)) ||
      (ts.isSourceFile(declaration) && declaration.text.startsWith("/**\n")),
  );
}

describe.each(entryPoints)("%s", (path) => {
  const symbols = listExports(path);

  it("exports something", () => {
    expect(symbols.length).toBeGreaterThan(5);
  });

  it("documents each export", () => {
    const bare = symbols.filter((symbol) => {
      const target = resolveAlias(symbol);
      return target.getDocumentationComment(checker).length === 0 && !explainsItself(target);
    });
    expect(bare.map((symbol) => symbol.name)).toEqual([]);
  });
});
