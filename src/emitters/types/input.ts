/** `User.Input`: the type that encode takes, in the namespace of the struct's name. */
import type { StructDef, TypedefDef } from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import {
  code,
  ident,
  typeAlias,
  typeNamespace,
  type ModuleWriter,
  type Printable,
} from "../print/index.js";

/**
 * `export declare namespace User { type Input = ...; }`. In a file that has a type called Input, the text stands outside
 * the namespace, as inside it that name would mean the namespace's own.
 */
export function emitInput(
  writer: ModuleWriter,
  def: StructDef | TypedefDef,
  type: Printable,
  context: EmitContext,
): void {
  const isShadowed = context.names.declared(def.file, "main").has("Input");
  const outer = context.declaredInternal(def, "Input");
  if (isShadowed) writer.add(typeAlias({ name: outer, type }));
  const inner = isShadowed ? code`${outer}` : type;
  writer.add(
    typeNamespace({
      name: context.declared(def),
      exported: true,
      types: [{ name: ident("Input"), type: inner }],
    }),
  );
}
