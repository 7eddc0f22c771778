/** From type syntax to types: names resolved, JavaScript forms decided, sizes bounded. */
import type { AnnotationNode, TypeNode } from "../parser/ast.js";
import { BINARY_TYPE, ERROR_TYPE, I64_TYPES, SCALAR_TYPES } from "./basic-types.js";
import { keyForms } from "./apply-forms.js";
import type { BindContext } from "./context.js";
import { resolveType, type Type } from "./definitions.js";
import { readForms, reportUnfitForms, type JsForms } from "./js-forms.js";
import { limits } from "./limits.js";
import type { FileScope } from "./scope.js";

/** Names of other languages for Thrift's types. */
const FOREIGN_TYPES: ReadonlyMap<string, string> = new Map([
  ["int", "i32"],
  ["int8", "i8"],
  ["int16", "i16"],
  ["int32", "i32"],
  ["int64", "i64"],
  ["short", "i16"],
  ["long", "i64"],
  ["uint32", "i64"],
  ["float64", "double"],
  ["boolean", "bool"],
  ["Boolean", "bool"],
  ["str", "string"],
  ["String", "string"],
  ["bytes", "binary"],
  ["array", "list"],
]);

const FLOATS: ReadonlySet<string> = new Set(["float", "float32"]);
const FLOAT_HINT =
  "Thrift has double, of 64 bits. The float of fbthrift, of 32, is another type on the wire, which has no form here.";

/**
 * The type of a definition or field. `annotations` are those of the definition itself: they apply to every part of
 * the type that can take them, and those that stand at a part win over them.
 */
export function bindType(
  context: BindContext,
  scope: FileScope,
  node: TypeNode,
  annotations: readonly AnnotationNode[],
): Type {
  const type = bindPart(context, scope, node, readForms(annotations, context.sink));
  reportUnfit(context, annotations, type);
  const { depth, size, hasError } = context.facts.of(type);
  // A part that was reported spoils the whole: nothing more is to be learnt from it.
  if (hasError) return ERROR_TYPE;
  if (depth > limits.typeDepth) {
    context.sink.report("type-too-deep", node.span, { limit: limits.typeDepth });
    return ERROR_TYPE;
  }
  if (size > limits.typeSize) {
    context.sink.report("type-too-large", node.span, { limit: limits.typeSize });
    return ERROR_TYPE;
  }
  return context.chargeType(scope, size, node.span) ? type : ERROR_TYPE;
}

/** Recursion is as deep as the syntax, which the parser bounds. */
function bindPart(
  context: BindContext,
  scope: FileScope,
  node: TypeNode,
  inherited: JsForms,
): Type {
  const forms =
    node.annotations.length === 0
      ? inherited
      : { ...inherited, ...readForms(node.annotations, context.sink) };
  const type = bindKind(context, scope, node, forms);
  reportUnfit(context, node.annotations, type);
  return type;
}

function bindKind(context: BindContext, scope: FileScope, node: TypeNode, forms: JsForms): Type {
  const { options } = context;
  switch (node.kind) {
    case "base-type":
      if (node.name === "i64") return I64_TYPES[forms.i64 ?? options.i64];
      if (node.name === "string" && forms.string !== undefined) return BINARY_TYPE;
      return SCALAR_TYPES[node.name];
    case "list-type": {
      const element = bindPart(context, scope, node.element, forms);
      return context.forms.makeList(
        element,
        forms.list ?? (options.typedLists ? "typed" : "array"),
      );
    }
    case "set-type":
      return { kind: "set", element: bindPart(context, scope, node.element, forms) };
    case "map-type": {
      const key = bindPart(context, scope, node.key, keyForms(forms));
      const value = bindPart(context, scope, node.value, forms);
      return context.forms.makeMap(key, value, forms.map ?? "map");
    }
    case "named-type":
      return context.forms.apply(bindName(context, scope, node.name, node), forms);
  }
}

function bindName(context: BindContext, scope: FileScope, name: string, node: TypeNode): Type {
  const def = scope.find("types", name);
  if (def === undefined) {
    const hint = explainUnknownType(context, scope, name);
    context.reportUnknown("unknown-type", scope, name, node.span, { hint });
    return ERROR_TYPE;
  }
  if (def.kind === "enum") return { kind: "enum", def };
  if (def.kind === "struct") return { kind: "struct", def };
  const target = resolveType(def.type);
  return target.kind === "error" ? target : { kind: "typedef", def, target, isOverridden: false };
}

function explainUnknownType(
  context: BindContext,
  scope: FileScope,
  name: string,
): string | undefined {
  if (scope.find("services", name) !== undefined)
    return `"${name}" is a service, which is not a type.`;
  if (scope.find("consts", name) !== undefined)
    return `"${name}" is a constant, which is not a type.`;
  const base = FOREIGN_TYPES.get(name);
  if (base !== undefined) return `Thrift's name for it is ${base}.`;
  if (FLOATS.has(name)) return FLOAT_HINT;
  const own = `${scope.file.prefix}.`;
  const rest = name.startsWith(own) ? name.slice(own.length) : undefined;
  if (rest !== undefined && scope.find("types", rest) !== undefined)
    return `A file's own names stand without its name: write ${rest}.`;
  return context.suggest(scope, "types", name, [...Object.keys(SCALAR_TYPES), "i64"]);
}

function reportUnfit(
  context: BindContext,
  annotations: readonly AnnotationNode[],
  type: Type,
): void {
  if (annotations.length === 0 || resolveType(type).kind === "error") return;
  const possible = context.facts.of(type).forms;
  reportUnfitForms(annotations, (kind) => possible.has(kind), context.sink);
}
