/** Fields of structs, unions and exceptions; arguments; thrown exceptions. */
import type { FieldNode } from "../parser/ast.js";
import { bindType } from "./bind-types.js";
import type { BindContext } from "./context.js";
import type { FieldDef } from "./definitions.js";
import { describeNode } from "./documentation.js";
import type { FileScope } from "./scope.js";

export type FieldOwner = "struct" | "union" | "exception" | "arguments" | "throws";

/** Default values are evaluated later, when all types are known. */
export function bindFields(
  context: BindContext,
  scope: FileScope,
  nodes: readonly FieldNode[],
  owner: FieldOwner,
): FieldDef[] {
  const ids = assignIds(context, nodes);
  return nodes.map((node, index) => {
    const field: FieldDef = {
      kind: "field",
      id: ids[index] ?? 0,
      name: node.name.text,
      nameSpan: node.name.span,
      type: bindType(context, scope, node.type, node.annotations),
      requiredness: decideRequiredness(context, node, owner),
      ...describeNode(node),
    };
    context.origins.fields.set(field, node);
    return field;
  });
}

/**
 * Apache's compiler counts -1, -2, ... where no id is written or where it is not positive; thriftgo keeps what is
 * written and else takes the id before it plus 1.
 */
function assignIds(context: BindContext, nodes: readonly FieldNode[]): number[] {
  const ids: number[] = [];
  let nextNegative = -1;
  for (const node of nodes) {
    const written = node.id === undefined ? undefined : Number(node.id.value);
    if (context.options.dialect === "thriftgo") ids.push(written ?? (ids.at(-1) ?? 0) + 1);
    else ids.push(written !== undefined && written > 0 ? written : nextNegative--);
  }
  return ids;
}

function decideRequiredness(
  context: BindContext,
  node: FieldNode,
  owner: FieldOwner,
): FieldDef["requiredness"] {
  switch (owner) {
    case "union":
      return "optional";
    case "arguments":
      // Apache's compiler ignores `optional` on arguments.
      return node.requiredness === "optional" ? "default" : node.requiredness;
    case "throws":
      return node.requiredness;
    case "struct":
    case "exception":
      if (node.requiredness !== "default") return node.requiredness;
      return context.options.defaultFields === "optional" ? "optional" : "default";
  }
}
