import { describe, expect, it } from "vitest";
import { layoutStruct, type LayoutSegment } from "../../src/ir/layout.js";
import { binaryProtocol, wireKindOf, type WireProtocol } from "../../src/ir/wire.js";
import type { FieldOrder } from "../../src/options.js";
import { linkClean, structOf, type LinkOptions } from "./support.js";

const SOURCE = `
enum E { V }
struct Leaf {}
struct A {
  9: string s
  8: i32 i
  7: optional i64 o
  6: E e
  5: required bool b
  4: uuid u
  3: list<i32> l
  2: optional double d
  1: i16 h
  10: Leaf leaf
  11: required Leaf must
  12: binary bytes
}`;

function show(segment: LayoutSegment): string {
  switch (segment.kind) {
    case "fixed-run":
      return `[${segment.slots.map((slot) => `${slot.field.name}@${slot.offset}+${slot.size}`).join(" ")}]=${segment.size}`;
    case "optional-fixed":
      return `${segment.field.name}?+${segment.size}`;
    case "variable":
      return `${segment.field.name}#${segment.slot}`;
  }
}

function layout(
  source: string,
  order: FieldOrder,
  options: LinkOptions = {},
  wire: WireProtocol = binaryProtocol,
): readonly string[] {
  const { segments, minimumSize } = layoutStruct(
    structOf(linkClean(source, options), "A"),
    order,
    wire,
  );
  return [...segments.map(show), `min ${minimumSize}`];
}

describe("field order", () => {
  it("fixed-first: one run of all that is always there, then optional fixed fields, then the rest", () => {
    expect(layout(SOURCE, "fixed-first")).toEqual([
      "[i@0+7 e@7+7 b@14+4 u@18+19 h@37+5]=42",
      "o?+11",
      "d?+11",
      "s#0",
      "l#1",
      "leaf#2",
      "must#3",
      "bytes#4",
      // STOP 1, run 42, s 7, l 8, must 4, bytes 7; leaf may be unset.
      "min 69",
    ]);
  });

  it("kitex: scalars without enums first, optional ones among them, in declared order", () => {
    expect(layout(SOURCE, "kitex")).toEqual([
      "[i@0+7]=7",
      "o?+11",
      "[b@0+4]=4",
      "d?+11",
      "[h@0+5]=5",
      "s#0",
      "[e@0+7 u@7+19]=26",
      "l#1",
      "leaf#2",
      "must#3",
      "bytes#4",
      "min 69",
    ]);
  });

  it("id: by ascending id", () => {
    expect(layout(SOURCE, "id")).toEqual([
      "[h@0+5]=5",
      "d?+11",
      "l#0",
      "[u@0+19 b@19+4 e@23+7]=30",
      "o?+11",
      "[i@0+7]=7",
      "s#1",
      "leaf#2",
      "must#3",
      "bytes#4",
      "min 69",
    ]);
  });

  it("declared: as written", () => {
    expect(layout(SOURCE, "declared")).toEqual([
      "s#0",
      "[i@0+7]=7",
      "o?+11",
      "[e@0+7 b@7+4 u@11+19]=30",
      "l#1",
      "d?+11",
      "[h@0+5]=5",
      "leaf#2",
      "must#3",
      "bytes#4",
      "min 69",
    ]);
  });
});

describe("presence", () => {
  it("of fields without keyword follows --default-fields", () => {
    expect(
      layout("struct A { 1: i32 x, 2: required i8 y, 3: string s }", "fixed-first", {
        defaultFields: "optional",
      }),
    ).toEqual(["[y@0+4]=4", "x?+7", "s#0", "min 5"]);
  });

  it("of union fields is never certain", () => {
    expect(layout("union A { 1: string s, 2: i32 x, 3: bool y }", "fixed-first")).toEqual([
      "x?+7",
      "y?+4",
      "s#0",
      "min 1",
    ]);
  });

  it("looks through typedefs", () => {
    expect(layout("typedef T1 T\ntypedef i64 T1\nstruct A { 1: T x }", "fixed-first")).toEqual([
      "[x@0+11]=11",
      "min 12",
    ]);
  });

  it("of nothing is STOP alone", () => {
    expect(layout("struct A {}", "fixed-first")).toEqual(["min 1"]);
  });
});

describe("another protocol", () => {
  /** Like Compact: a header depends on the id before it, and integers vary. */
  const compactLike: WireProtocol = {
    ...binaryProtocol,
    name: "compact-like",
    fieldSize: (kind, id, previousId) => {
      if (previousId === undefined) return undefined;
      const header = id - previousId >= 1 && id - previousId <= 15 ? 1 : 2;
      return kind === "double" ? header + 8 : kind === "bool" ? header : undefined;
    },
    minimumFieldSize: () => 2,
  };

  it("needs no change of the layout", () => {
    const source =
      "struct A { 1: double x, 2: bool y, 30: bool z, 31: i32 i, 32: bool w, 33: optional bool o, 34: bool p }";
    expect(layout(source, "declared", {}, compactLike)).toEqual([
      "[x@0+9 y@9+1 z@10+2]=12",
      "i#0",
      "[w@0+1]=1",
      "o?+1",
      "p#1",
      // The last field's header depends on whether the optional one is there.
      "min 18",
    ]);
  });
});

describe("the binary protocol", () => {
  it("has the type ids and sizes of the specification", () => {
    const program = linkClean(
      "enum E {}\nstruct A { 1: bool a, 2: i8 b, 3: double c, 4: i16 d, 5: i32 e, 6: i64 f, 7: string g, 8: A h, 9: map<i8, i8> i, " +
        "10: set<i8> j, 11: list<i8> k, 12: uuid l, 13: E m, 14: binary n }",
    );
    const table = structOf(program, "A").fields.map(({ type }) => {
      const kind = wireKindOf(type);
      return [
        binaryProtocol.typeId(kind),
        binaryProtocol.elementSize(kind),
        binaryProtocol.minimumElementSize(kind),
        binaryProtocol.fieldSize(kind, 1, 0),
        binaryProtocol.minimumFieldSize(kind),
      ];
    });
    expect(table).toEqual([
      [2, 1, 1, 4, 4],
      [3, 1, 1, 4, 4],
      [4, 8, 8, 11, 11],
      [6, 2, 2, 5, 5],
      [8, 4, 4, 7, 7],
      [10, 8, 8, 11, 11],
      [11, undefined, 4, undefined, 7],
      [12, undefined, 1, undefined, 4],
      [13, undefined, 6, undefined, 9],
      [14, undefined, 5, undefined, 8],
      [15, undefined, 5, undefined, 8],
      [16, 16, 16, 19, 19],
      [8, 4, 4, 7, 7],
      [11, undefined, 4, undefined, 7],
    ]);
  });
});

describe("large structs", () => {
  it("are laid out in one pass", () => {
    const fields = Array.from({ length: 32_767 }, (_, i) => `${i + 1}: i32 f${i}`);
    const result = layoutStruct(
      structOf(linkClean(`struct A { ${fields.join(", ")} }`), "A"),
      "fixed-first",
      binaryProtocol,
    );
    expect(result.segments).toHaveLength(1);
    expect(result.minimumSize).toBe(32_767 * 7 + 1);
  });
});
