/** The cases of ../shared/cases/idl.json, checked for their form: an unknown form of case is an error. */
import { buildText, doubleParts, type TextPart } from "../support/parts.js";
import { readSharedJson, sha256 } from "../support/shared.js";

export type IdlClass =
  | "injection-literal"
  | "injection-annotation"
  | "injection-comment"
  | "names"
  | "paths"
  | "cost"
  | "ranges";

export interface IdlCase {
  readonly id: string;
  readonly cls: IdlClass;
  readonly expect: "accept" | "reject" | "accept|reject";
  /** Classes that a refusal's diagnostic may have; empty where the case does not say. */
  readonly codes: readonly string[];
  readonly must: string;
  readonly main: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** The same with every repetition doubled, for cases that are built from repetitions. */
  readonly doubled: Readonly<Record<string, Uint8Array>> | undefined;
}

type RawText =
  | string
  | { readonly parts: readonly TextPart[]; readonly length?: number; readonly sha256?: string };

interface RawCase {
  readonly id: string;
  readonly cls: string;
  readonly expect: string;
  readonly code?: string;
  readonly must?: string;
  readonly main: string;
  readonly files: Readonly<Record<string, RawText>>;
  readonly fileSeries?: {
    readonly name: string;
    readonly text: string;
    readonly from: number;
    readonly to: number;
  };
}

const classes: ReadonlySet<string> = new Set<IdlClass>([
  "injection-literal",
  "injection-annotation",
  "injection-comment",
  "names",
  "paths",
  "cost",
  "ranges",
]);
const expectations = new Set(["accept", "reject", "accept|reject"]);
const keys = new Set([
  "id",
  "cls",
  "expect",
  "code",
  "must",
  "main",
  "files",
  "fileSeries",
  "reason",
  "note",
]);

export function readIdlCases(): readonly IdlCase[] {
  const file = readSharedJson<{
    readonly format: string;
    readonly counts: { readonly total: number };
    readonly cases: readonly RawCase[];
  }>("cases/idl.json");
  if (file.format !== "idl/1") throw new Error(`unknown format ${file.format}`);
  if (file.cases.length !== file.counts.total) throw new Error("the counts do not agree");
  return file.cases.map(readCase);
}

function readCase(raw: RawCase): IdlCase {
  for (const key of Object.keys(raw)) {
    if (!keys.has(key)) throw new Error(`${raw.id}: unknown form of case: ${key}`);
  }
  if (!classes.has(raw.cls) || !expectations.has(raw.expect)) {
    throw new Error(`${raw.id}: unknown class or expectation`);
  }
  // Field ids end at 32767, so a case that counts up to there cannot be doubled.
  const canDouble = Object.values(raw.files).some(
    (text) => typeof text !== "string" && !JSON.stringify(text.parts).includes("32767"),
  );
  return {
    id: raw.id,
    cls: raw.cls as IdlClass,
    expect: raw.expect as IdlCase["expect"],
    codes: raw.code?.split("|") ?? [],
    must: raw.must ?? "",
    main: raw.main,
    files: buildFiles(raw, 1),
    doubled: raw.cls === "cost" && canDouble && !raw.fileSeries ? buildFiles(raw, 2) : undefined,
  };
}

function buildFiles(raw: RawCase, scale: 1 | 2): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, text] of Object.entries(raw.files)) {
    const bytes = encodeText(
      typeof text === "string"
        ? text
        : buildText(scale === 2 ? doubleParts(text.parts) : text.parts),
    );
    if (typeof text !== "string" && scale === 1) {
      const isAsGiven =
        (text.length === undefined || text.length === bytes.length) &&
        (text.sha256 === undefined || text.sha256 === sha256(bytes));
      if (!isAsGiven) throw new Error(`${raw.id}: ${name} was not built as its author built it`);
    }
    files[name] = bytes;
  }
  const series = raw.fileSeries;
  for (let i = series?.from ?? 1; i <= (series?.to ?? 0); i++) {
    const fill = (template: string): string => template.replaceAll("{i}", String(i));
    if (series !== undefined) files[fill(series.name)] = encodeText(fill(series.text));
  }
  return files;
}

/** UTF-8, with a lone surrogate as its three bytes. */
function encodeText(text: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text);
  const chunks = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0xd800 || code > 0xdfff) return Buffer.from(character);
    return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]);
  });
  return Buffer.concat(chunks);
}
