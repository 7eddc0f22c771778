/** `export class UserView extends StructView<User> { ... }`. */
import { resolveType, type Type } from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";
import { findRun } from "../codec/signature.js";
import { callRuntime, headerLiteral } from "../codec/site.js";
import {
  arrayLiteral,
  classAccessor,
  classDeclaration,
  classMethod,
  classConstructor,
  classState,
  code,
  constantDeclaration,
  entry,
  lines,
  objectLiteral,
  parenthesized,
  stringLiteral,
  typeArguments,
  typeOnly,
  unionType,
  type Printable,
} from "../print/index.js";
import { emitPlaceAll } from "./place-all.js";
import { emitProperty } from "./property.js";
import { emitScan } from "./scan.js";
import {
  childName,
  childOf,
  runLength,
  slotName,
  slotOf,
  type ViewField,
  type ViewSite,
} from "./site.js";
import { emitListView } from "./read-value.js";
import { emitUnionScan } from "./union.js";
import { emitViewType, hasView, isTypedArray } from "./view-types.js";

export function emitViewClass(site: ViewSite): void {
  const { codec, struct, fields } = site;
  const { context, writer } = codec;
  const isUnion = struct.flavor === "union";
  const view = context.runtime(isUnion ? "UnionView" : "StructView");
  const typesOf = [context.reference(struct), code`${context.reference(struct)}.Input`];
  writer.add(emitKind(site));
  // Its elements, keys and writers are added to the module before it.
  const properties = struct.fields.map((field) =>
    emitProperty(site, { field, index: fields.findIndex((known) => known.field === field) }),
  );
  const scan = isUnion ? emitUnionScan(site) : emitScan(site);
  writer.add(
    classDeclaration({
      name: context.declaredView(struct),
      exported: true,
      extends: code`${view}${typeOnly`${typeArguments(typesOf)}`}`,
      members: [
        ...(isUnion ? [] : emitState(site)),
        ...emitStatics(site),
        ...properties,
        emitKindAccessor(site),
        scan,
        ...emitPlaceAll(site),
        ...(isUnion ? [] : emitSlotMethods(site)),
      ],
      doc: { text: struct.doc, deprecated: struct.deprecated },
    }),
  );
}

/** Slots, views of fields, and what makes them. */
function emitState(site: ViewSite): readonly Printable[] {
  return [
    ...slotted(site).map(({ index }) => classState({ key: slotName(index), type: code`number` })),
    ...partsOf(site).map((target) => emitChildState(site, target)),
    ...(slotted(site).length === 0 ? [] : [emitConstructor(site)]),
  ];
}

/** Fields with a slot of their own. */
function slotted(site: ViewSite): readonly ViewField[] {
  return site.fields.slice(runLength(site));
}

/** Fields that read as views. */
function partsOf({ fields }: ViewSite): readonly ViewField[] {
  return fields.filter(({ field }) => hasView(field.type));
}

function emitChildState({ codec }: ViewSite, { field, index }: ViewField): Printable {
  const type = emitViewType(field.type, codec.context);
  return classState({ key: childName(index), type: unionType([type, code`undefined`]) });
}

/** All state in one place and order, so that V8 knows the objects by one shape. */
function emitConstructor(site: ViewSite): Printable {
  const { codec } = site;
  const scope = codec.writer.scope();
  const [message, start] = [scope.name("message"), scope.name("start")];
  return classConstructor({
    parameters: [
      { name: message, type: codec.context.runtime("Message") },
      { name: start, type: code`number` },
    ],
    body: lines([
      code`super${parenthesized([message, start])};`,
      ...slotted(site).map((target) => code`${slotOf(target)} = 0;`),
      ...partsOf(site).map((target) => code`${childOf(target)} = undefined;`),
    ]),
    doc: { text: "Views are made by `of` and `create`." },
  });
}

/** `const User$kind: StructKind<User> = { ... };`. */
function emitKind(site: ViewSite): Printable {
  const { codec, struct, fields } = site;
  const { context, writer } = codec;
  const m = writer.scope().name("m");
  const message = parenthesized([code`${m}${typeOnly`: ${context.runtime("Message")}`}`]);
  const info = context.internal(struct, "info");
  const typesOf = [context.reference(struct), code`${context.reference(struct)}.Input`];
  const required = fields.filter(
    ({ field }) => presenceOf(field) === "required" && struct.flavor !== "union",
  );
  return constantDeclaration({
    name: context.declaredInternal(struct, "kind"),
    type: code`${context.runtime("StructKind")}${typeArguments(typesOf)}`,
    value: objectLiteral([
      entry(code`info`, info),
      entry(code`read`, context.internal(struct, "read")),
      entry(code`write`, context.internal(struct, "write")),
      entry(
        code`names`,
        arrayLiteral(fields.map(({ field }) => stringLiteral(context.fieldName(struct, field)))),
      ),
      entry(
        code`headers`,
        arrayLiteral(fields.map(({ field }) => headerLiteral(field.type, field.id))),
      ),
      ...emitRunEntries(site),
      entry(code`required`, arrayLiteral(required.map(({ index }) => code`${index}`))),
      entry(code`isUnion`, struct.flavor === "union" ? code`true` : code`false`),
      ...emitLists(codec, fields),
      // Bundlers keep what reads a property at top level.
      entry(code`edits`, code`{ size: 64, names: () => ${info}.names() }`),
      entry(code`writers`, code`[]`),
      entry(code`open`, code`${message} => new ${context.view(struct)}(${m}, 0)`),
    ]),
  });
}

/** The run that we write first. */
function emitRunEntries(site: ViewSite): readonly Printable[] {
  const run = findRun(site.layout);
  const places = run?.slots.map(({ offset }) => code`${offset}`) ?? [];
  return [
    entry(code`fixed`, arrayLiteral(places)),
    entry(code`fixedSize`, code`${run?.size ?? 0}`),
    entry(code`shared`, code`${runLength(site)}`),
  ];
}

/** What `$list` opens, by index: `lists: { 1: (m, at) => new ListView(...) }`. */
function emitLists(codec: ViewSite["codec"], fields: readonly ViewField[]): readonly Printable[] {
  const { context, writer } = codec;
  const m = writer.scope().name("m");
  const at = writer.scope().name("at");
  const parameters = parenthesized([
    code`${m}${typeOnly`: ${context.runtime("Message")}`}`,
    code`${at}${typeOnly`: number`}`,
  ]);
  const items = fields.flatMap(({ field, index }) => {
    const type = resolveType(field.type);
    if (type.kind !== "list" || !isTypedArray(type)) return [];
    const list = emitListView(codec, numberOf(type.element), m, at);
    return [entry(code`${index}`, code`${parameters} => ${list}`)];
  });
  return items.length === 0 ? [] : [entry(code`lists`, objectLiteral(items))];
}

/** Elements of BigInt64Array are bigint, whatever i64 is elsewhere. */
function numberOf(element: Type): Type {
  return resolveType(element).kind === "i64" ? { kind: "i64", as: "bigint" } : element;
}

function emitKindAccessor({ codec, struct }: ViewSite): Printable {
  const { context } = codec;
  return classAccessor({
    key: code`$kind`,
    isOverride: true,
    type: code`${context.runtime("StructKind")}${typeArguments([context.reference(struct), code`${context.reference(struct)}.Input`])}`,
    body: code`return ${context.declaredInternal(struct, "kind")};`,
  });
}

function emitStatics({ codec, struct }: ViewSite): readonly Printable[] {
  const { context, writer } = codec;
  const view = context.view(struct);
  const scope = writer.scope();
  const source = scope.name("source");
  const options = scope.name("options");
  const info = context.internal(struct, "info");
  const message = callRuntime(codec, "openMessage", source, info, options);
  return [
    classMethod({
      key: code`of`,
      isStatic: true,
      parameters: [
        { name: source, type: context.runtime("ViewSource") },
        { name: options, type: context.runtime("ViewOptions"), optional: true },
      ],
      returns: view,
      body: code`return new ${view}(${message}, 0);`,
    }),
  ];
}

/** What the runtime needs of all slots and views at once. */
function emitSlotMethods(site: ViewSite): readonly Printable[] {
  const { codec, fields } = site;
  const parts = partsOf(site);
  return [
    classMethod({
      key: code`$slots`,
      isOverride: true,
      parameters: [],
      returns: code`number[]`,
      body: code`return ${emitSlots(site)};`,
    }),
    ...(parts.length === 0 ? [] : [emitChildren(codec, fields)]),
  ];
}

/** All slots; those of the run are filled in. */
function emitSlots(site: ViewSite): Printable {
  const count = runLength(site);
  const slots = arrayLiteral(
    site.fields.map((target) => (target.index < count ? code`0` : slotOf(target))),
  );
  return count === 0 ? slots : callRuntime(site.codec, "fillRun", code`this`, slots);
}

function emitChildren(codec: ViewSite["codec"], fields: readonly ViewField[]): Printable {
  const items = fields.map((target) =>
    hasView(target.field.type) ? childOf(target) : code`undefined`,
  );
  return classMethod({
    key: code`$children`,
    isOverride: true,
    parameters: [],
    returns: code`(${codec.context.runtime("View")} | undefined)[]`,
    body: code`return ${arrayLiteral(items)};`,
  });
}
