/** The scan of a view: one walk over the fields of the struct, which notes where each value stands. */
import { resolveType } from "../../ir/definitions.js";
import type { FixedRun } from "../../ir/layout.js";
import { presenceOf } from "../presence.js";
import { plus } from "../codec/places.js";
import { emitSignature, findRun } from "../codec/signature.js";
import { callRuntime, fixedSizeOf, takeNames } from "../codec/site.js";
import { isNested } from "../codec/structs.js";
import {
  arrayLiteral,
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
import { runLength, slotOf, type ViewField, type ViewSite } from "./site.js";
import { emitSkip, strideOf } from "./skip-value.js";

interface Names {
  readonly m: Identifier;
  readonly d: Identifier;
  readonly o: Identifier;
  readonly h: Identifier;
  /** The index to stop at, and the header of that field. */
  readonly until: Identifier;
  readonly sought: Identifier;
  /** Where a value stands. */
  readonly at: Identifier;
}

export function emitScan(site: ViewSite): Printable {
  const scope = site.codec.writer.scope();
  const names: Names = {
    m: scope.name("m"),
    until: scope.name("until"),
    sought: scope.name("sought"),
    at: scope.name("at"),
    ...takeNames(scope, "d", "o", "h"),
  };
  const wanted = scope.name("wanted");
  return classMethod({
    key: code`$scan`,
    isOverride: true,
    parameters: [{ name: wanted, type: code`number` }],
    returns: code`void`,
    body: emitBody(site, names, wanted),
  });
}

function emitBody(site: ViewSite, names: Names, wanted: Identifier): Printable {
  const { codec } = site;
  const { m, h, until, sought, at } = names;
  return code`
    const ${m} = ${callRuntime(codec, "beginScan", code`this`, wanted)};
    if (${m} === undefined) return;
    ${emitLevel(site, m)}
    const ${until} = ${m}.reading.lazy ? ${wanted} : -1;
    ${emitFirstRun(site, names)}
    const ${sought} = ${until} < 0 ? 0 : this.$kind.headers[${until}];
    for (let ${h} = 0; (${h} = ${callRuntime(codec, "nextField", m)}) !== 0; ) ${block(
      lines([
        site.fields.length === 0 ? nothing : code`const ${at} = ${m}.shift + ${m}.offset;`,
        emitFields(site, names),
        code`if (${h} === ${sought}) return ${callRuntime(codec, "pauseScan", code`this`, m)};`,
      ]),
    )}
    ${emitChecks(site, names)}
    ${callRuntime(codec, "endScan", code`this`, m)};
  `;
}

/** A struct that holds others takes a level, as in reading; a leaf's must only be there. */
export function emitLevel({ codec, struct, isRecursive }: ViewSite, m: Identifier): Printable {
  const hops = callRuntime(codec, "startHops", code`this`, m);
  return lines([
    isNested(struct) ? code`${m}.depth--;` : nothing,
    isRecursive ? code`${hops};` : nothing,
  ]);
}

/** The run that we write first: slots of all its fields at once. */
function emitFirstRun(site: ViewSite, names: Names): Printable {
  const { codec, layout } = site;
  const run = findRun(layout);
  if (run === undefined) return nothing;
  const { m, d, o } = names;
  const stride = strideOf(codec, { kind: "struct", def: site.struct });
  const start =
    stride === undefined
      ? code`${m}.offset`
      : code`this.$end === 0 ? ${callRuntime(codec, "gatherStruct", m, code`${stride}`)} : ${m}.offset`;
  return code`
    const ${o} = ${start};
    const ${d} = ${m}.memory.view;
    ${emitRun(site, names, run)}${emitOtherForm(site, names, run, stride !== undefined)}
  `;
}

/** If the run stands here, its slots are known. */
function emitRun(site: ViewSite, { m, d, o, at, until }: Names, run: FixedRun): Printable {
  const shared = runLength(site);
  const others = run.slots.slice(shared);
  return code`if (
      this.$end === 0 &&
      ${m}.end - ${o} > ${run.size} &&
      ${emitSignature(run, d, o)} === 0
    ) {
      ${others.length > 0 ? code`const ${at} = ${m}.shift + ${o};` : nothing}
      ${lines(
        others.map(({ offset }, index) => code`this.$${shared + index} = ${plus(at, offset + 3)};`),
      )}
      ${m}.offset = ${plus(o, run.size)};
      if (${until} >= 0 && ${until} < ${run.slots.length}) return ${callRuntime(site.codec, "pauseScan", code`this`, m)};
    }`;
}

/** What else may stand at the beginning: the part of the run that others write first too, or anything. */
function emitOtherForm(site: ViewSite, names: Names, run: FixedRun, isStamped: boolean): Printable {
  const { m } = names;
  const { shared } = site;
  const stamp = code`if (${m}.reading.stamped) ${callRuntime(site.codec, "failStamp", m)};`;
  if (shared === undefined) return isStamped ? code` else ${stamp}` : nothing;
  const begin = lines([
    isStamped ? stamp : nothing,
    code`${callRuntime(site.codec, "clearRun", code`this`, arrayLiteral(shared.slots.map(() => code`0`)))};`,
  ]);
  // A part of what both have agreed on is not enough.
  const part =
    shared.size < run.size && !isStamped ? code` else ${emitRun(site, names, shared)}` : nothing;
  return code`${part} else if (this.$end === 0) ${block(begin)}`;
}

function emitFields(site: ViewSite, names: Names): Printable {
  const { m, h } = names;
  const unknown = code`${callRuntime(site.codec, "skipUnknown", code`this`, m, h)};`;
  const cases = inScanOrder(site).map((target) => ({
    field: target.field,
    body: emitField(site, names, target),
  }));
  return emitDispatch(h, cases, unknown);
}

/** Behind the first run only other fields can be expected. */
function inScanOrder({ layout, fields }: ViewSite): readonly ViewField[] {
  const first = findRun(layout)?.slots.length ?? 0;
  return [...fields.slice(first), ...fields.slice(0, first)];
}

function emitField(site: ViewSite, { m, at }: Names, target: ViewField): Printable {
  const { codec } = site;
  const slot = slotOf(target);
  const { type } = target.field;
  const size = fixedSizeOf(type);
  if (target.index < runLength(site)) {
    const place = [code`this`, m, at, code`${target.index}`, code`${size ?? 0}`];
    return code`${callRuntime(codec, "placeInRun", ...place)};`;
  }
  const items = [code`this`, m, slot, at, code`${target.index}`];
  if (size !== undefined)
    return code`${slot} = ${callRuntime(codec, "placeFixed", ...items, code`${size}`)};`;
  const { kind } = resolveType(type);
  if (kind === "string" || kind === "binary")
    return code`${slot} = ${callRuntime(codec, "placeText", ...items)};`;
  // Nothing is noted of a value that could not be stepped over: a lazy view would find it.
  return block(
    lines([
      code`${emitSkip(codec, type, m)};`,
      code`${slot} = ${callRuntime(codec, "placeField", ...items)};`,
    ]),
  );
}

function emitChecks(site: ViewSite, { m }: Names): Printable {
  const { codec, struct, fields } = site;
  return lines(
    fields
      .filter(({ field }) => presenceOf(field) === "required")
      .map((target) => {
        const path = stringLiteral(`.${codec.context.fieldName(struct, target.field)}`);
        const isMissing =
          target.index < runLength(site)
            ? code`${callRuntime(codec, "slotInRun", code`this`, code`${target.index}`)} === 0`
            : code`${slotOf(target)} === 0`;
        return code`if (${isMissing}) ${callRuntime(codec, "missingField", m, path)};`;
      }),
  );
}
