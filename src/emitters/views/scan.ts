/** The scan of a view: one walk over the fields of the struct, which notes where each value stands. */
import { resolveType } from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";
import { plus } from "../codec/places.js";
import { emitSignature, findRun } from "../codec/signature.js";
import { callRuntime, fixedSizeOf, takeNames } from "../codec/site.js";
import { holdsStruct } from "../codec/structs.js";
import {
  block,
  classMethod,
  code,
  lines,
  nothing,
  stringLiteral,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitDispatch } from "./dispatch.js";
import { slotOf, type ViewField, type ViewSite } from "./site.js";
import { emitSkip, strideOf } from "./skip-value.js";

interface Names {
  readonly m: Identifier;
  readonly d: Identifier;
  readonly o: Identifier;
  readonly h: Identifier;
  /** The index to stop at. */
  readonly until: Identifier;
  /** Where a value stands; of unions: the index and slot of the member. */
  readonly at: Identifier;
  readonly i: Identifier;
  readonly s: Identifier;
}

export function emitScan(site: ViewSite): Printable {
  const scope = site.codec.writer.scope();
  const names: Names = {
    m: scope.name("m"),
    until: scope.name("until"),
    at: scope.name("at"),
    s: scope.name("s"),
    ...takeNames(scope, "d", "o", "h", "i"),
  };
  const isUnion = site.struct.flavor === "union";
  const wanted = scope.name("wanted");
  return classMethod({
    key: code`$scan`,
    isOverride: true,
    parameters: isUnion ? [] : [{ name: wanted, type: code`number` }],
    returns: code`void`,
    body: isUnion ? emitUnionBody(site, names) : emitBody(site, names, wanted),
  });
}

function emitBody(site: ViewSite, names: Names, wanted: Identifier): Printable {
  const { codec } = site;
  const { m, h, until, at } = names;
  return code`
    const ${m} = ${callRuntime(codec, "beginScan", code`this`, wanted)};
    if (${m} === undefined) return;
    ${emitLevel(site, m)}
    const ${until} = ${m}.reading.lazy ? ${wanted} : -1;
    ${emitFirstRun(site, names)}
    for (let ${h} = 0; (${h} = ${callRuntime(codec, "nextField", m)}) !== 0; ) ${block(
      lines([
        site.fields.length === 0 ? nothing : code`const ${at} = ${m}.shift + ${m}.offset;`,
        emitFields(site, names, (field) => emitField(site, names, field)),
        code`if (${until} >= 0 && ${callRuntime(codec, "isFound", code`this`, m, until)}) return;`,
      ]),
    )}
    ${emitChecks(site, names)}
    ${callRuntime(codec, "endScan", code`this`, m)};
  `;
}

/** A struct that holds others takes a level, as in reading; a leaf's must only be there. */
function emitLevel({ struct }: ViewSite, m: Identifier): Printable {
  return struct.fields.some((field) => holdsStruct(field.type)) ? code`${m}.depth--;` : nothing;
}

/** The run that we write first: all slots at once. */
function emitFirstRun(site: ViewSite, { m, d, o, at, until }: Names): Printable {
  const run = findRun(site.layout);
  if (run === undefined) return nothing;
  const stride = strideOf(site.codec, { kind: "struct", def: site.struct });
  const start =
    stride === undefined
      ? code`${m}.offset`
      : callRuntime(site.codec, "gatherStruct", m, code`${stride}`);
  return code`
    const ${o} = ${start};
    const ${d} = ${m}.memory.view;
    if (
      this.$end === 0 &&
      ${m}.end - ${o} > ${run.size} &&
      ${emitSignature(run, d, o)} === 0
    ) {
      const ${at} = ${m}.shift + ${o};
      ${lines(
        run.slots.map(({ offset }, index) => code`this.$${index} = ${plus(at, offset + 3)};`),
      )}
      ${m}.offset = ${plus(o, run.size)};
      if (${until} >= 0 && ${until} < ${run.slots.length}) return ${callRuntime(site.codec, "pauseScan", code`this`, m)};
    }${stride !== undefined ? code` else if (${m}.reading.stamped) ${callRuntime(site.codec, "failStamp", m)};` : nothing}
  `;
}

function emitFields(
  site: ViewSite,
  { m, h }: Names,
  emitOne: (field: ViewField) => Printable,
): Printable {
  const unknown = code`${callRuntime(site.codec, "skipUnknown", code`this`, m, h)};`;
  const cases = inScanOrder(site).map((target) => ({ field: target.field, body: emitOne(target) }));
  return emitDispatch(h, cases, unknown);
}

/** Behind the first run only other fields can be expected. */
function inScanOrder({ layout, fields }: ViewSite): readonly ViewField[] {
  const first = findRun(layout)?.slots.length ?? 0;
  return [...fields.slice(first), ...fields.slice(0, first)];
}

function emitField({ codec }: ViewSite, { m, at }: Names, target: ViewField): Printable {
  const slot = slotOf(target);
  const { type } = target.field;
  const size = fixedSizeOf(type);
  const items = [code`this`, m, slot, at, code`${target.index}`];
  if (size !== undefined)
    return code`${slot} = ${callRuntime(codec, "placeFixed", ...items, code`${size}`)};`;
  const { kind } = resolveType(type);
  if (kind === "string" || kind === "binary")
    return code`${slot} = ${callRuntime(codec, "placeText", ...items)};`;
  return block(
    lines([
      code`${slot} = ${callRuntime(codec, "placeField", ...items)};`,
      code`${emitSkip(codec, type, m)};`,
    ]),
  );
}

function emitChecks({ codec, struct, fields }: ViewSite, { m }: Names): Printable {
  return lines(
    fields
      .filter(({ field }) => presenceOf(field) === "required")
      .map((target) => {
        const path = stringLiteral(`.${codec.context.fieldName(struct, target.field)}`);
        return code`if (${slotOf(target)} === 0) ${callRuntime(codec, "missingField", m, path)};`;
      }),
  );
}

/** A union is its last member, as in `decode`. Never lazy: a member is known when all are. */
function emitUnionBody(site: ViewSite, names: Names): Printable {
  const { codec, fields } = site;
  const { m, h, i, s } = names;
  const emitMember = (target: ViewField): Printable =>
    block(code`
      if (${i} >= 0) ${callRuntime(codec, "placeOther", code`this`, s, i)};
      ${i} = ${target.index};
      ${s} = ${m}.shift + ${m}.offset;
      ${emitSkip(codec, target.field.type, m)};
    `);
  return code`
    const ${m} = ${callRuntime(codec, "beginScan", code`this`, code`-1`)};
    if (${m} === undefined) return;
    ${emitLevel(site, m)}
    ${fields.length === 0 ? nothing : code`let ${i} = -1;`}
    ${fields.length === 0 ? nothing : code`let ${s} = 0;`}
    for (let ${h} = 0; (${h} = ${callRuntime(codec, "nextField", m)}) !== 0; ) ${block(emitFields(site, names, emitMember))}
    ${lines(fields.map((target) => code`${slotOf(target)} = ${i} === ${target.index} ? ${s} : 0;`))}
    ${callRuntime(codec, "endScan", code`this`, m)};
  `;
}
