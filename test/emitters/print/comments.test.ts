import fc from "fast-check";
import { expect, test } from "vitest";
import {
  code,
  createModuleWriter,
  docComment,
  documented,
  inlineComment,
  nothing,
  type DocComment,
} from "../../../src/emitters/print/index.js";

function print(doc: DocComment): string {
  const writer = createModuleWriter({
    path: "a",
    declaredNames: new Set(),
    importExtension: "js",
    targets: ["ts"],
  });
  writer.add(documented(doc, code`x;`));
  return writer.render("ts", nothing).replace(/\nx;\n\nexport \{\};\n$/, "");
}

test("short comments take a line, others a block", () => {
  expect(print({ text: "A user." })).toBe("/** A user. */");
  expect(print({ text: "\n One.\r\n\r\n  Two.\u2028Three.\n" })).toBe(
    "/**\n *  One.\n *\n *   Two.\n * Three.\n */",
  );
  expect(docComment({ text: " \n" })).toBe(nothing);
});

test("long lines wrap between words", () => {
  expect(print({ text: `${"word ".repeat(40)}${"x".repeat(200)} end` })).toBe(
    `/**\n * ${"word ".repeat(22).trim()}\n * ${"word ".repeat(18).trim()}\n * ${"x".repeat(200)}\n * end\n */`,
  );
});

test("throws and deprecated become tags", () => {
  expect(
    print({
      text: "Text.",
      throws: [{ name: "NotFound", text: "none\nsuch" }],
      deprecated: "use other",
    }),
  ).toBe("/**\n * Text.\n * @throws {NotFound} none such\n * @deprecated use other\n */");
  expect(print({ deprecated: "" })).toBe("/** @deprecated */");
});

test.each([
  ["text */ globalThis.PWN=1 /* more", "/** text *\\/ globalThis.PWN=1 /\\* more */"],
  ["**/ x", "/** **\\/ x */"],
  ["@ts-ignore", "/** (at)ts-ignore */"],
  ["@ts-nocheck @jsx h", "/** (at)ts-nocheck (at)jsx h */"],
  ["@type {number}", "/** (at)type {number} */"],
  ["@__NO_SIDE_EFFECTS__ #__PURE__", "/** (at)__NO_SIDE_EFFECTS__ # __PURE__ */"],
  ["@paramount @param", "/** (at)paramount @param */"],
  ["@param {*} x", "/** @param {*} x */"],
  ["see a@b.org, {@link X}", "/** see a@b.org, {@link X} */"],
  [`//# ${"sourceMapping"}URL=/etc/passwd`, "/** //# sourceMapping URL=/etc/passwd */"],
  ["# sourceURL=x", "/** # source URL=x */"],
  ["</script><!-- x", "/** <\\/script><\\!-- x */"],
  ["a\0b\u202ec\ud800d", "/** a bc\ufffdd */"],
  ["{{#with this}}${x}`", "/** {{#with this}}${x}` */"],
])("%j is made harmless", (text, expected) => {
  expect(print({ text })).toBe(expected);
});

test("no text ends its comment", () => {
  const nasty = fc.stringMatching(/^[*/@#\\ \n\r\u2028\u0085a-]*$/);
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: "binary" })), (text) => {
      for (const printed of [print({ text, deprecated: text }), inlineText(text)]) {
        expect(printed.indexOf("*/")).toBe(printed.length - 2);
        expect(printed).not.toMatch(/[\r\u2028\u2029]|@ts-|sourceMappingURL/);
      }
    }),
    { numRuns: 2000 },
  );
});

function inlineText(text: string): string {
  const comment = inlineComment(text);
  return comment.kind === "text" ? comment.text : "";
}
