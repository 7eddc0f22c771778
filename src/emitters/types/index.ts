/** The main module of an IDL file: types, enums, constants, and the structs' companions with their codec. */
import type { Definition, FileDef, StructDef } from "../../ir/definitions.js";
import type { EmitContext, Emitter, StructCodecEmitter } from "../emitter.js";
import type { ModuleWriter } from "../print/index.js";
import { emitConstant } from "./constant.js";
import { emitEnum } from "./enum.js";
import { emitException } from "./exception.js";
import { emitStruct } from "./struct.js";
import { emitTypedef } from "./typedef.js";
import { emitUnion } from "./union.js";

export { emitInputType, emitType, hasInputForm, typedArrayOf } from "./type-expressions.js";
export { emitDefault, emitInputDefault, emitZero } from "./values.js";

/** The emitter of main modules; the protocol's codec fills in the structs' verbs. */
export function createTypesEmitter(codec: StructCodecEmitter): Emitter {
  return {
    name: "types",
    emit(file: FileDef, context: EmitContext): readonly ModuleWriter[] {
      const writer = context.createModule(file, "main");
      for (const definition of inOrder(file.definitions)) {
        writer.from(definition.nameSpan, () => {
          emitDefinition(writer, definition, codec, context);
        });
      }
      return [writer];
    },
  };
}

/** As declared, but constants last: one that holds an exception needs its class. */
function inOrder(definitions: readonly Definition[]): readonly Definition[] {
  return [
    ...definitions.filter((definition) => definition.kind !== "const"),
    ...definitions.filter((definition) => definition.kind === "const"),
  ];
}

function emitDefinition(
  writer: ModuleWriter,
  definition: Definition,
  codec: StructCodecEmitter,
  context: EmitContext,
): void {
  switch (definition.kind) {
    case "enum":
      return emitEnum(writer, definition, context);
    case "typedef":
      return emitTypedef(writer, definition, context);
    case "const":
      return emitConstant(writer, definition, context);
    case "struct":
      return structEmitters[definition.flavor](writer, definition, codec, context);
    case "service":
      return; // has a module of its own
    default:
      definition satisfies never;
  }
}

const structEmitters: Readonly<
  Record<
    StructDef["flavor"],
    (
      writer: ModuleWriter,
      struct: StructDef,
      codec: StructCodecEmitter,
      context: EmitContext,
    ) => void
  >
> = { struct: emitStruct, union: emitUnion, exception: emitException };
