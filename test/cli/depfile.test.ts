import { expect, it } from "vitest";
import { formatDepfile } from "../../src/cli/depfile.js";

it("is one rule in which every output depends on every input", () => {
  expect(formatDepfile(["gen/a.ts", "gen/b.ts"], ["a.thrift", "b.thrift"])).toBe(
    "gen/a.ts \\\n  gen/b.ts: \\\n  a.thrift \\\n  b.thrift\n",
  );
});

it("leaves the colon of a drive, as compilers on Windows do", () => {
  const paths = [["C:/gen/a.ts"], ["d:/idl/a:b.thrift"]] as const;
  expect(formatDepfile(...paths, true)).toBe("C:/gen/a.ts: \\\n  d:/idl/a\\:b.thrift\n");
  // Elsewhere it is a character of a name, with which Make begins another rule.
  expect(formatDepfile(...paths, false)).toBe("C\\:/gen/a.ts: \\\n  d\\:/idl/a\\:b.thrift\n");
});

it("escapes what Make would read otherwise", () => {
  expect(formatDepfile(["my gen/$x#1.ts"], ["c:d.thrift", "a\\ b.thrift"])).toBe(
    "my\\ gen/$$x\\#1.ts: \\\n  c\\:d.thrift \\\n  a\\\\\\ b.thrift\n",
  );
});
