/** Which members a class has, its own and inherited ones, as far as they can be told without running it. */
import type { ts } from "ts-morph";
import type { HandlerProgram } from "./handler-program.js";

export interface ClassMembers {
  readonly names: ReadonlySet<string>;
  /** Why the names are not all of them; undefined where they are. */
  readonly problem: MemberProblem | undefined;
}

export interface MemberProblem {
  readonly node: ts.Node;
  readonly reason: string;
}

/** Members of instances, however they are made: methods, arrow functions, accessors, parameters of the constructor. */
export function describeMembers(
  node: ts.ClassLikeDeclaration,
  program: HandlerProgram,
): ClassMembers {
  const { ts, checker } = program;
  const symbol = checker.getTypeAtLocation(node).symbol;
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const names = checker
    .getPropertiesOfType(type)
    .filter((property) => !isLeftAbstract(property, node, ts))
    .map((property) => ts.unescapeLeadingUnderscores(property.escapedName));
  return { names: new Set(names), problem: findProblem(node, program, new Set()) };
}

/** The classes of the same file that a class extends, nearest first. */
export function listLocalBases(
  node: ts.ClassLikeDeclaration,
  { ts, checker }: HandlerProgram,
): readonly ts.Node[] {
  const bases: ts.Node[] = [];
  for (let next: ts.ClassLikeDeclaration | undefined = node; next !== undefined;) {
    const base = extendedBy(next, ts);
    const declared: ts.ClassLikeDeclaration | undefined =
      base === undefined ? undefined : declarationOf(base, checker, ts);
    // `class A extends A` is an error of theirs, but no reason to run for ever.
    if (declared === undefined || bases.includes(declared)) break;
    bases.push(declared);
    next = declared;
  }
  return bases;
}

/** An abstract method of another class has to be written still, unless this class is abstract too. */
function isLeftAbstract(
  property: ts.Symbol,
  node: ts.ClassLikeDeclaration,
  ts: HandlerProgram["ts"],
): boolean {
  const declarations = property.declarations ?? [];
  return (
    !hasModifier(node, ts.SyntaxKind.AbstractKeyword, ts) &&
    declarations.length > 0 &&
    declarations.every(
      (declaration) =>
        declaration.parent !== node && hasModifier(declaration, ts.SyntaxKind.AbstractKeyword, ts),
    )
  );
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind, ts: HandlerProgram["ts"]): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((modifier) => modifier.kind === kind) === true;
}

/** A base that was not found, or a computed name that is not a constant, here or in a base. */
function findProblem(
  node: ts.ClassLikeDeclaration,
  program: HandlerProgram,
  seen: Set<ts.Node>,
): MemberProblem | undefined {
  if (seen.has(node)) return undefined;
  seen.add(node);
  const { ts, checker } = program;
  for (const { name } of node.members) {
    if (name !== undefined && !isKnownName(name, program)) {
      return { node: name, reason: `only running it tells the name ${name.getText()}` };
    }
  }
  const merged = listMergedBases(node, program);
  const unknown = merged.find((type) => program.isAlone || isAny(type, program));
  if (unknown !== undefined) return describeUnknown(unknown);
  const base = extendedBy(node, ts);
  if (base === undefined || base.kind === ts.SyntaxKind.NullKeyword) return undefined;
  const declared = declarationOf(base, checker, ts);
  const isCertain = !program.isAlone || (ts.isIdentifier(base) && declared !== undefined);
  if (!isCertain || isAny(base, program)) return describeUnknown(base);
  const inherited = declared === undefined ? undefined : findProblem(declared, program, seen);
  if (inherited === undefined || inherited.node.getSourceFile() === node.getSourceFile()) {
    return inherited;
  }
  // Places are those of the user's own file.
  return { node: base, reason: inherited.reason };
}

function isAny(node: ts.Node, { ts, checker }: HandlerProgram): boolean {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) !== 0;
}

function describeUnknown(base: ts.Node): MemberProblem {
  return { node: base, reason: `${shorten(base.getText())}, which it extends, was not found` };
}

/** What interfaces of the class's name extend: they say that the class has more than it shows. */
function listMergedBases(
  node: ts.ClassLikeDeclaration,
  { ts, checker }: HandlerProgram,
): readonly ts.Node[] {
  const declarations = checker.getTypeAtLocation(node).symbol.declarations ?? [];
  return declarations
    .filter((declaration) => ts.isInterfaceDeclaration(declaration))
    .flatMap((declaration) => declaration.heritageClauses ?? [])
    .flatMap((clause) => [...clause.types]);
}

function extendedBy(
  node: ts.ClassLikeDeclaration,
  ts: HandlerProgram["ts"],
): ts.Expression | undefined {
  const clauses = node.heritageClauses ?? [];
  const extended = clauses.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword);
  return extended?.types[0]?.expression;
}

/** The class behind a name; undefined for mixins and other values, whose type says what they have. */
function declarationOf(
  base: ts.Expression,
  checker: ts.TypeChecker,
  ts: HandlerProgram["ts"],
): ts.ClassLikeDeclaration | undefined {
  return checker.getTypeAtLocation(base).symbol?.declarations?.find(ts.isClassLike);
}

/** Symbols are no method of a service, so it does not matter which one a name is. */
function isKnownName(name: ts.PropertyName, { ts, checker }: HandlerProgram): boolean {
  if (!ts.isComputedPropertyName(name)) return true;
  const { expression } = name;
  if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression)) return true;
  const isSymbol =
    ts.isPropertyAccessExpression(expression) && expression.expression.getText() === "Symbol";
  if (isSymbol) return true;
  const { flags } = checker.getTypeAtLocation(expression);
  const known =
    ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral | ts.TypeFlags.UniqueESSymbol;
  return (flags & known) !== 0;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
