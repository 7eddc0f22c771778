/** `$settle(at, end)`: where the fields stand of a struct that a list's scan has found in its usual form. */
import { plus } from "../codec/places.js";
import { callRuntime, takeNames } from "../codec/site.js";
import {
  classMethod,
  code,
  lines,
  nothing,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { runLength, slotOf, type ViewSite } from "./site.js";
import { usualForm } from "./skip-value.js";

/** Bytes behind a text that others follow, at the least: header and size of the next, and STOP. */
const leastBehind = 8;

/** None for structs without a usual form, and where one offset tells all fields. */
export function emitSettle(site: ViewSite): readonly Printable[] {
  const { codec, fields } = site;
  const form = usualForm(codec, site.struct);
  if (form === undefined || form.texts.length === 0) return [];
  const scope = codec.writer.scope();
  const { d, o } = takeNames(scope, "d", "o");
  const [m, at, end] = [scope.name("m"), scope.name("at"), scope.name("end")];
  const fixed = fields.slice(runLength(site), form.run?.slots.length ?? 0);
  const [first, ...others] = fields.slice(form.run?.slots.length ?? 0);
  // Told by the size of the text before each.
  const places = others.map(() => scope.name("p"));
  const start = form.size + 3;
  const findPlaces = places.map((place, index) =>
    emitPlace(site, place, index === 0 ? plus(o, start) : (places[index - 1] ?? o), { m, d }),
  );
  const body = code`
    ${places.length === 0 ? nothing : code`const ${m} = this.$message;`}
    ${places.length === 0 ? nothing : code`const ${d} = ${m}.memory.view;`}
    ${places.length === 0 ? nothing : code`const ${o} = ${at} - ${m}.shift;`}
    ${lines(findPlaces)}
    ${runLength(site) === 0 ? nothing : code`this.$run = ${at};`}
    ${lines(fixed.map((field) => code`${slotOf(field)} = ${plus(at, (form.run?.slots[field.index]?.offset ?? 0) + 3)};`))}
    ${first === undefined ? nothing : code`${slotOf(first)} = ${plus(at, start)};`}
    ${lines(others.map((field, index) => code`${slotOf(field)} = ${m}.shift + ${places[index] ?? o};`))}
    this.$end = ${end};
  `;
  return [
    classMethod({
      key: code`$settle`,
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

/** Behind the text at `before`. Bytes that have changed since are left to the scan. */
function emitPlace(
  { codec }: ViewSite,
  place: Identifier,
  before: Printable,
  { m, d }: { readonly m: Identifier; readonly d: Identifier },
): Printable {
  const limit = code`${m}.end - ${leastBehind + 4}`;
  return code`
    const ${place} = ${callRuntime(codec, "behindText", d, before, limit)} + 3;
    if (${place} < 3) return;
  `;
}
