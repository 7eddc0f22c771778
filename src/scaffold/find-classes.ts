/** The classes of a user's file that handle a service, wherever in the file they stand. */
import type { ts } from "ts-morph";
import { listImports, type FileImport } from "./file-imports.js";
import type { HandlerProgram } from "./handler-program.js";

/** What a class is known by. */
export interface WantedClass {
  /** The exported name of the generated interface. */
  readonly service: string;
  /** The output path of its module, such as `shared/user.service`. */
  readonly modulePath: string;
  /** The name that a new class would have. */
  readonly className: string;
}

export interface FoundClasses {
  readonly classes: readonly ts.ClassLikeDeclaration[];
  /** The specifier by which the file imports the interface; undefined where it does not. */
  readonly specifier: string | undefined;
}

/**
 * Those that implement what the file imports from the service's module; else those that implement something with the
 * service's name; else those with the name that we give. `declare class` has no bodies and does not count.
 */
export function findClasses(program: HandlerProgram, wanted: WantedClass): FoundClasses {
  const classes = listClasses(program);
  const imports = listImports(program);
  const claims = classes.flatMap((node) =>
    listImplemented(node, program.ts).flatMap((expression) => {
      const claim = findClaim(expression, imports, wanted, program.ts);
      return claim === undefined ? [] : [{ node, ...claim }];
    }),
  );
  const sure = claims.filter((claim) => claim.isSure);
  const chosen = sure.length > 0 ? sure : claims;
  const named = classes.filter((node) => node.name?.text === wanted.className);
  return {
    classes: chosen.length > 0 ? [...new Set(chosen.map((claim) => claim.node))] : named,
    specifier: chosen.find((claim) => claim.specifier !== undefined)?.specifier,
  };
}

function listClasses({ ts, syntax }: HandlerProgram): ts.ClassLikeDeclaration[] {
  const found: ts.ClassLikeDeclaration[] = [];
  const pending: ts.Node[] = [syntax];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (ts.isClassLike(node) && !isAmbient(node, ts)) found.push(node);
    ts.forEachChild(node, (child) => {
      pending.push(child);
    });
  }
  return found.toSorted((a, b) => a.pos - b.pos);
}

function isAmbient(node: ts.ClassLikeDeclaration, ts: HandlerProgram["ts"]): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Ambient) !== 0;
}

function listImplemented(
  node: ts.ClassLikeDeclaration,
  ts: HandlerProgram["ts"],
): readonly ts.Expression[] {
  const clauses = node.heritageClauses ?? [];
  return clauses
    .filter((clause) => clause.token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap((clause) => clause.types.map((type) => type.expression));
}

interface Claim {
  /** The name comes from a module that is called as the service's. */
  readonly isSure: boolean;
  readonly specifier: string | undefined;
}

/** `Users`, `Renamed` for `{ Users as Renamed }`, or `api.Users` for `* as api`. */
function findClaim(
  expression: ts.Expression,
  imports: readonly FileImport[],
  wanted: WantedClass,
  ts: HandlerProgram["ts"],
): Claim | undefined {
  const isDotted = ts.isPropertyAccessExpression(expression);
  const head = isDotted ? expression.expression : expression;
  if (!ts.isIdentifier(head)) return undefined;
  const imported = imports.find(({ local, imported: name }) => {
    return local === head.text && (name === "*") === isDotted;
  });
  const name = isDotted ? expression.name.text : (imported?.imported ?? head.text);
  if (name !== wanted.service) return undefined;
  const specifier = imported?.specifier;
  return { isSure: specifier !== undefined && isNamedAs(specifier, wanted.modulePath), specifier };
}

/** `@gen/user.service.js` ends in the name of `shared/user.service`. */
function isNamedAs(specifier: string, modulePath: string): boolean {
  const file = specifier.slice(specifier.lastIndexOf("/") + 1);
  const name = modulePath.slice(modulePath.lastIndexOf("/") + 1);
  return file === name || file.startsWith(`${name}.`);
}
