/** Every member of what the API exports is documented. */
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";

const entryPoint = join(repositoryRoot, "src/index.ts");

const program = ts.createProgram([entryPoint], {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  noEmit: true,
});
const checker = program.getTypeChecker();

function listExports(): readonly ts.Symbol[] {
  const file = program.getSourceFile(entryPoint);
  const module = file && checker.getSymbolAtLocation(file);
  const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
  return symbols.flatMap((symbol) => {
    const target = resolveAlias(symbol);
    return target.flags & ts.SymbolFlags.ValueModule
      ? [target, ...checker.getExportsOfModule(target).map(resolveAlias)]
      : [target];
  });
}

function resolveAlias(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
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
function explainsItself(member: ts.Symbol): boolean {
  return (member.declarations ?? []).some(
    (declaration) =>
      ts.isPropertySignature(declaration) &&
      declaration.name.getText() === "kind" &&
      declaration.type !== undefined &&
      (ts.isLiteralTypeNode(declaration.type) || ts.isUnionTypeNode(declaration.type)),
  );
}

it("every member of an exported interface or class is documented", () => {
  const symbols = listExports();
  const members = symbols.flatMap((symbol) =>
    listMembers(symbol).map((member) => ({ symbol, member })),
  );
  expect(members.length).toBeGreaterThan(200);
  const bare = members.filter(
    ({ member }) => member.getDocumentationComment(checker).length === 0 && !explainsItself(member),
  );
  expect(bare.map(({ symbol, member }) => `${symbol.name}.${member.name}`)).toEqual([]);
});
