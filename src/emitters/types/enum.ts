import type { EnumDef } from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import {
  call,
  code,
  constantDeclaration,
  declaredName,
  documented,
  entry,
  globalRef,
  objectLiteralLines,
  objectType,
  property,
  propertyKey,
  propertySignature,
  pure,
  typeAlias,
  typeOnly,
  unionType,
  type ModuleWriter,
} from "../print/index.js";

/**
 * ```ts
 * export const Color = Object.freeze({ RED: 0, GREEN: 1 } as const);
 * export type Color = (typeof Color)[keyof typeof Color] | UnrecognizedEnum;
 * ```
 */
export function emitEnum(writer: ModuleWriter, def: EnumDef, context: EmitContext): void {
  const name = context.declared(def);
  const members = def.members.map((member) =>
    context.located(
      member.nameSpan,
      documented(
        { text: member.doc, deprecated: member.deprecated },
        entry(declaredName(propertyKey(member.name)), code`${member.value}`),
      ),
    ),
  );
  const signatures = def.members.map((member) =>
    propertySignature({
      key: propertyKey(member.name),
      type: code`${member.value}`,
      isReadonly: true,
      doc: { text: member.doc, deprecated: member.deprecated },
      origin: member.nameSpan,
    }),
  );
  const object = code`${objectLiteralLines(members)}${typeOnly` as const`}`;
  const doc = { text: def.doc, deprecated: def.deprecated };
  writer.add(
    constantDeclaration({
      name,
      exported: true,
      value: pure(call(property(globalRef("Object"), "freeze"), [object])),
      inferredType: objectType(signatures),
      doc,
    }),
  );
  writer.add(
    typeAlias({
      name,
      exported: true,
      type: unionType([
        code`(typeof ${name})[keyof typeof ${name}]`,
        context.runtime("UnrecognizedEnum"),
      ]),
      doc,
    }),
  );
}
