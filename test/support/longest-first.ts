/** The order of test files: those that take longest first, so that no worker is left with one of them at the end. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Endings of paths; more than 20 s each on two cores. */
const longest = [
  "corpus/corpus.test.ts",
  "cases/idl.test.ts",
  "cases/generated.test.ts",
  "views/reads.test.ts",
  "view-edits/scripts.test.ts",
  "codec/wide-struct.test.ts",
  "views/hostile.test.ts",
  "scenarios.test.ts",
  "codec/properties.test.ts",
  "emitters/hazards.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's own method, which gives a new array
    const others = await super.sort(files);
    return others.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((ending) => moduleId.endsWith(ending));
  return rank === -1 ? longest.length : rank;
}
