import { describe, expect, it } from "vitest";
import { analyzeRecursion } from "../../src/ir/recursion.js";
import { fieldOf, linkClean, structOf } from "./support.js";

function heights(source: string): Readonly<Record<string, number | "recursive">> {
  const program = linkClean(source);
  const recursion = analyzeRecursion(program);
  const entries = program.files.flatMap((file) =>
    file.definitions.flatMap((def) =>
      def.kind === "struct"
        ? [
            [
              def.name,
              recursion.isRecursive(def) ? ("recursive" as const) : recursion.heightOf(def),
            ] as const,
          ]
        : [],
    ),
  );
  return Object.fromEntries(entries);
}

describe("recursion", () => {
  it("counts structs and containers", () => {
    expect(
      heights(
        "typedef list<B> L\nstruct A { 1: i32 x, 2: L y }\nstruct B { 1: map<string, set<i32>> m }\n" +
          "struct C {}\nunion D { 1: C c, 2: map<list<C>, A> a }",
      ),
    ).toEqual({ A: 5, B: 3, C: 1, D: 7 });
  });

  it("finds cycles through structs, unions, containers and typedefs", () => {
    expect(
      heights(
        "struct Node { 1: list<Node> kids }\nstruct A { 1: T b }\ntypedef map<i32, B> T\nunion B { 1: A a, 2: i32 end }\n" +
          "struct Holder { 1: Node node }\nstruct Leaf { 1: i32 x }",
      ),
    ).toEqual({ Node: "recursive", A: "recursive", B: "recursive", Holder: Infinity, Leaf: 1 });
  });

  it("knows the height of types", () => {
    const program = linkClean("struct B {}\nstruct A { 1: list<map<i32, B>> x, 2: i32 y, 3: B z }");
    const recursion = analyzeRecursion(program);
    expect(
      ["x", "y", "z"].map((name) => recursion.heightOfType(fieldOf(program, "A", name).type)),
    ).toEqual([3, 0, 1]);
  });

  it("walks 20,000 structs in a row", () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `struct S${i} { 1: list<S${i + 1}> s }`);
    const program = linkClean(`${chain.join("\n")}\nstruct S20000 {}`);
    expect(analyzeRecursion(program).heightOf(structOf(program, "S0"))).toBe(40_001);
  });
});
