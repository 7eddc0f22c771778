/** Every case of ../shared/cases/bytes.json with each field as the first access to a view. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readByteCases } from "../cases/byte-cases.js";
import { describePrototypes } from "../support/invariants.js";
import { describeShared } from "../support/shared.js";
import { checkHostile, hostileForms } from "./hostile-check.js";
import { loadViews, subjectNamed, type ViewSubject } from "./support.js";

const modes = ["always", "optional"] as const;
const totals = { cases: 0, forms: 0, accesses: 0 };

describeShared("cases/bytes.json in views", "cases", () => {
  const { idl, cases } = readByteCases();

  afterAll(() => {
    console.log(
      `cases/bytes.json in views: ${totals.cases} cases, ${totals.forms} forms, ${totals.accesses} accesses`,
    );
  });

  test("there are 268 cases", () => {
    expect(cases).toHaveLength(268);
  });

  describe.each(modes)("--default-fields %s", (defaultFields) => {
    let subjects: readonly ViewSubject[] = [];

    beforeAll(async () => {
      subjects = await loadViews({ "bad.thrift": idl }, ["bad"], { defaultFields });
    });

    test.each(cases.map((one) => [one.id, one] as const))("%s", (_id, one) => {
      const subject = subjectNamed(subjects, one.struct);
      const prototypes = describePrototypes();
      const forms = (): ReturnType<typeof hostileForms> =>
        hostileForms(one.bytes, defaultFields === "always" ? 400 : 60);
      checkHostile(subject, one.bytes, forms(), totals);
      if (one.cls === "utf8")
        checkHostile(subject, one.bytes, forms(), totals, { utf8: "replace" });
      expect(describePrototypes()).toBe(prototypes);
      if (defaultFields === "always") totals.cases++;
    });
  });
});
