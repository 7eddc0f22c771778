/** The JavaScript forms that annotations ask for: `js.type`, `api.js_conv`. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { I64Mode } from "../options.js";
import type { Annotation } from "./definitions.js";

/** What is asked of the types below a place; absent means as the options say. */
export interface JsForms {
  readonly i64?: I64Mode;
  readonly string?: "bytes";
  readonly list?: "typed" | "array";
  readonly map?: "object" | "map";
}

export type FormKind = keyof JsForms;

export const FORM_KINDS = ["i64", "string", "list", "map"] as const satisfies readonly FormKind[];

export const NO_FORMS: JsForms = Object.freeze({});

/** Values of `js.type` in lower case. `Long` and `Buffer` are what thriftrw's users write. */
const JS_TYPES: ReadonlyMap<string, JsForms> = new Map<string, JsForms>([
  ["bigint", { i64: "bigint" }],
  ["long", { i64: "bigint" }],
  ["number", { i64: "number" }],
  ["string", { i64: "string" }],
  ["bytes", { string: "bytes" }],
  ["buffer", { string: "bytes" }],
  ["uint8array", { string: "bytes" }],
  ["typed", { list: "typed" }],
  ["array", { list: "array" }],
  ["object", { map: "object" }],
  ["map", { map: "map" }],
]);

const FITS: Readonly<Record<FormKind, string>> = {
  i64: "i64",
  string: "string",
  list: "lists of i8, i16, i32, i64 and double",
  map: "maps with string, integer or enum keys",
};

/** What the annotations of one place ask for. Unknown `js.*` keys and values are reported. */
export function readForms(annotations: readonly Annotation[], sink: DiagnosticSink): JsForms {
  if (annotations.length === 0) return NO_FORMS;
  let forms: JsForms = NO_FORMS;
  // thriftgo's i64-as-string switch; js.type, our own, wins over it.
  if (annotations.some(({ key, value }) => key === "api.js_conv" && !isOff(value))) {
    forms = { i64: "string" };
  }
  for (const { key, value, span } of annotations) {
    if (!key.startsWith("js.")) continue;
    const asked = JS_TYPES.get(value.toLowerCase());
    if (key !== "js.type") sink.report("unknown-js-annotation", span, { key });
    else if (asked === undefined) sink.report("unknown-js-type", span, { value });
    else forms = { ...forms, ...asked };
  }
  return forms;
}

/** Reports each `js.type` of a place whose type has no part that it applies to. */
export function reportUnfitForms(
  annotations: readonly Annotation[],
  fits: (kind: FormKind) => boolean,
  sink: DiagnosticSink,
): void {
  for (const { key, value, span } of annotations) {
    if (key !== "js.type") continue;
    const asked = JS_TYPES.get(value.toLowerCase()) ?? NO_FORMS;
    const unfit = FORM_KINDS.find((kind) => asked[kind] !== undefined && !fits(kind));
    if (unfit !== undefined) sink.report("unfit-js-type", span, { value, fits: FITS[unfit] });
  }
}

/** Reports `js.*` where no type stands, such as on an enum or a service. */
export function reportStrayForms(annotations: readonly Annotation[], sink: DiagnosticSink): void {
  for (const { key, value, span } of annotations) {
    if (key === "js.type") sink.report("unfit-js-type", span, { value, fits: "fields and types" });
    else if (key.startsWith("js.")) sink.report("unknown-js-annotation", span, { key });
  }
}

function isOff(value: string): boolean {
  return value === "0" || value === "false" || value === "none";
}
