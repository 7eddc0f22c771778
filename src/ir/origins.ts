/** The program while it is being built, and where its parts come from. */
import type {
  ConstNode,
  EnumNode,
  FieldNode,
  FunctionNode,
  ServiceNode,
  StructNode,
  TypedefNode,
} from "../parser/ast.js";
import type {
  ConstDef,
  EnumDef,
  FieldDef,
  FileDef,
  FunctionDef,
  Program,
  ServiceDef,
  StructDef,
  TypedefDef,
} from "./definitions.js";
import type { LoadedDocument } from "./load.js";

/** IR objects refer to one another in cycles, so they are made empty, filled in, and then seen as readonly. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The syntax behind each definition: what was written before defaults, options and rules shaped it. */
export interface Origins {
  readonly files: ReadonlyMap<FileDef, LoadedDocument>;
  readonly consts: ReadonlyMap<ConstDef, ConstNode>;
  readonly typedefs: ReadonlyMap<TypedefDef, TypedefNode>;
  readonly enums: ReadonlyMap<EnumDef, EnumNode>;
  readonly structs: ReadonlyMap<StructDef, StructNode>;
  readonly services: ReadonlyMap<ServiceDef, ServiceNode>;
  readonly fields: ReadonlyMap<FieldDef, FieldNode>;
  readonly functions: ReadonlyMap<FunctionDef, FunctionNode>;
}

export interface MutableOrigins extends Origins {
  readonly files: Map<FileDef, LoadedDocument>;
  readonly consts: Map<ConstDef, ConstNode>;
  readonly typedefs: Map<TypedefDef, TypedefNode>;
  readonly enums: Map<EnumDef, EnumNode>;
  readonly structs: Map<StructDef, StructNode>;
  readonly services: Map<ServiceDef, ServiceNode>;
  readonly fields: Map<FieldDef, FieldNode>;
  readonly functions: Map<FunctionDef, FunctionNode>;
}

/** A linked program with its origins, which the checks need. */
export interface BoundProgram extends Program {
  readonly origins: Origins;
}

export function createOrigins(): MutableOrigins {
  return {
    files: new Map(),
    consts: new Map(),
    typedefs: new Map(),
    enums: new Map(),
    structs: new Map(),
    services: new Map(),
    fields: new Map(),
    functions: new Map(),
  };
}
