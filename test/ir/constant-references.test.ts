import { describe, expect, it } from "vitest";
import { constant, findings, hints, link, linkClean } from "./support.js";

function codes(source: string, options: Parameters<typeof link>[1] = {}): readonly string[] {
  return link(source, options).diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

describe("constants by name", () => {
  it("may stand before or behind, in containers and in other files", () => {
    expect(
      constant({
        "a.thrift": 'include "b.thrift"\nconst list<i32> X = [Y, b.Z]\nconst i32 Y = b.Z',
        "b.thrift": "const i32 Z = 3",
      }),
    ).toEqual([3n, 3n]);
    expect(
      constant("struct S { 1: i32 a = N }\nconst S X = T\nconst S T = {}\nconst i32 N = 4"),
    ).toEqual({ a: 4n });
  });

  it("are converted where a literal would be", () => {
    expect(constant("const i32 A = 5\nconst double X = A")).toBe(5);
    expect(constant("const i64 A = 1\nconst bool X = A")).toBe(true);
    expect(constant("enum E { A = 1 }\nconst i32 N = 1\nconst E X = N")).toBe("E.A");
    expect(constant("enum E { A = 1 }\nconst bool X = E.A")).toBe(true);
    expect(constant("enum E { A = 5 }\nconst list<double> X = [E.A]")).toEqual([5]);
    expect(constant("const list<i32> A = [1, 1]\nconst list<double> X = A")).toEqual([1, 1]);
    expect(constant("const i32 K = 1\nconst map<i64, set<i64>> X = {K: [K]}")).toEqual([
      [1n, [1n]],
    ]);
    expect(
      constant('const string A = "00112233-4455-6677-8899-AABBCCDDEEFF"\nconst uuid X = A'),
    ).toBe("00112233-4455-6677-8899-aabbccddeeff");
  });

  it("are checked against the type that is wanted, at the place of use", () => {
    expect(
      findings(
        "const i32 A = 300\nconst i8 B = A\nconst string C = A\nconst list<i32> D = [300]\nconst list<i8> E = D\nstruct S {}\nstruct T {}\nconst S F = {}\nconst T G = F",
      ),
    ).toEqual([
      "a.thrift:2:14 error integer-range: 300 does not fit i8.",
      "a.thrift:3:18 error value-type: This is an integer, but string is expected.",
      "a.thrift:5:20 error integer-range: 300 does not fit i8.",
      "a.thrift:9:13 error value-type: This is a value of S, but T is expected.",
    ]);
  });

  it("that are wrong themselves are reported once", () => {
    expect(codes('const i32 A = "x"\nconst i32 B = A\nconst list<i32> C = [B, A]')).toEqual([
      "error value-type",
    ]);
  });

  it("that are unknown suggest near ones", () => {
    const sources = {
      "a.thrift":
        'include "b.thrift"\nconst i32 COUNT = 1\nconst i32 X = COUNTT\nconst i32 Y = LIMIT',
      "b.thrift": "const i32 LIMIT = 1",
    };
    expect(findings(sources)).toEqual([
      'a.thrift:3:15 error unknown-constant: "COUNTT" is neither a constant nor an enum value.',
      'a.thrift:4:15 error unknown-constant: "LIMIT" is neither a constant nor an enum value.',
    ]);
    expect(hints(sources)).toEqual(['Did you mean "COUNT"?', 'Did you mean "b.LIMIT"?']);
  });

  it("that are unknown in arguments suggest what is called like the argument", () => {
    const idl = `enum Color { RED }
      service S { void Color(1: Color RED = Color.REDD) }`;
    expect(hints({ "a.thrift": idl })).toEqual(['Did you mean "Color.RED"?']);
  });

  it("that are unknown never suggest the constant whose value they are", () => {
    const consts = "const i32 MAXIMUM = MAXIMUN\nconst list<i32> ALL = [MAXIMUN, ALLL]";
    expect(hints({ "a.thrift": consts })).toEqual([
      undefined,
      'Did you mean "MAXIMUM"?',
      undefined,
    ]);
  });
});

describe("cycles of values", () => {
  it("are reported once, with the chain", () => {
    expect(
      findings("const i32 A = B\nconst i32 B = C\nconst i32 C = B\nconst list<i32> D = [D]"),
    ).toEqual([
      "a.thrift:2:15 error constant-cycle: These values need one another: B -> C -> B.",
      "a.thrift:4:21 error constant-cycle: These values need one another: D -> D.",
    ]);
  });

  it("go through defaults that a value contains", () => {
    const found = findings("struct A { 1: A a = {} }\nstruct B { 1: B b = X }\nconst B X = {}");
    expect(found.filter((text) => !text.includes("unused-default"))).toEqual([
      "a.thrift:3:13 error constant-cycle: These values need one another: X -> B.b -> X.",
      "a.thrift:1:21 error constant-cycle: These values need one another: A.a -> A.a.",
    ]);
  });

  it("end where a field is optional or given", () => {
    const text =
      'struct A { 1: optional A a = {} }\nstruct B { 1: C c = X, 2: i32 n }\nstruct C { 1: optional B b }\nconst C X = {"b": {"c": {}}}';
    expect(codes(text)).toEqual(["warning unused-default"]);
  });
});

describe("hostile values", () => {
  it("form chains of any length", () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `const i32 C${i} = C${i + 1}`);
    expect(constant(`const i32 X = C0\n${chain.join("\n")}\nconst i32 C20000 = 5`)).toBe(5n);
  });

  it("may not double their way to huge values", () => {
    const chain = Array.from(
      { length: 60 },
      (_, i) => `const list<T${i}> C${i + 1} = [C${i}, C${i}]\ntypedef list<T${i}> T${i + 1}`,
    );
    expect(findings(`typedef i32 T0\nconst T0 C0 = 1\n${chain.join("\n")}`)).toEqual([
      "a.thrift:37:29 error values-too-large: Written out, the values of this file have more than 1000000 parts.",
    ]);
  });

  it("may not grow through the defaults of structs", () => {
    const fields = Array.from({ length: 2000 }, (_, i) => `${i + 1}: i32 f${i} = 1`);
    const values = Array.from({ length: 1000 }, (_, i) => `const S C${i} = {}`);
    expect(codes(`struct S { ${fields.join(", ")} }\n${values.join("\n")}`)).toEqual([
      "error values-too-large",
    ]);
  });

  it("may not grow through long strings", () => {
    const items = Array.from({ length: 1000 }, () => "S").join(", ");
    expect(
      codes(`const string S = "${"x".repeat(100_000)}"\nconst list<string> X = [${items}]`),
    ).toEqual(["error values-too-large"]);
    linkClean(`const string S = "${"x".repeat(8_000_000)}"`);
  });

  it("may not nest deeper than 256 through constants", () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `const N C${i + 1} = {"n": C${i}}`);
    const found = findings(`struct N { 1: optional N n }\nconst N C0 = {}\n${chain.join("\n")}`);
    expect(found).toEqual([
      "a.thrift:258:16 error value-too-deep: Written out, this value is nested more than 256 deep.",
    ]);
  });

  it("may be large where they are flat", () => {
    const items = Array.from({ length: 100_000 }, (_, i) => String(i)).join(",");
    linkClean(`const set<i32> X = [${items}]`);
  });
});
