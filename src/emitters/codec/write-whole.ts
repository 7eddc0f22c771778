/** Structs that are one fixed run: every value of them takes the same bytes. */
import type { StructDef } from "../../ir/definitions.js";
import type { FixedRun } from "../../ir/layout.js";
import { binaryProtocol } from "../../ir/wire.js";
import { code, functionDeclaration, globalRef, lines } from "../print/index.js";
import { chunkSize } from "./chunks.js";
import { emitIsScattered, takeIsScattered } from "./many-shapes.js";
import { inputOf, plus } from "./places.js";
import { layoutOf, takeNames, type CodecSite } from "./site.js";
import { emitSlot } from "./write-slots.js";

/** The run that is all of the struct but its STOP; undefined where anything may be absent, of another size, or kept. */
export function findWholeRun(site: CodecSite, struct: StructDef): FixedRun | undefined {
  if (struct.flavor === "union" || struct.fields.length > chunkSize) return undefined;
  if (site.context.options.unknownFields !== "drop") return undefined;
  const [run, ...others] = layoutOf(site, struct).segments;
  return run?.kind === "fixed-run" && others.length === 0 ? run : undefined;
}

/** `User$fill(d, o, v)`: writes the values of a struct between headers that stand there already, in long lists of it. */
export function emitFill(site: CodecSite, struct: StructDef, run: FixedRun): void {
  const scope = site.writer.scope();
  const names = takeNames(scope, "w", "o", "v", "d");
  const s = takeIsScattered(scope, struct);
  const slots = run.slots.map((slot) => emitSlot({ site, struct, scope, names, s }, slot, names.d));
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "fill"),
      exported: true,
      parameters: [
        { name: names.d, type: globalRef("DataView") },
        { name: names.o, type: code`number` },
        { name: names.v, type: inputOf(struct, site) },
      ],
      returns: code`number`,
      body: lines([
        emitIsScattered(site, struct, s, names.v),
        ...slots.map(({ load }) => load),
        ...slots.map(({ store }) => store),
        code`return ${plus(names.o, run.size + binaryProtocol.stopSize)};`,
      ]),
    }),
  );
}
