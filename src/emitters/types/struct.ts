import type { StructDef } from "../../ir/definitions.js";
import type { EmitContext, StructCodecEmitter } from "../emitter.js";
import {
  interfaceDeclaration,
  objectType,
  propertySignature,
  type ModuleWriter,
} from "../print/index.js";
import { emitCompanion } from "./companion.js";
import { emitInput } from "./input.js";
import { listInputMembers, listKeptMember, listMembers } from "./members.js";

/**
 * ```ts
 * export interface User { id: bigint; name?: string | undefined }
 * export declare namespace User { type Input = { id: bigint; name?: string | undefined }; }
 * export const User = { encode: ..., decode: ... };
 * ```
 */
export function emitStruct(
  writer: ModuleWriter,
  struct: StructDef,
  codec: StructCodecEmitter,
  context: EmitContext,
): void {
  writer.add(
    interfaceDeclaration({
      name: context.declared(struct),
      exported: true,
      members: [...listMembers(struct, context), ...listKeptMember(context)].map(propertySignature),
      doc: { text: struct.doc, deprecated: struct.deprecated },
    }),
  );
  emitInput(writer, struct, objectType(listInputMembers(struct, context)), context);
  const verbs = codec.emitStructCodec(writer, struct, context);
  emitCompanion(writer, struct, verbs, context);
}
