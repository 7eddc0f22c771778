/** `User$skip(m)`: steps over a struct; `User$run(m, n)`: over many in their usual form. */
import { resolveType, type FieldDef } from "../../ir/definitions.js";
import { plus } from "../codec/places.js";
import { emitSignature, findRun } from "../codec/signature.js";
import { callRuntime, headerLiteral, takeNames } from "../codec/site.js";
import { isNested } from "../codec/structs.js";
import {
  block,
  code,
  functionDeclaration,
  globalRef,
  lines,
  nothing,
  unionType,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { emitDispatch } from "./dispatch.js";
import { type ViewSite } from "./site.js";
import { emitSkip, minimumTextBytes, usualForm, type UsualForm } from "./skip-value.js";

interface Names {
  readonly m: Identifier;
  readonly d: Identifier;
  readonly o: Identifier;
  readonly h: Identifier;
  readonly n: Identifier;
  readonly i: Identifier;
  readonly offsets: Identifier;
  readonly from: Identifier;
  /** Where the struct begins. */
  readonly at: Identifier;
}

export function emitStructSkip(site: ViewSite): void {
  const { writer, context } = site.codec;
  const scope = writer.scope();
  const m = scope.name("m");
  const [offsets, from] = [scope.name("offsets"), scope.name("from")];
  const at = scope.name("at");
  const names = { m, offsets, from, at, ...takeNames(scope, "d", "o", "h", "n", "i") };
  const message = { name: m, type: context.runtime("Message") };
  writer.add(
    functionDeclaration({
      name: context.declaredInternal(site.struct, "skip"),
      exported: true,
      parameters: [message],
      returns: code`void`,
      body: emitBody(site, names),
    }),
  );
  const form = usualForm(site.codec, site.struct);
  if (form === undefined) return;
  writer.add(
    functionDeclaration({
      name: context.declaredInternal(site.struct, "run"),
      exported: true,
      parameters: [
        message,
        { name: names.n, type: code`number` },
        {
          name: names.offsets,
          type: unionType([code`number[]`, globalRef("Int32Array")]),
          optional: true,
        },
        { name: names.from, type: code`number`, defaultValue: code`0` },
      ],
      returns: code`number`,
      body: emitRun(site, names, form, scope),
    }),
  );
}

function emitBody(site: ViewSite, names: Names): Printable {
  const { codec } = site;
  const { m, h } = names;
  const { open, close } = emitLevel(site, names);
  return code`
    ${open}
    ${emitFirstRun(site, names)}
    for (let ${h} = 0; (${h} = ${callRuntime(codec, "nextField", m)}) !== 0; ) ${block(emitFields(site, names))}
    ${close}
  `;
}

/** A leaf's level must only be there; a struct of a recursive type may be known to end somewhere. */
function emitLevel(
  { codec, struct, isRecursive }: ViewSite,
  { m, at }: Names,
): { readonly open: Printable; readonly close: Printable } {
  if (isRecursive) {
    const open = code`
      const ${at} = ${callRuntime(codec, "openNode", m)};
      if (${at} < 0) return;
    `;
    return { open, close: code`${callRuntime(codec, "closeNode", m, at)};` };
  }
  if (!isNested(struct))
    return { open: code`${callRuntime(codec, "checkLevel", m)};`, close: nothing };
  return { open: code`${callRuntime(codec, "openLevel", m)};`, close: code`${m}.depth++;` };
}

function emitFirstRun({ layout }: ViewSite, { m, d, o }: Names): Printable {
  const run = findRun(layout);
  if (run === undefined) return nothing;
  return code`
    const ${d} = ${m}.memory.view;
    const ${o} = ${m}.offset;
    if (
      ${m}.end - ${o} > ${run.size} &&
      ${emitSignature(run, d, o)} === 0
    ) ${m}.offset = ${plus(o, run.size)};
  `;
}

/** Fields whose content has types to be checked; all others are stepped over by their wire type. */
function emitFields({ codec, fields }: ViewSite, { m, h }: Names): Printable {
  const known = fields.map(({ field }) => field).filter(hasParts);
  const cases = known.map((field) => ({ field, body: code`${emitSkip(codec, field.type, m)};` }));
  return emitDispatch(h, cases, code`${callRuntime(codec, "skipOther", m, h)};`);
}

function hasParts(field: FieldDef): boolean {
  const { kind } = resolveType(field.type);
  return kind === "struct" || kind === "list" || kind === "set" || kind === "map";
}

/** With an offset of its own, which moves behind an element when that is whole: 0.5 of the time of a skip each. */
function emitRun(
  { codec }: ViewSite,
  { m, d, o, n, i, offsets, from }: Names,
  { run, size, texts }: UsualForm,
  scope: LocalScope,
): Printable {
  const { p } = takeNames(scope, "p");
  const end = scope.name("end");
  const least = size + texts.length * minimumTextBytes + 1;
  const isRun = run === undefined ? nothing : code`if (${emitSignature(run, d, o)} !== 0) break;`;
  const pass = callRuntime(codec, "passStrides", m, n, code`${least}`);
  return code`
    ${callRuntime(codec, "checkLevel", m)};
    ${texts.length > 0 ? nothing : code`if (${m}.reading.stamped) return ${pass};`}
    const ${d} = ${m}.memory.view;
    const ${end} = ${m}.end - ${least};
    let ${o} = ${m}.offset;
    let ${i} = 0;
    for (; ${i} < ${n} && ${o} <= ${end}; ${i}++) {
      ${isRun}
      let ${p} = ${plus(o, size)};
      ${lines(texts.map((field, index) => emitText(codec, field, { d, p }, code`${end} + ${least - leastBehind(texts.length - index)}`)))}
      if (${d}.getUint8(${p}) !== 0) break;
      ${o} = ${p} + 1;
      if (${offsets} !== undefined) ${offsets}[${from} + ${i} + 1] = ${m}.shift + ${o};
    }
    ${m}.offset = ${o};
    ${texts.length > 0 ? nothing : code`if (${i} === ${n}) ${callRuntime(codec, "noteUniform", m, code`${m}.shift + ${o} - ${n} * ${least}`)};`}
    return ${i};
  `;
}

/** What stands behind where a text's size begins, if this and so many in all are empty: its size, the others, STOP. */
const leastBehind = (texts: number): number => 4 + (texts - 1) * minimumTextBytes + 1;

/** A size that leads behind `limit` is looked at by the skip. */
function emitText(
  codec: ViewSite["codec"],
  field: FieldDef,
  { d, p }: { readonly d: Identifier; readonly p: Identifier },
  limit: Printable,
): Printable {
  const header = headerLiteral(field.type, field.id);
  const next = callRuntime(codec, "behindText", d, plus(p, 3), limit);
  return code`
    if (((${d}.getInt32(${p}) ^ ${header}) >>> 8) !== 0) break;
    ${p} = ${next};
    if (${p} < 0) break;
  `;
}
