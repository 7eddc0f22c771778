import { resolveType, type TypedefDef } from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import { exportAlias, typeAlias, type ModuleWriter } from "../print/index.js";
import { emitInput } from "./input.js";
import { emitInputType, emitType, hasInputForm } from "./type-expressions.js";

/**
 * `export type Id = bigint;`, with `Input` where encoding takes more. An alias of a struct or enum stands for its type and
 * its value, so it is exported under both names: `export { User as Account };`.
 */
export function emitTypedef(writer: ModuleWriter, def: TypedefDef, context: EmitContext): void {
  const name = context.declared(def);
  const target = resolveType(def.type);
  if (target.kind === "struct" || target.kind === "enum") {
    writer.add(exportAlias(context.reference(target.def), name));
    return;
  }
  writer.add(
    typeAlias({
      name,
      exported: true,
      type: emitType(def.type, context),
      doc: { text: def.doc, deprecated: def.deprecated },
    }),
  );
  if (hasInputForm(target)) emitInput(writer, def, emitInputType(def.type, context), context);
}
