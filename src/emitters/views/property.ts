/** The properties of a view: getters that decode where the bytes lie, setters that encode at once. */
import { type FieldDef } from "../../ir/definitions.js";
import { plus } from "../codec/places.js";
import { findRun } from "../codec/signature.js";
import { callRuntime, takeNames } from "../codec/site.js";
import { presenceOf } from "../presence.js";
import {
  classAccessor,
  code,
  propertyKey,
  stringLiteral,
  unionType,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitDefault, emitInputDefault } from "../types/values.js";
import { emitElementKind } from "./element-kind.js";
import { emitReadAt } from "./read-value.js";
import { childOf, runLength, slotOf, type ViewField, type ViewSite } from "./site.js";
import { emitMemberGetter, emitMemberSetter } from "./union.js";
import { emitAssignedType, emitViewType, hasView } from "./view-types.js";

/** What TypeScript finds in every base class: the members of its interface `Object`. */
const objectMembers: ReadonlySet<string> = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

export function emitProperty(site: ViewSite, { field, index }: ViewField): Printable {
  const { codec, struct } = site;
  const { context } = codec;
  const name = context.fieldName(struct, field);
  const scope = codec.writer.scope();
  const { x } = takeNames(scope, "x");
  const type = emitViewType(field.type, context);
  const isOptional = presenceOf(field) === "optional" || struct.flavor === "union";
  const isRequired = presenceOf(field) === "required" && struct.flavor !== "union";
  return classAccessor({
    key: name === "constructor" ? code`[${stringLiteral(name)}]` : propertyKey(name),
    isOverride: objectMembers.has(name),
    type: isOptional ? unionType([type, code`undefined`]) : type,
    body: emitGetter(site, { field, index }),
    set: {
      parameter: { name: x, type: emitAssignedType(field.type, context, { isRequired }) },
      body: emitSetter(site, { field, index }, x),
    },
    doc: { text: field.doc, deprecated: field.deprecated },
    origin: field.nameSpan,
  });
}

function emitGetter(site: ViewSite, target: ViewField): Printable {
  const { codec } = site;
  const { field, index } = target;
  if (site.struct.flavor === "union") return emitMemberGetter(codec, target);
  if (index < runLength(site)) return emitRunGetter(site, target);
  const slot = slotOf(target);
  const value = emitReadAt(codec, field.type, code`this.$message`, slot);
  const absent = emitAbsent(site, field);
  const isPartless = !hasView(field.type);
  return code`
    if (this.$end <= 0) this.$scan(${index});
    ${
      isPartless
        ? code`return ${slot} === 0 ? ${absent} : ${value};`
        : code`return (${childOf(target)} ??= ${slot} === 0 ? ${absent} : ${value});`
    }
  `;
}

/** A field of the run: where that stands as we write it, at a constant distance. */
function emitRunGetter(site: ViewSite, { field, index }: ViewField): Printable {
  const { codec } = site;
  const s = codec.writer.scope().name("s");
  const offset = findRun(site.layout)?.slots[index]?.offset ?? 0;
  return code`
    if (this.$end <= 0) this.$scan(${index});
    const ${s} = this.$odd === undefined ? ${plus(code`this.$start`, offset + 3)} : ${callRuntime(codec, "slotInRun", code`this`, code`${index}`)};
    return ${s} === 0 ? ${emitAbsent(site, field)} : ${emitReadAt(codec, field.type, code`this.$message`, s)};
  `;
}

/** What a field reads as that is not there. */
function emitAbsent({ codec, struct }: ViewSite, field: FieldDef): Printable {
  const { context } = codec;
  if (presenceOf(field) === "optional") return code`undefined`;
  if (presenceOf(field) === "required") {
    return callRuntime(codec, "absentField", stringLiteral(context.fieldName(struct, field)));
  }
  if (!hasView(field.type)) return emitDefault(field, context);
  const kind = emitElementKind(codec, field.type);
  const message = callRuntime(
    codec,
    "openDefault",
    code`this.$message`,
    kind,
    emitInputDefault(field, context),
  );
  return emitReadAt(codec, field.type, message, code`0`);
}

function emitSetter(site: ViewSite, target: ViewField, x: Identifier): Printable {
  const { codec } = site;
  const { field, index } = target;
  const slot = slotOf(target);
  const kind = emitElementKind(codec, field.type);
  if (site.struct.flavor === "union") return emitMemberSetter(codec, index, x, kind);
  if (index < runLength(site))
    return code`${callRuntime(codec, "setRunField", code`this`, code`${index}`, x, kind)};`;
  const set = callRuntime(codec, "setField", code`this`, slot, code`${index}`, x, kind);
  if (!hasView(field.type)) return code`${slot} = ${set};`;
  return code`
    ${slot} = ${set};
    ${childOf(target)} = undefined;
  `;
}
