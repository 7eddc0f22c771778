/**
 * Wide structs, whose objects may come in too many shapes for V8's cache of property loads: sparse ones, each with other keys.
 * Their writers ask the runtime whether they do (`shapes.ts` there says why), and read fields the other way then.
 */
import type { StructDef } from "../../ir/definitions.js";
import {
  code,
  constantDeclaration,
  isInheritedName,
  nothing,
  pure,
  stringLiteral,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { callRuntime, takeNames, type CodecSite } from "./site.js";

/** With fewer fields a struct needs more than 50 shapes that are equally frequent: 20 of 64 shapes gain nothing. */
const fewFields = 24;

/** Whether the struct's writer asks. Unions have one key, so they would need 35 members; they never ask. */
function mayScatter({ flavor, fields }: StructDef): boolean {
  const maybe = fields.filter((field) => field.requiredness !== "required");
  return flavor !== "union" && maybe.length >= fewFields;
}

/** `const User$shapes = watchShapes(60)`. */
export function emitShapes(site: CodecSite, struct: StructDef): void {
  if (!mayScatter(struct)) return;
  const name = site.context.declaredInternal(struct, "shapes");
  const made = callRuntime(site, "watchShapes", code`${struct.fields.length}`);
  site.writer.add(constantDeclaration({ name, value: pure(made) }));
}

/** The local `s` of a writer: whether its value is one of many shapes. Other writers may have a field of that name. */
export function takeIsScattered(scope: LocalScope, struct: StructDef): Identifier | undefined {
  return mayScatter(struct) ? takeNames(scope, "s").s : undefined;
}

/** `const s = isScattered(User$shapes, v);`, behind the check that `v` is an object. */
export function emitIsScattered(
  site: CodecSite,
  struct: StructDef,
  s: Identifier | undefined,
  v: Identifier,
): Printable {
  if (s === undefined) return nothing;
  const shapes = site.context.internal(struct, "shapes");
  return code`const ${s} = ${callRuntime(site, "isScattered", shapes, v)};`;
}

/** `(s ? lookUp(v, "name") : v.name)`; `given` alone where it is more than a load, which few names take, or nobody asks. */
export function emitLoad(
  site: CodecSite,
  name: string,
  s: Identifier | undefined,
  v: Identifier,
  given: Printable,
): Printable {
  if (s === undefined || isInheritedName(name)) return given;
  return code`(${s} ? ${callRuntime(site, "lookUp", v, stringLiteral(name))} : ${given})`;
}
