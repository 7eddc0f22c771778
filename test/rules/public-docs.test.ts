/** Everything public is documented: what the API and the runtime export, in the sources and in the READMEs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";

const readmes = {
  "src/index.ts": "README.md",
  "packages/runtime/src/index.ts": "packages/runtime/README.md",
} as const;

const entryPoints = ["src/index.ts", "packages/runtime/src/index.ts"] as const;

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

/** A module that is exported as a whole stands for what it exports. */
function unfold(symbol: ts.Symbol): readonly ts.Symbol[] {
  const target = resolveAlias(symbol);
  if ((target.flags & ts.SymbolFlags.ValueModule) === 0) return [target];
  return checker.getExportsOfModule(target).map(resolveAlias);
}

/** Methods and properties that are declared in an exported interface or class of ours. */
function listMembers(symbol: ts.Symbol): readonly ts.Symbol[] {
  const isShape = symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class);
  if (isShape === 0) return [];
  return [...(symbol.members?.values() ?? [])].filter(
    (member) =>
      (member.declarations ?? []).some(isPublicMember) &&
      member.getJsDocTags(checker).every((tag) => tag.name !== "internal"),
  );
}

function isPublicMember(declaration: ts.Declaration): boolean {
  const isMember =
    ts.isPropertySignature(declaration) ||
    ts.isMethodSignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isMethodDeclaration(declaration) ||
    ts.isGetAccessor(declaration);
  if (!isMember || !ts.isIdentifier(declaration.name)) return false;
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) === 0;
}

/** Names that tell kinds apart are explained by the type that has them. */
function isKind(member: ts.Symbol): boolean {
  return (member.declarations ?? []).some(
    (declaration) =>
      ts.isPropertySignature(declaration) &&
      declaration.name.getText() === "kind" &&
      declaration.type !== undefined &&
      (ts.isLiteralTypeNode(declaration.type) || ts.isUnionTypeNode(declaration.type)),
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

  // The types of the IR and the syntax tree are too many: `npm run docs` has those.
  it("stands in its README, all that a program can call, and of the runtime the types too", () => {
    const readme = readFileSync(join(repositoryRoot, readmes[path]), "utf8");
    const named = new Set(readme.match(/\b\w+\b/g));
    const expected = symbols.filter(
      (symbol) =>
        path !== "src/index.ts" || (resolveAlias(symbol).flags & ts.SymbolFlags.Value) !== 0,
    );
    expect(expected.length).toBeGreaterThan(25);
    expect(expected.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });

  it("documents each member of its interfaces and classes", () => {
    const members = symbols
      .flatMap(unfold)
      .flatMap((symbol) => listMembers(symbol).map((member) => ({ symbol, member })));
    expect(members.length).toBeGreaterThan(40);
    const bare = members.filter(
      ({ member }) => member.getDocumentationComment(checker).length === 0 && !isKind(member),
    );
    expect(bare.map(({ symbol, member }) => `${symbol.name}.${member.name}`)).toEqual([]);
  });
});
