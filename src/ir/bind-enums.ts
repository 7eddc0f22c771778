/** Enum members with their values. */
import type { EnumNode } from "../parser/ast.js";
import type { BindContext } from "./context.js";
import type { EnumDef, EnumMemberDef } from "./definitions.js";
import { describeNode } from "./documentation.js";
import { reportStrayForms } from "./js-forms.js";
import type { Mutable } from "./origins.js";

const minimumI32 = -0x8000_0000n;
const maximumI32 = 0x7fff_ffffn;

/** A member without a value has the one before it plus 1; the first has 0. Values that do not fit i32 are reported. */
export function bindEnum(context: BindContext, def: Mutable<EnumDef>, node: EnumNode): void {
  const members: EnumMemberDef[] = [];
  let next = 0n;
  for (const member of node.members) {
    const value = member.value?.value ?? next;
    const name = member.name.text;
    const isInRange = value >= minimumI32 && value <= maximumI32;
    if (!isInRange) {
      context.sink.report("enum-value-range", (member.value ?? member.name).span, { name, value });
    }
    reportStrayForms(member.annotations, context.sink);
    members.push({
      kind: "enum-member",
      name,
      value: isInRange ? Number(value) : 0,
      nameSpan: member.name.span,
      ...describeNode(member),
    });
    // After a value that does not fit, counting on would repeat the report for every member behind it.
    next = isInRange ? value + 1n : 0n;
  }
  def.members = members;
}
