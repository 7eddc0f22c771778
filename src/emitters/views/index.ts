/** The view module of an IDL file: a class for each struct, union and exception. */
import type { FileDef } from "../../ir/definitions.js";
import { siteOf } from "../codec/site.js";
import { findRecursive } from "../codec/structs.js";
import type { EmitContext, Emitter } from "../emitter.js";
import type { ModuleWriter } from "../print/index.js";
import { createViewSite } from "./site.js";
import { emitStructSkip } from "./skip-struct.js";
import { emitViewClass } from "./view-class.js";

export const viewEmitter: Emitter = {
  name: "views",
  emit(file: FileDef, context: EmitContext): readonly ModuleWriter[] {
    const structs = file.definitions.filter((definition) => definition.kind === "struct");
    if (!context.options.views || structs.length === 0) return [];
    const writer = context.createModule(file, "view");
    const codec = siteOf(writer, context);
    const recursive = findRecursive(structs);
    for (const struct of structs) {
      writer.from(struct.nameSpan, () => {
        const site = createViewSite(codec, struct, recursive.has(struct));
        emitStructSkip(site);
        emitViewClass(site);
      });
    }
    return [writer];
  },
};
