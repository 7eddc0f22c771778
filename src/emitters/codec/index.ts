/** The Binary codec: a struct's writer, reader, size, equality and the functions behind its companion's verbs. */
import type { StructDef } from "../../ir/definitions.js";
import type { CompanionVerbs, EmitContext, StructCodecEmitter } from "../emitter.js";
import type { ModuleWriter } from "../print/index.js";
import { emitStructCreate } from "./create.js";
import { emitStructEqual } from "./equal.js";
import { emitStructInfo } from "./info.js";
import { emitStructReader } from "./read-struct.js";
import { layoutOf, siteOf } from "./site.js";
import { emitStructSize } from "./size.js";
import { emitVerbs } from "./verbs.js";
import { emitStructWriter } from "./write-struct.js";

export const binaryCodec: StructCodecEmitter = {
  emitStructCodec(writer: ModuleWriter, struct: StructDef, context: EmitContext): CompanionVerbs {
    const site = siteOf(writer, context);
    emitStructInfo(site, struct, layoutOf(site, struct).minimumSize);
    emitStructWriter(site, struct);
    emitStructReader(site, struct);
    emitStructSize(site, struct);
    emitStructCreate(site, struct);
    emitStructEqual(site, struct);
    return emitVerbs(site, struct);
  },
};
