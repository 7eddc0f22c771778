import { Alternation, NonTerminal, Terminal, type IProduction } from "chevrotain";
import { describe, expect, test } from "vitest";
import { expectations } from "../../src/parser/expectations.js";
import { createParser } from "../../src/parser/index.js";
import { keywords, symbols } from "../../src/parser/tokens.js";

/** Keys that rules use for places which are no token and no choice of theirs. */
const placesOfItems = [
  "document",
  "fieldBlock",
  "enumeration",
  "stringEnumeration",
  "service",
  "service:extends",
];

/** Adds `rule:Token` for each token and `rule` for each choice below a production. */
function collectPlaces(rule: string, production: IProduction, places: Set<string>): void {
  if (production instanceof Terminal) places.add(`${rule}:${production.terminalType.name}`);
  if (production instanceof Alternation) places.add(rule);
  // A non-terminal's definition is the other rule's own.
  if (production instanceof NonTerminal) return;
  const inner = "definition" in production ? (production.definition as IProduction[]) : [];
  for (const one of inner) collectPlaces(rule, one, places);
}

describe("the grammar", () => {
  test("passes Chevrotain's validations: no ambiguity, no left recursion, no unreachable choice", () => {
    expect(() => createParser({ skipValidations: false })).not.toThrow();
  });

  test("every expectation is a place of the grammar", () => {
    const known = new Set(placesOfItems);
    const rules = createParser({ skipValidations: true }).getGAstProductions();
    for (const [name, rule] of Object.entries(rules)) collectPlaces(name, rule, known);
    expect(Object.keys(expectations).filter((key) => !known.has(key))).toEqual([]);
  });
});

describe("the vocabulary", () => {
  test("has Apache's keywords and those of its old versions", () => {
    const apache =
      "namespace include cpp_include cpp_type xsd_all xsd_optional xsd_nillable xsd_attrs void bool byte i8 i16 i32 " +
      "i64 double string binary uuid map list set oneway async typedef struct union exception extends throws service " +
      "enum const required optional true false";
    for (const word of apache.split(" ")) expect(keywords.has(word)).toBe(true);
    const others = [...keywords.keys()].filter((word) => !apache.split(" ").includes(word));
    expect(
      others.filter((word) => !/_(namespace|module|package|category|prefix)$/.test(word)),
    ).toEqual(["slist", "senum"]);
  });

  test("has one character for each symbol", () => {
    expect([...symbols.keys()].toSorted().join("")).toBe("&()*,:;<=>@[]{}");
  });
});
