/** The verbs of a struct: `User.encode` and its like. */
import type { StructDef } from "../../ir/definitions.js";
import type { CompanionVerbs, EmitContext } from "../emitter.js";
import {
  call,
  classMethod,
  code,
  constantDeclaration,
  entry,
  functionSignature,
  globalRef,
  ident,
  objectLiteral,
  objectType,
  propertyKey,
  unionType,
  type ModuleWriter,
  type Parameter,
  type Printable,
} from "../print/index.js";
import { isAllOptional } from "./members.js";

interface Verb {
  readonly name: keyof CompanionVerbs;
  readonly parameters: readonly Parameter[];
  readonly returns: Printable;
}

/** The signatures of all verbs, in the order in which the companion has them. */
function listVerbs(struct: StructDef, context: EmitContext): readonly Verb[] {
  const type = context.reference(struct);
  const input = code`${type}.Input`;
  const bytes = globalRef("Uint8Array");
  const block = context.runtime("Block");
  const place = unionType([bytes, block]);
  const value = { name: ident("value"), type: input };
  const encodeOptions = {
    name: ident("options"),
    type: context.runtime("EncodeOptions"),
    optional: true,
  };
  const decodeOptions = { ...encodeOptions, type: context.runtime("DecodeOptions") };
  const target = { name: ident("target"), type: place };
  const offset = { name: ident("offset"), type: code`number` };
  const source = { name: ident("source"), type: place };
  const reader = { name: ident("reader"), type: context.runtime("Reader") };
  const given = { name: ident("input"), type: input, optional: isAllOptional(struct) };
  const pair = [
    { name: ident("a"), type: unionType([type, input]) },
    { name: ident("b"), type: unionType([type, input]) },
  ];
  return [
    { name: "encode", parameters: [value, encodeOptions], returns: bytes },
    { name: "encodePooled", parameters: [value, encodeOptions], returns: block },
    { name: "decode", parameters: [source, decodeOptions], returns: type },
    { name: "byteLength", parameters: [value, encodeOptions], returns: code`number` },
    {
      name: "fastWrite",
      parameters: [value, target, offset, encodeOptions],
      returns: code`number`,
    },
    { name: "fastRead", parameters: [reader], returns: type },
    { name: "create", parameters: [given], returns: type },
    { name: "equals", parameters: pair, returns: code`boolean` },
  ];
}

/** `export const User = { encode: User$encode, ... };`: an object literal, which bundlers drop when it is unused. */
export function emitCompanion(
  writer: ModuleWriter,
  struct: StructDef,
  verbs: CompanionVerbs,
  context: EmitContext,
): void {
  const list = listVerbs(struct, context);
  writer.add(
    constantDeclaration({
      name: context.declared(struct),
      exported: true,
      value: objectLiteral(list.map(({ name }) => entry(propertyKey(name), verbs[name]))),
      ambientType: objectType(
        list.map(({ name, parameters, returns }) =>
          functionSignature({ key: propertyKey(name), parameters, returns }),
        ),
      ),
      doc: { deprecated: struct.deprecated },
    }),
  );
}

/** The verbs as static methods of a class. */
export function listStaticVerbs(
  struct: StructDef,
  verbs: CompanionVerbs,
  context: EmitContext,
): readonly Printable[] {
  return listVerbs(struct, context).map(({ name, parameters, returns }) =>
    classMethod({
      key: propertyKey(name),
      isStatic: true,
      parameters,
      returns,
      body: code`return ${call(
        verbs[name],
        parameters.map((parameter) => parameter.name),
      )};`,
    }),
  );
}
