/** `User$info`: names for error paths, and the size of the last messages. */
import { resolveType, type FieldDef, type StructDef, type Type } from "../../ir/definitions.js";
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
import { listStructs } from "./structs.js";

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

/** The property's name, with the names of the struct that is its type or element; for maps of key and value. */
function emitEntry(site: CodecSite, struct: StructDef, field: FieldDef): Printable {
  const name = stringLiteral(site.context.fieldName(struct, field));
  const type = resolveType(field.type);
  const namesOf = (part: Type): Printable => {
    const [inner] = listStructs(part);
    return inner === undefined
      ? code`undefined`
      : code`${site.context.internal(inner, "info")}.names`;
  };
  if (listStructs(type).length === 0) return name;
  return type.kind === "map"
    ? arrayLiteral([name, namesOf(type.key), namesOf(type.value)])
    : arrayLiteral([name, namesOf(type)]);
}
