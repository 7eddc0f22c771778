/** The service module of an IDL file: an interface for each service. Types only, so nothing is left at run time. */
import {
  resolveType,
  type FieldDef,
  type FileDef,
  type FunctionDef,
  type ServiceDef,
} from "../../ir/definitions.js";
import type { EmitContext, Emitter } from "../emitter.js";
import {
  code,
  globalRef,
  interfaceDeclaration,
  methodSignature,
  methodKey,
  typeArguments,
  type DocComment,
  type ModuleWriter,
  type Parameter,
  type Printable,
} from "../print/index.js";
import { emitType } from "../types/index.js";

export const serviceEmitter: Emitter = {
  name: "services",
  emit(file: FileDef, context: EmitContext): readonly ModuleWriter[] {
    const services = file.definitions.filter((definition) => definition.kind === "service");
    if (services.length === 0) return [];
    const writer = context.createModule(file, "service");
    for (const service of services) {
      writer.from(service.nameSpan, () => {
        emitService(writer, service, context);
      });
    }
    return [writer];
  },
};

/** `export interface Users extends Base { get(id: bigint): Promise<User>; }`. */
function emitService(writer: ModuleWriter, service: ServiceDef, context: EmitContext): void {
  const parent = service.extends;
  writer.add(
    interfaceDeclaration({
      name: context.declared(service),
      exported: true,
      extends: parent === undefined ? [] : [context.reference(parent)],
      members: service.functions.map((method) => printMethod(writer, service, method, context)),
      doc: { text: service.doc, deprecated: service.deprecated },
    }),
  );
}

function printMethod(
  writer: ModuleWriter,
  service: ServiceDef,
  method: FunctionDef,
  context: EmitContext,
): Printable {
  const { returnType } = method;
  const result = returnType === undefined ? code`void` : emitType(returnType, context);
  const scope = writer.scope();
  const printParameter = (argument: FieldDef): Parameter => ({
    name: scope.name(context.names.argument(argument)),
    type: emitType(argument.type, context),
  });
  return methodSignature({
    key: methodKey(context.names.method(service, method)),
    parameters: method.parameters.map(printParameter),
    returns: code`${globalRef("Promise")}${typeArguments([result])}`,
    doc: describe(method, context),
    origin: method.nameSpan,
  });
}

function describe(method: FunctionDef, context: EmitContext): DocComment {
  const throws = method.throws.flatMap(({ type, doc }) => {
    const target = resolveType(type);
    return target.kind === "struct"
      ? [{ name: context.names.definition(target.def), text: doc }]
      : [];
  });
  return { text: method.doc, deprecated: method.deprecated, throws };
}
