/** What every access to a view of hostile bytes must give, told by what `decode` gives. */
import { expect } from "vitest";
import type { ThriftError } from "@thriftgen/runtime";
import type { Utf8Options } from "../support/companion.js";
import type { StructDef } from "../../src/ir/definitions.js";
import { attemptDecode } from "../support/invariants.js";
import {
  chainForm,
  cutBytes,
  everyCut,
  randomCuts,
  wholeForms,
  windowForm,
  type AnyView,
  type ViewForm,
} from "./forms.js";
import { decodedAll, decodedText, readAll, readField, type ViewSubject } from "./support.js";

export interface HostileTotals {
  forms: number;
  accesses: number;
}

/** Bytes whole and at offsets; small ones cut everywhere, larger ones at some places. */
export function* hostileForms(bytes: Uint8Array, cutsUpTo: number): Generator<ViewForm> {
  yield* wholeForms(bytes);
  if (bytes.length <= cutsUpTo) return yield* everyCut(bytes);
  // Turns of `randomCuts`: of a large message some, as each is read once for every field.
  const runs = bytes.length > 100_000 ? [0, 3] : [0, 1, 2, 3, 4];
  for (const run of runs) {
    const pieces = cutBytes(bytes, randomCuts(bytes.length, run));
    yield windowForm(`${pieces.length} pieces`, pieces);
    yield chainForm(`a chain of ${pieces.length} pieces`, pieces);
  }
}

/**
 * Each field as the first access, twice; then all of them and `$toObject`. Where `decode` accepts, its value. Where the
 * structure is malformed, or a required field of the struct itself is missing, its error, at the same place. Where
 * content is, its error in that field; others may give their value. Of several malformed contents (`hasSeveral`) a view may
 * meet another one first: it scans all of a nested struct before it reads any.
 */
export function checkHostile(
  subject: ViewSubject,
  bytes: Uint8Array,
  forms: Iterable<ViewForm>,
  totals: HostileTotals,
  options: Utf8Options = {},
  hasSeveral = false,
): void {
  const decoded = attemptDecode(bytes.length, () => subject.companion.decode(bytes, options));
  const { def } = subject;
  const check = decoded.isOk
    ? expectValues(subject, decoded.value)
    : isStructural(decoded.error)
      ? expectError(subject, decoded.error)
      : expectContentError(subject, decoded.error, bytes, hasSeveral);
  for (const form of forms) {
    const open = (): AnyView => form.open(subject.view, options);
    const at = (what: string): string => `${def.name}.${what}, ${form.name}`;
    check({ size: bytes.length, open, at });
    totals.forms++;
    totals.accesses += 2 * def.fields.length + 2;
    form.release();
  }
}

const contentCodes: readonly string[] = ["INVALID_UTF8", "OUT_OF_RANGE", "MISSING_REQUIRED"];

/** Content is text, the range of numbers, and what a nested struct requires: the access to it decodes it. */
export function isStructural({ code, path }: ThriftError): boolean {
  if (code === "MISSING_REQUIRED") return !/[.[]/.test(path);
  return code !== "INVALID_UTF8" && code !== "OUT_OF_RANGE";
}

interface Site {
  readonly size: number;
  readonly open: () => AnyView;
  readonly at: (what: string) => string;
}

type Check = (site: Site) => void;

function expectValues({ def }: ViewSubject, value: Record<string, unknown>): Check {
  const expected = def.fields.map((field) => decodedText(field.type, value[field.name]));
  const all = decodedAll(value, def);
  return ({ open, at }) => {
    for (const [index, { name }] of def.fields.entries()) {
      const view = open();
      for (let time = 0; time < 2; time++) {
        const actual = readField(view, def, name);
        if (actual !== expected[index]) expect(actual, at(name)).toBe(expected[index]);
      }
    }
    const view = open();
    if (readAll(view, def) !== all) expect.fail(at("all"));
    if (decodedAll(view.$toObject(), def) !== all) expect.fail(at("$toObject"));
  };
}

function expectError({ def }: ViewSubject, error: ThriftError): Check {
  return ({ size, open, at }) => {
    const check = (what: string, access: () => unknown): void => {
      const result = attemptDecode(size, access);
      if (result.isOk) return expect.fail(`${at(what)} is given, not ${error.code}`);
      const { code, offset } = result.error;
      if (code !== error.code || offset !== error.offset)
        expect.fail(
          `${at(what)}: ${code} at ${offset}, not ${error.code} at ${error.offset} (${error.path})`,
        );
    };
    for (const { name } of def.fields) {
      const view = open();
      check(name, () => view[name]);
      check(`${name} again`, () => view[name]);
    }
    const view = open();
    check("$has", () => view.$has(def.fields[0]?.name ?? ""));
    check("$toObject", () => view.$toObject());
    check("$toBytes", () => view.$toBytes());
  };
}

function expectContentError(
  { def, companion }: ViewSubject,
  error: ThriftError,
  bytes: Uint8Array,
  hasSeveral: boolean,
): Check {
  const isExpected = (code: string): boolean =>
    code === error.code || (hasSeveral && contentCodes.includes(code));
  // What the fields beside malformed text are.
  const lenient = attemptDecode(bytes.length, () => companion.decode(bytes, { utf8: "replace" }));
  return (site) => {
    const { size, open, at } = site;
    // Behind malformed content the structure may be malformed as well.
    const scanned = attemptDecode(size, () => open().$has(""));
    if (!scanned.isOk) return expectBoth(def, site, [scanned.error.code, error.code]);
    let failures = 0;
    for (const field of def.fields) {
      const view = open();
      const read = (): string => outcome(size, () => readField(view, def, field.name));
      const first = read();
      if (read() !== first) expect.fail(`${at(field.name)} is something else the second time`);
      if (isExpected(first)) failures++;
      else if (lenient.isOk && error.code === "INVALID_UTF8") {
        const expected = decodedText(field.type, lenient.value[field.name]);
        if (first !== expected) expect(first, at(field.name)).toBe(expected);
      }
    }
    if (failures === 0)
      expect.fail(
        `${at("all")}: no field gives ${error.code}, ${Buffer.from(bytes).toString("hex")}`,
      );
    const view = open();
    const all = outcome(size, () => readAll(view, def));
    if (!isExpected(all)) expect.fail(`${at("all")}: ${all}, not ${error.code}`);
    const object = outcome(size, () => decodedAll(view.$toObject(), def));
    if (object !== error.code) expect.fail(`${at("$toObject")}: ${object}, not ${error.code}`);
  };
}

/** The scan's error first; `$toObject` may meet the content's before. */
function expectBoth(
  def: StructDef,
  { size, open, at }: Site,
  codes: readonly [scan: string, content: string],
): void {
  for (const field of def.fields) {
    const view = open();
    for (let time = 0; time < 2; time++) {
      const code = outcome(size, () => readField(view, def, field.name));
      if (code !== codes[0]) expect.fail(`${at(field.name)}: ${code}, not ${codes[0]}`);
    }
  }
  const object = outcome(size, () => decodedAll(open().$toObject(), def));
  if (!codes.includes(object)) expect.fail(`${at("$toObject")}: ${object}, not ${codes.join()}`);
}

/** The text, or the code of the error. */
function outcome(size: number, read: () => string): string {
  const result = attemptDecode(size, read);
  return result.isOk ? result.value : result.error.code;
}
