/** `User$info`: names for error paths, and the size of the last messages. */
import {
  resolveType,
  type FieldDef,
  type SimpleType,
  type StructDef,
  type Type,
} from "../../ir/definitions.js";
import {
  arrayLiteral,
  code,
  constantDeclaration,
  entry,
  objectLiteral,
  propertyKey,
  stringLiteral,
  type Printable,
} from "../print/index.js";
import type { CodecSite } from "./site.js";
import { holdsStruct } from "./structs.js";

export function emitStructInfo(site: CodecSite, struct: StructDef, size: number): void {
  const names = struct.fields.map((field) =>
    entry(propertyKey(String(field.id)), emitEntry(site, struct, field)),
  );
  site.writer.add(
    constantDeclaration({
      name: site.context.declaredInternal(struct, "info"),
      exported: true,
      type: site.context.runtime("StructInfo"),
      value: objectLiteral([
        entry(code`size`, code`${size}`),
        entry(code`names`, code`() => (${objectLiteral(names)})`),
      ]),
    }),
  );
}

/** The property's name, with the names within its type where there are any. */
function emitEntry(site: CodecSite, struct: StructDef, field: FieldDef): Printable {
  const name = stringLiteral(site.context.fieldName(struct, field));
  return holdsStruct(field.type) ? arrayLiteral([name, emitParts(site, field.type)]) : name;
}

/**
 * Of a struct its names, of a map a pair of key's and value's. Elements of lists and sets are told apart from them by a
 * bracket where they are maps in the end, which would else give the names of their keys.
 */
function emitParts(site: CodecSite, type: Type): Printable {
  const resolved = resolveType(type);
  if (!holdsStruct(resolved)) return code`undefined`;
  switch (resolved.kind) {
    case "struct":
      return code`${site.context.internal(resolved.def, "info")}.names`;
    case "list":
    case "set": {
      const parts = emitParts(site, resolved.element);
      return holdsMap(resolved.element) ? arrayLiteral([parts]) : parts;
    }
    case "map":
      return arrayLiteral([emitParts(site, resolved.key), emitParts(site, resolved.value)]);
    default:
      throw new Error(`A ${(resolved satisfies SimpleType).kind} holds no struct.`);
  }
}

/** A map, or lists and sets of maps. */
function holdsMap(type: Type): boolean {
  const resolved = resolveType(type);
  if (resolved.kind === "list" || resolved.kind === "set") return holdsMap(resolved.element);
  return resolved.kind === "map";
}
