import type { ConstDef } from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import { constantDeclaration, type ModuleWriter } from "../print/index.js";
import { emitConstantType } from "./type-expressions.js";
import { emitFrozenValue } from "./values.js";

/** `export const LIMITS: readonly number[] = Object.freeze([1, 2]);`. */
export function emitConstant(writer: ModuleWriter, def: ConstDef, context: EmitContext): void {
  const type = emitConstantType(writer, def.type, context);
  const value = emitFrozenValue(writer, def.value, def.type, context);
  writer.add(
    constantDeclaration({
      name: context.declared(def),
      exported: true,
      type,
      value,
      doc: { text: def.doc, deprecated: def.deprecated },
    }),
  );
}
