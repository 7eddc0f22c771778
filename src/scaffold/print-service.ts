/** The texts of a service that fill the templates. */
import type { EmitContext } from "../emitters/emitter.js";
import {
  code,
  docComment,
  globalRef,
  parenthesized,
  propertyKey,
  stringLiteral,
  typeArguments,
  typeOnly,
  type DocComment,
  type ImportRef,
  type Printable,
} from "../emitters/print/index.js";
import { printFragment, type FragmentNames } from "../emitters/print/fragment.js";
import { printImports, type ImportedModule } from "../emitters/print/imports.js";
import { createScope } from "../emitters/print/scope.js";
import { emitType } from "../emitters/types/index.js";
import { resolveType, type FunctionDef, type ServiceDef } from "../ir/definitions.js";
import type { MethodView } from "./view-model.js";

/** A function that a handler has to have: its own service's or an inherited one's. */
export interface ServiceMethod {
  /** The service that declares it. */
  readonly service: ServiceDef;
  readonly method: FunctionDef;
  /** The name of the property in the generated interface. */
  readonly name: string;
}

/** Inherited functions first, in declared order. Chains of services can be long, so they are looped over. */
export function listMethods(service: ServiceDef, context: EmitContext): readonly ServiceMethod[] {
  const chain: ServiceDef[] = [];
  for (let next: ServiceDef | undefined = service; next !== undefined; next = next.extends) {
    chain.unshift(next);
  }
  return chain.flatMap((declarer) =>
    declarer.functions.map((method) => ({
      service: declarer,
      method,
      name: context.names.method(declarer, method),
    })),
  );
}

/** The generated interface of a service, as the handler's file calls it. */
export function printReference(reference: ImportRef, names: FragmentNames): string {
  return printFragment(typeOnly`${reference}`, names);
}

/** An import statement for each module. */
export function printImportLines(modules: readonly ImportedModule[]): readonly string[] {
  const site = { path: "", importExtension: "js" } as const;
  const names = { resolve: (): never => refuseName(), isGlobal: () => false };
  // One at a time: a statement may have several lines.
  return modules.map((module) => printFragment(printImports([module], site, "ts"), names));
}

function refuseName(): never {
  throw new Error("An import statement refers to no name.");
}

/** JSDoc of the service, or nothing. */
export function printServiceDoc(service: ServiceDef, names: FragmentNames): string {
  const doc = docComment({ text: service.doc, deprecated: service.deprecated });
  return printFragment(doc, names);
}

export function printMethod(
  { service, method, name }: ServiceMethod,
  context: EmitContext,
  names: FragmentNames,
): MethodView {
  // The body that is made throws an error, which no parameter may hide.
  const scope = createScope(
    (candidate) => candidate === "Error",
    () => undefined,
  );
  const parameters = method.parameters.map((argument) => ({
    name: scope.name(context.names.argument(argument)),
    type: emitType(argument.type, context),
  }));
  const result =
    method.returnType === undefined ? code`void` : emitType(method.returnType, context);
  const key = printKey(name);
  const list = parenthesized(parameters.map((one) => code`${one.name}${typeOnly`: ${one.type}`}`));
  const returns = typeOnly`${globalRef("Promise")}${typeArguments([result])}`;
  const print = (fragment: Printable): string => printFragment(fragment, names);
  return {
    doc: print(docComment(describeMethod(method, context))),
    key: print(key),
    parameters: print(list),
    names: parameters.map((parameter) => print(parameter.name)),
    returns: print(returns),
    signature: printSignature(code`${key}${list}: ${returns}`, print),
    error: print(globalRef("Error")),
    message: print(stringLiteral(`${service.name}.${method.name} is not implemented`)),
  };
}

/** Laid out as it stands in a class, behind `async` and before the brace, so that lines break where they have to. */
function printSignature(signature: Printable, print: (fragment: Printable) => string): string {
  const prefix = "//async ";
  const text = print(code`//async ${signature} {`);
  return text.slice(prefix.length, -" {".length);
}

/** `"constructor"() {}` would be the class's constructor; a computed key is a method like others. */
function printKey(name: string): Printable {
  return name === "constructor" ? code`[${stringLiteral(name)}]` : propertyKey(name);
}

function describeMethod(method: FunctionDef, context: EmitContext): DocComment {
  const throws = method.throws.flatMap(({ type, doc }) => {
    const target = resolveType(type);
    return target.kind === "struct"
      ? [{ name: context.names.definition(target.def), text: doc }]
      : [];
  });
  return { text: method.doc, deprecated: method.deprecated, throws };
}
