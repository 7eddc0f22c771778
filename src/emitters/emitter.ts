/** What an emitter is, and what every emitter is given. */
import type { Definition, FieldDef, FileDef, StructDef } from "../ir/definitions.js";
import type { CompilerOptions, Target } from "../options.js";
import type { SourceFile, Span } from "../source.js";
import { memoize, type ModuleKind, type Names } from "./names.js";
import type { OutputPaths } from "./paths.js";
import {
  createModuleWriter,
  ident,
  importRef,
  isInheritedName,
  located,
  type Identifier,
  type ImportRef,
  type ModuleWriter,
  type Printable,
} from "./print/index.js";

/** Makes modules of one kind: types and codec, services. Third parties pass a `CustomEmitter` (custom.ts), which sees less. */
export interface Emitter {
  readonly name: string;
  /** The modules of one IDL file; none where it has nothing of this kind. */
  emit(file: FileDef, context: EmitContext): readonly ModuleWriter[];
}

/** What bundler plugins and typed imports ask for besides the options. */
export interface EmitSettings {
  /** A source map for each file. */
  readonly sourceMaps?: boolean;
  /** The absolute path of an IDL file whose modules import each other as .thrift; default: the path that messages show. */
  readonly pathOf?: (source: SourceFile) => string;
  /** Where the declarations of a module stand, given where the module does, both without extension; default: there too. */
  readonly declarationPath?: (path: string) => string;
}

export interface EmitContext {
  readonly options: CompilerOptions;
  readonly names: Names;
  createModule(file: FileDef, kind: ModuleKind): ModuleWriter;
  /** Code that comes from a place of the IDL, noted only where source maps are wanted. */
  located(span: Span, content: Printable): Printable;
  /** A name that the runtime exports. */
  runtime(name: string): ImportRef;
  /** The definition's exported name, to declare it. */
  declared(definition: Definition): Identifier;
  /** The definition from any module: its type, and its value where it has one. */
  reference(definition: Definition): ImportRef;
  /** The name of an internal, such as `User$write` for the role `write`, to declare it. */
  declaredInternal(definition: Definition, role: string): Identifier;
  /** An exported internal from any module. */
  internal(definition: Definition, role: string): ImportRef;
  /** The name of a struct's view, to declare it. */
  declaredView(struct: StructDef): Identifier;
  /** A struct's view from any module. */
  view(struct: StructDef): ImportRef;
  /** An exported internal of a view module, such as `User$skip`. */
  viewInternal(struct: StructDef, role: string): ImportRef;
  /** The property name of a field. */
  fieldName(struct: StructDef, field: FieldDef): string;
  /** The fields whose names every object inherits: few of a struct, if any, and asked for with each of its fields. */
  inheritedFields(struct: StructDef): readonly FieldDef[];
}

/** The module-level functions behind a companion's verbs; each prints as an expression, usually a name. */
export interface CompanionVerbs {
  readonly encode: Printable;
  readonly encodePooled: Printable;
  readonly decode: Printable;
  readonly byteLength: Printable;
  readonly fastWrite: Printable;
  readonly fastRead: Printable;
  readonly create: Printable;
  readonly equals: Printable;
}

/** The protocol's part of a struct: adds its functions to the module and tells their names. */
export interface StructCodecEmitter {
  emitStructCodec(writer: ModuleWriter, struct: StructDef, context: EmitContext): CompanionVerbs;
}

export function createContext(
  options: CompilerOptions,
  names: Names,
  paths: OutputPaths,
  settings: EmitSettings = {},
): EmitContext {
  const moduleOf = (definition: Definition): { readonly kind: "module"; readonly path: string } => {
    const kind = definition.kind === "service" ? "service" : "main";
    return { kind: "module", path: paths.of(definition.file, kind) };
  };
  const runtime = { kind: "package", specifier: options.runtime } as const;
  const viewModuleOf = (struct: StructDef): { readonly kind: "module"; readonly path: string } => ({
    kind: "module",
    path: paths.of(struct.file, "view"),
  });
  // Names are asked for again and again, and checked only when they are made.
  const importRuntime = memoize((name: string) => importRef(runtime, name));
  const referView = memoize((struct: StructDef) =>
    importRef(viewModuleOf(struct), names.view(struct)),
  );
  const referViewInternals = memoize((struct: StructDef) =>
    memoize((role: string) => importRef(viewModuleOf(struct), names.internal(struct, role))),
  );
  const declare = memoize((definition: Definition) => ident(names.definition(definition)));
  const refer = memoize((definition: Definition) =>
    importRef(moduleOf(definition), names.definition(definition)),
  );
  const referInternals = memoize((definition: Definition) =>
    memoize((role: string) => importRef(moduleOf(definition), names.internal(definition, role))),
  );
  return {
    options,
    names,
    createModule: (file, kind) =>
      createModuleWriter({
        path: paths.of(file, kind),
        declaredNames: names.declared(file, kind),
        importExtension: options.importExtension,
        placeOf: (path, target) => placeOf(path, target, settings),
        targets: options.targets,
        hasOrigins: settings.sourceMaps === true,
      }),
    located: (span, content) => (settings.sourceMaps === true ? located(span, content) : content),
    runtime: importRuntime,
    declared: declare,
    reference: refer,
    declaredInternal: (definition, role) => ident(names.internal(definition, role)),
    internal: (definition, role) => referInternals(definition)(role),
    declaredView: (struct) => ident(names.view(struct)),
    view: referView,
    viewInternal: (struct, role) => referViewInternals(struct)(role),
    fieldName: (struct, field) => names.field(struct, field),
    inheritedFields: memoize((struct: StructDef) =>
      struct.fields.filter((field) => isInheritedName(names.field(struct, field))),
    ),
  };
}

/** Where a module stands in a target, without extension. */
export function placeOf(path: string, target: Target, settings: EmitSettings): string {
  return target === "dts" ? (settings.declarationPath?.(path) ?? path) : path;
}
