import { describe, expect, it } from "vitest";
import { findings } from "../support.js";

describe("service cycles", () => {
  it("names a service that extends itself, and longer cycles, once each", () => {
    const source =
      "service A extends A {}\nservice B extends C {}\nservice C extends B {}\nservice D extends B {}";
    expect(findings(source)).toEqual([
      "a.thrift:1:9 error service-cycle: These services extend one another: A -> A.",
      "a.thrift:2:9 error service-cycle: These services extend one another: B -> C -> B.",
    ]);
  });

  it("shows a long cycle by its ends", () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, i) => `service S${i} extends S${(i + 1) % 20_000} {}`,
    );
    expect(findings(chain.join("\n"))).toEqual([
      "a.thrift:1:9 error service-cycle: These services extend one another: " +
        "S0 -> S1 -> S2 -> S3 -> S4 -> ... -> S19998 -> S19999 -> S0.",
    ]);
  });
});
