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
 * const Color$values = { RED: 0, GREEN: 1 } as const;
 * export const Color: typeof Color$values = Object.freeze(Color$values);
 * export type Color = (typeof Color)[keyof typeof Color] | UnrecognizedEnum;
 * ```
 *
 * Two constants, so that the type can be told from this file alone (isolatedDeclarations) and stands once.
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
  const values = context.declaredInternal(def, "values");
  const doc = { text: def.doc, deprecated: def.deprecated };
  writer.add(
    constantDeclaration({
      name: values,
      value: code`${objectLiteralLines(members)}${typeOnly` as const`}`,
    }),
  );
  writer.add(
    constantDeclaration({
      name,
      exported: true,
      type: code`typeof ${values}`,
      ambientType: objectType(signatures),
      value: pure(call(property(globalRef("Object"), "freeze"), [values])),
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
