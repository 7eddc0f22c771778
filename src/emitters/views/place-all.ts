/** `$placeAll(at, end)`: where the fields stand of a struct that a list's scan has found in its usual form. */
import { plus } from "../codec/places.js";
import { callRuntime, takeNames } from "../codec/site.js";
import {
  classMethod,
  code,
  lines,
  nothing,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { runLength, slotOf, type ViewSite } from "./site.js";
import { minimumTextBytes, usualForm, type UsualForm } from "./skip-value.js";

/** None for structs without a usual form, and none where the struct's offset tells all fields. */
export function emitPlaceAll(site: ViewSite): readonly Printable[] {
  const { codec, struct, fields } = site;
  const form = usualForm(codec, struct);
  if (form === undefined || runLength(site) === fields.length) return [];
  const scope = codec.writer.scope();
  const [at, end] = [scope.name("at"), scope.name("end")];
  const texts = fields.slice(fields.length - form.texts.length);
  const { findTexts, places } = findPlaces(site, form, texts.length, { scope, at });
  const body = code`
    ${findTexts}
    ${lines(emitFixed(site, form, at))}
    ${lines(texts.map((field, index) => code`${slotOf(field)} = ${places[index] ?? nothing};`))}
    this.$end = ${end};
  `;
  return [
    classMethod({
      key: code`$placeAll`,
      isOverride: true,
      parameters: [
        { name: at, type: code`number` },
        { name: end, type: code`number` },
      ],
      returns: code`void`,
      body,
    }),
  ];
}

/** Fields of the run that have slots. */
function emitFixed(site: ViewSite, { run }: UsualForm, at: Identifier): readonly Printable[] {
  const slots = run?.slots ?? [];
  return site.fields.slice(runLength(site), slots.length).map((field) => {
    const offset = slots[field.index]?.offset ?? 0;
    return code`${slotOf(field)} = ${plus(at, offset + 3)};`;
  });
}

/** The first text stands behind the run; where others stand, the size of the one before each tells. */
function findPlaces(
  { codec }: ViewSite,
  { size }: UsualForm,
  count: number,
  { scope, at }: { readonly scope: LocalScope; readonly at: Identifier },
): { readonly findTexts: Printable; readonly places: readonly Printable[] } {
  const m = scope.name("m");
  const { d, o } = takeNames(scope, "d", "o");
  const places: Printable[] = [plus(at, size + 3)];
  const steps: Printable[] = [];
  // Behind it are at least its own size, the next text and STOP.
  const limit = code`${m}.end - ${4 + minimumTextBytes + 1}`;
  let before: Printable = plus(o, size + 3);
  for (let text = 1; text < count; text++) {
    const { p } = takeNames(scope, "p");
    // Bytes that have changed since are left to the scan.
    steps.push(code`
      const ${p} = ${callRuntime(codec, "behindText", d, before, limit)} + 3;
      if (${p} < 3) return;
    `);
    places.push(code`${m}.shift + ${p}`);
    before = p;
  }
  if (steps.length === 0) return { findTexts: nothing, places };
  const findTexts = code`
    const ${m} = this.$message;
    const ${d} = ${m}.memory.view;
    const ${o} = ${at} - ${m}.shift;
    ${lines(steps)}
  `;
  return { findTexts, places };
}
