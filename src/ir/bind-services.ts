/** Services: the parent, and functions with their fields. */
import type { FunctionNode, ServiceNode } from "../parser/ast.js";
import { bindFields } from "./bind-fields.js";
import { bindType } from "./bind-types.js";
import type { BindContext } from "./context.js";
import type { FunctionDef, ServiceDef } from "./definitions.js";
import { describeNode } from "./documentation.js";
import { reportStrayForms } from "./js-forms.js";
import type { Mutable } from "./origins.js";
import { isBaseTypeName, type FileScope } from "./scope.js";

export function bindService(
  context: BindContext,
  scope: FileScope,
  def: Mutable<ServiceDef>,
  node: ServiceNode,
): void {
  if (node.extends !== undefined) {
    const { text, span } = node.extends;
    def.extends = scope.find("services", text);
    if (def.extends === undefined) {
      const hint = explainNoService(scope, text);
      context.reportUnknown("unknown-service", scope, text, span, { hint, except: def.name });
    }
  }
  def.functions = node.functions.map((child) => bindFunction(context, scope, child));
}

function explainNoService(scope: FileScope, name: string): string | undefined {
  const isType = isBaseTypeName(name) || scope.find("types", name) !== undefined;
  if (isType) return `"${name}" is a type, which is not a service.`;
  const isConst = scope.find("consts", name) !== undefined;
  return isConst ? `"${name}" is a constant, which is not a service.` : undefined;
}

function bindFunction(context: BindContext, scope: FileScope, node: FunctionNode): FunctionDef {
  // An annotation of the function is about its result, as one of a field is about the field's type.
  const returnType = node.returnType && bindType(context, scope, node.returnType, node.annotations);
  if (returnType === undefined) reportStrayForms(node.annotations, context.sink);
  const def: FunctionDef = {
    kind: "function",
    name: node.name.text,
    nameSpan: node.name.span,
    isOneway: node.isOneway,
    // No answer is sent, so none is read: a check reports the type that was written.
    returnType: node.isOneway ? undefined : returnType,
    parameters: bindFields(context, scope, node.parameters, "arguments"),
    throws: bindFields(context, scope, node.throws, "throws"),
    ...describeNode(node),
  };
  context.origins.functions.set(def, node);
  return def;
}
