/**
 * What every processor runs: random values of the kitchen sink through codec and views, the same ones everywhere. It is
 * bundled with generated code and reads nothing.
 */
import { createHash } from "node:crypto";
import { simdInfo } from "@thriftgen/runtime";
import fc from "fast-check";
import type { StructDef } from "../../src/ir/definitions.js";
import { arbitraryStruct } from "../support/arbitrary.js";
import { canonicalStructText, fillDefaults, type CanonicalStruct } from "../support/canonical.js";
import { companionOf, type Companion } from "../support/companion.js";
import type { Files, GeneratedModule, TestOptions } from "../support/compile-module.js";
import { structFromCanonical, structToCanonical } from "../support/convert.js";
import { linkProgram } from "../support/program.js";
import { viewOf, windowForm, type ViewClass } from "../views/forms.js";

/** One IDL file in one mode, compiled. */
export interface ProcessorInput {
  readonly main: string;
  readonly options: TestOptions;
  readonly module: GeneratedModule;
  readonly views: GeneratedModule;
}

export interface ProcessorOutcome {
  readonly endianness: "BE" | "LE";
  readonly tier: string;
  readonly values: number;
  readonly mistakes: readonly string[];
  /** Of all bytes that were written. */
  readonly hash: string;
}

interface Case {
  readonly def: StructDef;
  readonly companion: Companion;
  readonly view: ViewClass;
  readonly canonical: CanonicalStruct;
}

/** `runs` values of each struct. */
export async function checkProcessor(
  files: Files,
  inputs: readonly ProcessorInput[],
  runs: number,
): Promise<ProcessorOutcome> {
  const hash = createHash("sha256");
  const mistakes: string[] = [];
  let values = 0;
  for (const { main, options, module, views } of inputs) {
    const program = await linkProgram(files, `${main}.thrift`, options);
    const file = program.files.find((candidate) => candidate.prefix === main);
    for (const def of file?.definitions ?? []) {
      if (def.kind !== "struct") continue;
      const companion = companionOf(module, def.name);
      const view = viewOf(views, def.name);
      // Longer than the lists that plain loops copy.
      const sizes = { maxDepth: 3, maxLength: options.typedLists === true ? 90 : 4 };
      for (const canonical of fc.sample(arbitraryStruct(def, sizes), { numRuns: runs, seed: 7 })) {
        values++;
        const bytes = companion.encode(structFromCanonical(def, canonical));
        hash.update(bytes);
        const mistake = findMistake({ def, companion, view, canonical }, bytes);
        if (mistake !== undefined) mistakes.push(`${def.name}: ${mistake}`);
      }
    }
  }
  const endianness = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? "LE" : "BE";
  return { endianness, tier: simdInfo().tier, values, mistakes, hash: hash.digest("hex") };
}

function findMistake(
  { def, companion, view, canonical }: Case,
  bytes: Uint8Array,
): string | undefined {
  const expected = canonicalStructText(def, fillDefaults(def, canonical));
  const isSame = (value: unknown): boolean =>
    canonicalStructText(def, structToCanonical(def, value)) === expected;
  const decoded = companion.decode(bytes);
  if (!isSame(decoded)) return "decode";
  if (companion.byteLength(structFromCanonical(def, canonical)) !== bytes.length) return "length";
  if (!isSame(view.of(bytes).$toObject())) return "view";
  const middle = bytes.length >> 1;
  const pieces = [bytes.subarray(0, middle), bytes.subarray(middle)];
  const cut = windowForm("cut", pieces);
  if (!isSame(cut.open(view).$toObject())) return "view over two pieces";
  cut.release();
  if (Buffer.compare(view.create(decoded).$toBytes(), companion.encode(decoded)) !== 0)
    return "built view";
  return undefined;
}
