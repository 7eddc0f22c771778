import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import type { TypeNode } from "../../parser/ast.js";
import { resolveType, type Type } from "../definitions.js";
import type { BoundProgram, Origins } from "../origins.js";

/**
 * Bytes are written `binary`, not `list<byte>`. A list of `i8` is taken for a list of small numbers, and a typed
 * list costs no more than binary: neither is reported.
 */
export function checkByteLists(program: BoundProgram, sink: DiagnosticSink): void {
  for (const [node, type] of writtenTypes(program.origins)) checkType(node, type, sink);
}

function* writtenTypes(origins: Origins): Generator<readonly [TypeNode, Type]> {
  for (const [def, node] of origins.consts) yield [node.type, def.type];
  for (const [def, node] of origins.typedefs) yield [node.type, def.type];
  for (const [def, node] of origins.fields) yield [node.type, def.type];
  for (const [def, node] of origins.functions) {
    if (node.returnType !== undefined && def.returnType !== undefined) {
      yield [node.returnType, def.returnType];
    }
  }
}

/** Recursion is as deep as the syntax, which the parser bounds. */
function checkType(node: TypeNode, type: Type, sink: DiagnosticSink): void {
  const resolved = resolveType(type);
  if (node.kind === "list-type" && resolved.kind === "list") {
    if (isByte(node.element) && resolved.as === "array")
      sink.report("list-of-bytes", node.span, {});
    checkType(node.element, resolved.element, sink);
  } else if (node.kind === "set-type" && resolved.kind === "set") {
    checkType(node.element, resolved.element, sink);
  } else if (node.kind === "map-type" && resolved.kind === "map") {
    checkType(node.key, resolved.key, sink);
    checkType(node.value, resolved.value, sink);
  }
}

/** The syntax tree knows i8 only; its text tells the two spellings apart. */
function isByte(node: TypeNode): boolean {
  if (node.kind !== "base-type" || node.name !== "i8") return false;
  const { file, start } = node.span;
  return file.text.startsWith("byte", start);
}
