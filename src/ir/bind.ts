/** From syntax trees to the linked program: every name resolved, every value evaluated, every id known. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { IrOptions } from "../options.js";
import type { DefinitionNode } from "../parser/ast.js";
import { ERROR_TYPE, STRING_TYPE } from "./basic-types.js";
import { bindEnum } from "./bind-enums.js";
import { bindFields } from "./bind-fields.js";
import { bindService } from "./bind-services.js";
import { bindType } from "./bind-types.js";
import { bindTypedefs } from "./bind-typedefs.js";
import { evaluateValues, NO_VALUE } from "./constants.js";
import { BindContext } from "./context.js";
import type { Definition, FileDef, NamespaceDef, StructDef } from "./definitions.js";
import { describeNode } from "./documentation.js";
import { reportStrayForms } from "./js-forms.js";
import type { LoadedDocument } from "./load.js";
import type { BoundProgram, Mutable } from "./origins.js";
import { FileScope } from "./scope.js";

/**
 * Links loaded documents. Mistakes are reported and leave placeholders (`ErrorType`, absent values), so that one run
 * shows them all. All definitions exist before any is linked, so the order of declarations does not matter.
 */
export function bindProgram(
  documents: readonly LoadedDocument[],
  options: IrOptions,
  sink: DiagnosticSink,
): BoundProgram {
  const context = new BindContext(options, sink);
  const scopes = new Map<LoadedDocument, FileScope>();
  for (const document of documents) scopes.set(document, declareFile(context, document));
  for (const scope of scopes.values()) linkIncludes(context, scope, scopes);
  const all = [...scopes.values()];
  bindTypedefs(context, all);
  for (const scope of all) bindDefinitions(context, scope);
  evaluateValues(context, all);
  return { files: all.map((scope) => scope.file), origins: context.origins };
}

function declareFile(context: BindContext, document: LoadedDocument): FileScope {
  const namespaces = new Map<string, NamespaceDef>();
  for (const header of document.node.headers) {
    if (header.kind !== "namespace") continue;
    const { text, span } = header.name;
    namespaces.set(header.scope, { name: text, nameSpan: span });
  }
  const definitions: Definition[] = [];
  const file: Mutable<FileDef> = {
    kind: "file",
    modulePath: document.modulePath,
    prefix: document.prefix,
    source: document.source,
    isMain: document.isMain,
    doc: document.node.doc?.text,
    namespaces,
    includes: [],
    definitions,
  };
  const scope = new FileScope(document, file);
  for (const node of document.node.definitions) {
    const definition = declare(context, file, node);
    definitions.push(definition);
    scope.declare(definition);
  }
  context.origins.files.set(file, document);
  return scope;
}

function declare(context: BindContext, file: FileDef, node: DefinitionNode): Definition {
  const { origins } = context;
  const named = { name: node.name.text, nameSpan: node.name.span, file, ...describeNode(node) };
  switch (node.kind) {
    case "const": {
      const def = { kind: node.kind, ...named, type: ERROR_TYPE, value: NO_VALUE };
      origins.consts.set(def, node);
      return def;
    }
    case "typedef": {
      const def = { kind: node.kind, ...named, type: ERROR_TYPE };
      origins.typedefs.set(def, node);
      return def;
    }
    case "senum":
      // Values of a senum were never more than strings on the wire.
      return { kind: "typedef", ...named, type: STRING_TYPE };
    case "enum": {
      const def = { kind: node.kind, ...named, members: [] };
      origins.enums.set(def, node);
      return def;
    }
    case "struct":
    case "union":
    case "exception": {
      const def: StructDef = { kind: "struct", flavor: node.kind, ...named, fields: [] };
      origins.structs.set(def, node);
      return def;
    }
    case "service": {
      const def = { kind: node.kind, ...named, functions: [] };
      origins.services.set(def, node);
      return def;
    }
  }
}

function linkIncludes(
  context: BindContext,
  scope: FileScope,
  scopes: ReadonlyMap<LoadedDocument, FileScope>,
): void {
  scope.file.includes = scope.document.includes.flatMap(({ prefix, node, document }) => {
    const included = document && scopes.get(document);
    const before = scope.include(prefix, included);
    if (before !== undefined && included !== undefined) {
      const first = before.document.source.path;
      context.sink.report("duplicate-include-prefix", node.pathSpan, { prefix, first });
    }
    return included === undefined ? [] : [{ prefix, file: included.file, span: node.span }];
  });
}

function bindDefinitions(context: BindContext, scope: FileScope): void {
  const { origins, sink } = context;
  for (const def of scope.file.definitions) {
    if (def.kind === "enum") {
      const node = origins.enums.get(def);
      if (node !== undefined) bindEnum(context, def, node);
    } else if (def.kind === "struct") {
      const node = origins.structs.get(def);
      const writable: Mutable<StructDef> = def;
      if (node !== undefined) writable.fields = bindFields(context, scope, node.fields, def.flavor);
    } else if (def.kind === "service") {
      const node = origins.services.get(def);
      if (node !== undefined) bindService(context, scope, def, node);
    } else if (def.kind === "const") {
      const node = origins.consts.get(def);
      const writable: Mutable<typeof def> = def;
      if (node !== undefined) {
        writable.type = bindType(context, scope, node.type, node.annotations);
      }
    }
    if (def.kind !== "const" && def.kind !== "typedef") reportStrayForms(def.annotations, sink);
  }
}
