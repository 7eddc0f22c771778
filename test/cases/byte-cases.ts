/** The cases of ../shared/cases/bytes.json, checked for their form: an unknown form of case is an error. */
import { readSharedJson, sha256 } from "../support/shared.js";
import type { Canonical } from "../support/canonical.js";

export interface ByteCase {
  readonly id: string;
  readonly cls: string;
  readonly struct: "Leaf" | "Node";
  readonly expect: "accept" | "reject" | "either";
  readonly codes: readonly string[];
  readonly value: Canonical | undefined;
  readonly consumed: number | undefined;
  readonly bytes: Uint8Array;
}

interface RawFile {
  readonly format: string;
  readonly idl: string;
  readonly counts: { readonly total: number };
  readonly cases: readonly Readonly<Record<string, unknown>>[];
}

const classes = new Set(
  (
    "baseline truncation truncation-skip negative-size negative-size-skip oversize oversize-skip " +
    "zero-size-elements invalid-type wrong-type required unknown-field order duplicate element-type " +
    "scalar utf8 js-names duplicate-keys depth depth-skip trailing large junk"
  ).split(" "),
);

const keys = new Set(
  "id cls struct expect code value consumed policy reason note hex parts length sha256".split(" "),
);

export function readByteCases(): { readonly idl: string; readonly cases: readonly ByteCase[] } {
  const file = readSharedJson<RawFile>("cases/bytes.json");
  if (file.format !== "bytes/1") throw new Error(`unknown format ${file.format}`);
  if (file.cases.length !== file.counts.total) throw new Error("the counts do not agree");
  return { idl: file.idl, cases: file.cases.map(readCase) };
}

function readCase(raw: Readonly<Record<string, unknown>>): ByteCase {
  const id = String(raw["id"]);
  for (const key of Object.keys(raw)) {
    if (!keys.has(key)) throw new Error(`${id}: unknown form of case: ${key}`);
  }
  const cls = String(raw["cls"]);
  if (!classes.has(cls)) throw new Error(`${id}: unknown class ${cls}`);
  const { struct, expect } = raw;
  if (struct !== "Leaf" && struct !== "Node") throw new Error(`${id}: unknown struct`);
  if (expect !== "accept" && expect !== "reject" && expect !== "either") {
    throw new Error(`${id}: unknown expectation`);
  }
  const bytes = buildBytes(raw);
  if (bytes.length !== raw["length"] || sha256(bytes) !== raw["sha256"]) {
    throw new Error(`${id}: the input was not built as its author built it`);
  }
  return {
    id,
    cls,
    struct,
    expect,
    codes: typeof raw["code"] === "string" ? raw["code"].split("|") : [],
    value: raw["value"] as Canonical | undefined,
    consumed: raw["consumed"] as number | undefined,
    bytes,
  };
}

function buildBytes(raw: Readonly<Record<string, unknown>>): Uint8Array {
  if (typeof raw["hex"] === "string") return Buffer.from(raw["hex"], "hex");
  const parts = raw["parts"] as readonly (readonly [string, number])[];
  return Buffer.concat(parts.map(([hex, times]) => Buffer.from(hex.repeat(times), "hex")));
}
