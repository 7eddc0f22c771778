import { expect, it } from "vitest";
import { editDistance, suggestName } from "../../src/suggest.js";

it.each([
  ["", "", 0],
  ["abc", "abc", 0],
  ["abc", "acb", 1],
  ["abc", "ab", 1],
  ["abc", "xabc", 1],
  ["kitten", "sitting", 3],
  ["", "abc", 3],
])("distance from %j to %j is %d", (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});

it.each([
  ["Strng", ["String", "Struct"], "String"],
  ["complie", ["compile", "explain"], "compile"],
  ["USER", ["user"], "user"],
  ["zzz", ["abc"], undefined],
  ["x".repeat(1000), ["y".repeat(1000)], undefined],
])("the nearest to %j of %j", (name, candidates, expected) => {
  expect(suggestName(name, candidates)).toBe(expected);
});
