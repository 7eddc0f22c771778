import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

describe("duplicate functions", () => {
  it("rejects two functions of one name in a service", () => {
    expect(findings("service S {\n  void f()\n  i32 f(1: i32 x)\n}")).toEqual([
      'a.thrift:3:7 error duplicate-function: Service S has two functions "f". (see a.thrift:2:8)',
    ]);
  });

  it("rejects overriding, over several levels and through files", () => {
    const sources = {
      "a.thrift": 'include "b.thrift"\nservice C extends M { void f() }\nservice M extends b.P {}',
      "b.thrift": "service P { void f() }",
    };
    expect(findings(sources)).toEqual([
      'a.thrift:2:28 error inherited-function: Service C inherits a function "f" from P already. (see b.thrift:1:18)',
    ]);
  });

  it("accepts one name in services that do not inherit from one another", () => {
    linkClean("service P {}\nservice A extends P { void f() }\nservice B extends P { void f() }");
  });

  it("follows a chain of 20,000 services", () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, i) => `service S${i + 1} extends S${i} { void f${i}() }`,
    );
    const source = `service S0 { void f19999() }\n${chain.join("\n")}`;
    expect(findings(source)).toEqual([
      'a.thrift:20001:38 error inherited-function: Service S20000 inherits a function "f19999" from S0 already. (see a.thrift:1:19)',
    ]);
  });
});
