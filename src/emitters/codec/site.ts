/**
 * Where codec functions are emitted, and the names that emitted code uses. In hot code they are short:
 *
 *   w  the Memory that is written        r  the Memory that is read
 *   v  the value                         d  the DataView of w or r
 *   x  an element or member of v         k  a key
 *   o  an offset in w or r               p  another, ahead of o
 *   n  a count or a size                 i  an index
 *   a, b  values to compare              h  a field header: type << 24 | id << 8
 *   depth  the levels that are left      s  whether v is one of many shapes
 */
import type { StructDef, Type } from "../../ir/definitions.js";
import { layoutStruct, type StructLayout } from "../../ir/layout.js";
import { binaryProtocol, wireKindOf } from "../../ir/wire.js";
import type { EmitContext } from "../emitter.js";
import {
  call,
  code,
  hexLiteral,
  type Identifier,
  type LocalScope,
  type ModuleWriter,
  type Printable,
} from "../print/index.js";
import { createContainerNames, type ContainerNames } from "./container-names.js";

export interface CodecSite {
  readonly writer: ModuleWriter;
  readonly context: EmitContext;
  readonly containers: ContainerNames;
}

const sites = new WeakMap<ModuleWriter, CodecSite>();

/** The site of a module: structs of one module share its container functions. */
export function siteOf(writer: ModuleWriter, context: EmitContext): CodecSite {
  let site = sites.get(writer);
  if (site === undefined) {
    site = { writer, context, containers: createContainerNames() };
    sites.set(writer, site);
  }
  return site;
}

export function layoutOf({ context }: CodecSite, struct: StructDef): StructLayout {
  return layoutStruct(struct, context.options.fieldOrder, binaryProtocol);
}

/** A call of a runtime function. */
export function callRuntime(
  { context }: CodecSite,
  name: string,
  ...items: readonly Printable[]
): Printable {
  return call(context.runtime(name), items);
}

/** A call that throws, as a statement that engines see does: `throw fail(...)`, see the runtime's errors.ts. */
export function refuse(
  site: CodecSite,
  name: "fail" | "badValue",
  ...items: readonly Printable[]
): Printable {
  return code`throw ${callRuntime(site, name, ...items)}`;
}

/** The type byte of a type in headers. */
export function typeIdOf(type: Type): number {
  return binaryProtocol.typeId(wireKindOf(type));
}

/** Bytes of every value of a type; undefined where they depend on the value. */
export function fixedSizeOf(type: Type): number | undefined {
  return binaryProtocol.elementSize(wireKindOf(type));
}

/** Bytes of the smallest value of a type. */
export function minimumSizeOf(type: Type): number {
  return binaryProtocol.minimumElementSize(wireKindOf(type));
}

/** Type and id of a field: type << 24 | id << 8. Stored as it is, its last byte is the value's first. */
export function headerLiteral(type: Type, id: number): Printable {
  return hexLiteral(((typeIdOf(type) << 24) | ((id & 0xffff) << 8)) >>> 0);
}

/** Those of the table above, no others. */
export type HotName =
  "w" | "r" | "v" | "d" | "o" | "h" | "n" | "p" | "x" | "k" | "i" | "a" | "b" | "s" | "depth";

/** The names of a function, unlike all names of its module: a struct may be called `w`. */
export function takeNames<N extends HotName>(
  scope: LocalScope,
  ...names: readonly N[]
): Readonly<Record<N, Identifier>> {
  return Object.fromEntries(names.map((name) => [name, scope.name(name)])) as Record<N, Identifier>;
}
