import { describe, expect, it } from "vitest";
import {
  definitionOf,
  fieldOf,
  fileOf,
  findings,
  hints,
  link,
  linkClean,
  showType,
} from "./support.js";

const nestLists = (depth: number): string =>
  [
    "typedef list<i32> T1",
    ...Array.from({ length: depth - 1 }, (_, i) => `typedef list<T${i + 1}> T${i + 2}`),
  ].join("\n");

const valuesOf = (source: string): readonly number[] =>
  definitionOf(linkClean(source), "enum", "E").members.map((member) => member.value);

describe("types by name", () => {
  it("are found before and behind their use, and through include prefixes", () => {
    const program = linkClean({
      "a.thrift":
        'include "sub/b.thrift"\nstruct A { 1: T t, 2: b.B b, 3: E e, 4: A2 a }\ntypedef b.T T\nenum E {}\nstruct A2 {}',
      "sub/b.thrift": "struct B {}\ntypedef list<B> T",
    });
    const types = ["t", "b", "e", "a"].map((name) => showType(fieldOf(program, "A", name).type));
    expect(types).toEqual(["T=list<B>:array", "B", "E", "A2"]);
  });

  it("may go through prefixes with dots", () => {
    const program = linkClean({
      "a.thrift": 'include "x.y.thrift"\nconst x.y.E X = x.y.E.V\nstruct A { 1: x.y.T t }',
      "x.y.thrift": "enum E { V = 3 }\nstruct T {}",
    });
    expect(showType(fieldOf(program, "A", "t").type)).toBe("T");
    expect(fileOf(program, "x.y").prefix).toBe("x.y");
  });

  it("do not reach through the includes of an include", () => {
    const sources = {
      "a.thrift": 'include "b.thrift"\nstruct A { 1: c.C c }',
      "b.thrift": 'include "c.thrift"',
      "c.thrift": "struct C {}",
    };
    expect(findings(sources)).toEqual([
      'a.thrift:2:15 error unknown-type: Type "c.C" is not defined.',
    ]);
  });

  it("share a prefix with a warning, and are found in both files", () => {
    const sources = {
      "a.thrift": 'include "x/b.thrift"\ninclude "y/b.thrift"\nstruct A { 1: b.X x, 2: b.Y y }',
      "x/b.thrift": "struct X {}",
      "y/b.thrift": "struct Y {}",
    };
    expect(findings(sources)).toEqual([
      'a.thrift:2:9 warning duplicate-include-prefix: "b." already stands for "x/b.thrift"; names are looked up there first.',
    ]);
  });
});

describe("unknown types", () => {
  it("suggest near names, names of other files, and Thrift's own words", () => {
    const sources = {
      "a.thrift":
        'include "b.thrift"\nstruct User {}\nservice S {}\nconst i32 C = 1\n' +
        "struct A { 1: Usr a, 2: Shared b, 3: int c, 4: S d, 5: C e, 6: strng f, 7: Zzzzzzzz g, 8: b.Sharde h, 9: float i, 10: a.User j, 11: a.Usr k }",
      "b.thrift": "struct Shared {}",
    };
    expect(hints(sources)).toEqual([
      'Did you mean "User"?',
      'Did you mean "b.Shared"?',
      "Thrift's name for it is i32.",
      '"S" is a service, which is not a type.',
      '"C" is a constant, which is not a type.',
      'Did you mean "string"?',
      undefined,
      'Did you mean "b.Shared"?',
      expect.stringContaining("fbthrift"),
      "A file's own names stand without its name: write User.",
      undefined,
    ]);
  });

  it("are excused where an include is lost or the file has syntax errors", () => {
    expect(findings('include "nope.thrift"\nstruct A { 1: nope.X x }')).toEqual([
      'a.thrift:1:9 error include-not-found: Included file "nope.thrift" was not found.',
    ]);
    const sources = {
      "a.thrift": 'include "b.thrift"\nstruct A { 1: b.X x }',
      "b.thrift": "struct X {",
    };
    expect(link(sources).diagnostics.map((diagnostic) => diagnostic.code)).not.toContain(
      "unknown-type",
    );
  });

  it("are reported beside syntax errors, however often, where nothing can be their definition", () => {
    const source =
      "// A Strng, or the Strng.\nstruct A {\n1: Strng a\n2: i32[] b\n3: list<Strng> c\n4: required Strng d\n}\n" +
      "service S extends Bas {\nStrng get(1: Strng e)\n}\nservice T extends Bas {}";
    const places = link(source).diagnostics.map(
      ({ code, span }) => `${span?.file.positionAt(span.start).line} ${code}`,
    );
    expect(places.toSorted()).toEqual(
      [
        "3 unknown-type",
        "4 unexpected-token",
        "5 unknown-type",
        "6 unknown-type",
        "8 unknown-service",
        "9 unknown-type",
        "9 unknown-type",
        "11 unknown-service",
      ].toSorted(),
    );
  });

  it.each([
    "struct Lost { 1: i32 }",
    "strct Lost { 1: i32 x }",
    "strct\nLost\n{ 1: i32 x }",
    "struct\nLost { 1: i32 }",
    "Lost { 1: i32 x }",
    "/** Doc. */ enum Lost { A = }",
    "typedef list<i32 Lost",
    "typdef i32 Lost",
    "typedef list<map<i32, i32>>> Lost",
    "struct { 1: i32 x }",
  ])("are excused where a syntax error may have swallowed them: %j", (broken) => {
    const codes = link(`${broken}\nstruct A { 1: Lost a, 2: Lost b }`).diagnostics.map(
      ({ code }) => code,
    );
    expect(codes).not.toEqual([]);
    expect(codes).not.toContain("unknown-type");
  });

  it("are errors even where --lenient forgives the lost include", () => {
    expect(
      findings('include "nope.thrift"\nstruct A { 1: nope.X x, 2: nope.Y y }', { lenient: true }),
    ).toEqual([
      'a.thrift:1:9 warning include-not-found: Included file "nope.thrift" was not found.',
      'a.thrift:2:15 error unknown-type: Type "nope.X" is not defined.',
    ]);
  });

  it("cost little, however many they are", () => {
    const structs = Array.from({ length: 5000 }, (_, i) => `struct Struct${i} { 1: Strutc${i} x }`);
    expect(findings(structs.join("\n"))).toHaveLength(5000);
  });
});

describe("typedefs", () => {
  it("keep their names, with the type behind the whole chain", () => {
    const program = linkClean("typedef B A\ntypedef C B\ntypedef i64 C\nstruct S { 1: A a }");
    expect(showType(fieldOf(program, "S", "a").type)).toBe("A=i64:bigint");
    expect(showType(definitionOf(program, "typedef", "A").type)).toBe("B=i64:bigint");
  });

  it("form chains of any length", () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `typedef T${i + 1} T${i}`);
    const program = linkClean(`struct A { 1: T0 x }\n${chain.join("\n")}\ntypedef i32 T20000`);
    expect(showType(fieldOf(program, "A", "x").type)).toBe("T0=i32");
  });

  it("may not stand for themselves, not inside containers either", () => {
    const source =
      "typedef A A\ntypedef C B\ntypedef B C\ntypedef list<D> D\nstruct S { 1: A a, 2: B b, 3: map<i32, D> d }";
    expect(findings(source)).toEqual([
      "a.thrift:1:11 error type-cycle: These typedefs stand for one another: A -> A.",
      "a.thrift:2:11 error type-cycle: These typedefs stand for one another: B -> C -> B.",
      "a.thrift:4:17 error type-cycle: These typedefs stand for one another: D -> D.",
    ]);
  });

  it("may form cycles through structs", () => {
    linkClean("typedef list<A> L\nstruct A { 1: L kids }");
  });

  it("may nest containers 256 deep, not deeper", () => {
    linkClean(nestLists(256));
    expect(findings(nestLists(20_000))).toEqual([
      "a.thrift:257:9 error type-too-deep: Containers are nested more than 256 deep here, typedefs included.",
    ]);
  });

  it("may not double their way to huge types", () => {
    const chain = Array.from({ length: 60 }, (_, i) => `typedef map<T${i}, T${i}> T${i + 1}`);
    expect(findings(`typedef i32 T0\n${chain.join("\n")}`)).toEqual([
      "a.thrift:11:9 error type-too-large: With all typedefs written out this type has more than 1024 parts.",
    ]);
  });

  it("may not be written out in too many places", () => {
    const chain = Array.from({ length: 9 }, (_, i) => `typedef map<T${i}, T${i}> T${i + 1}`);
    const fields = Array.from({ length: 2000 }, (_, i) => `${i + 1}: T9 f${i}`);
    expect(
      findings(`typedef i32 T0\n${chain.join("\n")}\nstruct A {\n${fields.join("\n")}\n}`),
    ).toEqual([
      "a.thrift:987:6 error types-too-large: With all typedefs written out the types of this file have more than 1000000 parts.",
    ]);
  });

  it("read an old senum as a string", () => {
    const program = link('senum S { "a", "b" }\nstruct A { 1: S s }').program;
    expect(showType(fieldOf(program, "A", "s").type)).toBe("S=string");
  });
});

describe("services", () => {
  it("extend services of any file, declared before or behind", () => {
    const program = linkClean({
      "a.thrift": 'include "b.thrift"\nservice A extends B {}\nservice B extends b.C {}',
      "b.thrift": "service C {}",
    });
    const a = definitionOf(program, "service", "A");
    expect([a.extends?.name, a.extends?.extends?.name]).toEqual(["B", "C"]);
  });

  it("extend services only", () => {
    expect(
      findings("struct B {}\nservice A extends B {}\nservice Core {}\nservice C extends Cora {}"),
    ).toEqual([
      'a.thrift:2:19 error unknown-service: Service "B" is not defined.',
      'a.thrift:4:19 error unknown-service: Service "Cora" is not defined.',
    ]);
    expect(hints("service Core {}\nservice C extends Cora {}")).toEqual(['Did you mean "Core"?']);
    expect(hints("enum B { X }\nservice A extends B {}")).toEqual([
      '"B" is a type, which is not a service.',
    ]);
    expect(hints("service A extends i32 {}")).toEqual(['"i32" is a type, which is not a service.']);
    expect(hints("const i32 K = 1\nservice Q {}\nservice A extends K {}")).toEqual([
      '"K" is a constant, which is not a service.',
    ]);
  });
});

describe("enums", () => {
  it("count on from the value before", () => {
    expect(
      valuesOf("enum E { A, B, C = -1, D, E = 0x10, F, G = -2147483648, H = 2147483647 }"),
    ).toEqual([0, 1, -1, 0, 16, 17, -2147483648, 2147483647]);
  });

  it("hold 32 bits", () => {
    expect(findings("enum E { A = 2147483647, B, C, D = -2147483649 }")).toEqual([
      "a.thrift:1:26 error enum-value-range: Enum value B = 2147483648 does not fit 32 bits.",
      "a.thrift:1:36 error enum-value-range: Enum value D = -2147483649 does not fit 32 bits.",
    ]);
  });
});

describe("requiredness", () => {
  const source =
    "struct S { 1: i32 a, 2: required i32 b, 3: optional i32 c }\nunion U { 1: i32 a }\n" +
    "exception E { 1: i32 a }\nservice V { void f(1: i32 a) throws (1: E e) }";
  const all = (defaultFields: "always" | "optional"): readonly (readonly string[])[] => {
    const program = linkClean(source, { defaultFields });
    const [f] = definitionOf(program, "service", "V").functions;
    const lists = [
      ...["S", "U", "E"].map((name) => definitionOf(program, "struct", name).fields),
      f?.parameters ?? [],
      f?.throws ?? [],
    ];
    return lists.map((fields) => fields.map((field) => field.requiredness));
  };

  it("is as written, and optional in unions", () => {
    expect(all("always")).toEqual([
      ["default", "required", "optional"],
      ["optional"],
      ["default"],
      ["default"],
      ["default"],
    ]);
  });

  it("of fields without keyword follows --default-fields, in structs and exceptions only", () => {
    expect(all("optional")).toEqual([
      ["optional", "required", "optional"],
      ["optional"],
      ["optional"],
      ["default"],
      ["default"],
    ]);
  });
});

describe("files", () => {
  it("keep namespaces, the file's comment and their order", () => {
    const program = linkClean({
      "b.thrift":
        '/** About b. */\nnamespace js x.y\nnamespace * z\ninclude "a.thrift"\ninclude "a/c.thrift"',
      "a.thrift": "",
      "a/c.thrift": "",
    });
    expect(program.files.map((file) => file.modulePath)).toEqual(["a", "a/c", "b"]);
    const b = fileOf(program, "b");
    expect([...b.namespaces].map(([scope, { name, nameSpan }]) => [scope, name, nameSpan])).toEqual(
      [
        ["js", "x.y", { file: b.source, start: 29, end: 32 }],
        ["*", "z", { file: b.source, start: 45, end: 46 }],
      ],
    );
    expect(b.doc).toBe("About b.");
    expect(b.includes.map((include) => [include.prefix, include.file.modulePath])).toEqual([
      ["a", "a"],
      ["c", "a/c"],
    ]);
    expect(program.files.map((file) => file.isMain)).toEqual([false, false, true]);
  });
});
