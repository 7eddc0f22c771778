/** What happens with a field, by its header. */
import type { FieldDef } from "../../ir/definitions.js";
import { switchFrom } from "../codec/read-struct.js";
import { headerLiteral } from "../codec/site.js";
import { block, code, lines, nothing, type Identifier, type Printable } from "../print/index.js";

export interface FieldCase {
  readonly field: FieldDef;
  /** A statement. */
  readonly body: Printable;
}

/** Comparisons in the order of the cases, or a switch where they are many. */
export function emitDispatch(
  h: Identifier,
  cases: readonly FieldCase[],
  otherwise: Printable,
): Printable {
  if (cases.length === 0) return otherwise;
  if (cases.length >= switchFrom) return emitSwitch(h, cases, otherwise);
  return lines([
    ...cases.map(({ field, body }, index) => {
      const isField = code`${h} === ${headerLiteral(field.type, field.id)}`;
      return code`${index === 0 ? nothing : code`else `}if (${isField}) ${body}`;
    }),
    code`else ${otherwise}`,
  ]);
}

function emitSwitch(h: Identifier, cases: readonly FieldCase[], otherwise: Printable): Printable {
  return code`
    switch (${h}) ${block(
      lines([
        ...cases.map(
          ({ field, body }) => code`
            case ${headerLiteral(field.type, field.id)}:
              ${body}
              break;
          `,
        ),
        code`default:`,
        code`  ${otherwise}`,
      ]),
    )}
  `;
}
