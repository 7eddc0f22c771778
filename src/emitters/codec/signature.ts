/** The fixed run at the beginning of a struct, recognised as a whole by its headers. */
import type { FixedRun, StructLayout } from "../../ir/layout.js";
import { code, lines, type Printable } from "../print/index.js";
import { plus } from "./places.js";
import { headerLiteral } from "./site.js";

/** Longer runs are read field by field; their signature would be one huge expression. */
const maximumSignatureFields = 64;

/** The run that stands first and is short enough for a signature. */
export function findRun({ segments }: StructLayout): FixedRun | undefined {
  const [run] = segments;
  return run?.kind === "fixed-run" && run.slots.length <= maximumSignatureFields ? run : undefined;
}

/** The differences of all headers of the run at `o` from what they should be, or-ed: 0 where all are right. */
export function emitSignature(run: FixedRun, d: Printable, o: Printable): Printable {
  const last = run.slots.length - 1;
  const terms = run.slots.map(({ field, offset }, index) => {
    const found = code`${d}.getInt32(${plus(o, offset)})`;
    const difference = code`((${found} ^ ${headerLiteral(field.type, field.id)}) >>> 8)`;
    return index === last ? difference : code`${difference} |`;
  });
  return code`(${lines(terms)})`;
}
