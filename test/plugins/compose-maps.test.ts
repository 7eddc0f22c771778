/** Two maps in a row: places through both, and what neither leads anywhere. */
import { SourceMap } from "node:module";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeMaps } from "../../src/plugins/compose-maps.js";
import { decodeMappings, encodeMappings, type Segment } from "../../src/plugins/source-mappings.js";

const place = fc.nat({ max: 100_000 });
const segment = fc.record({
  column: place,
  origin: fc.option(fc.record({ source: fc.nat({ max: 9 }), line: place, column: place }), {
    nil: undefined,
  }),
});

describe("mappings", () => {
  it("are the same after a round trip", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(segment, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (lines) => {
          const sorted = lines.map((line) => line.toSorted((a, b) => a.column - b.column));
          const plain = sorted.map((line) =>
            line.map(({ column, origin }): Segment =>
              origin === undefined ? { column } : { column, origin },
            ),
          );
          expect(decodeMappings(encodeMappings(plain))).toEqual(plain);
        },
      ),
    );
  });
});

/** The code of a module that stands for two lines of IDL, one name on each. */
const inner = {
  version: 3,
  sources: ["a.idl"],
  sourcesContent: ["first\n  second\n"],
  // Line 1, column 13 comes from 1:0; line 2, column 13 from 2:2.
  mappings: encodeMappings([
    [{ column: 13, origin: { source: 0, line: 0, column: 0 } }],
    [{ column: 13, origin: { source: 0, line: 1, column: 2 } }],
  ]),
};
const code = "export const first = 1;\nexport const second = 2;\n";

async function bundle(): Promise<{ text: string; map: Parameters<typeof composeMaps>[0] }> {
  const { outputFiles } = await build({
    stdin: {
      contents: 'import { second } from "a"; console.log(second);',
      sourcefile: "app.js",
      resolveDir: "/",
    },
    bundle: true,
    write: false,
    outfile: "out.js",
    sourcemap: "external",
    format: "esm",
    plugins: [
      {
        name: "a",
        setup(builder) {
          builder.onResolve({ filter: /^a$/ }, () => ({ path: "a.js", namespace: "made" }));
          builder.onLoad({ filter: /.*/, namespace: "made" }, () => ({ contents: code }));
        },
      },
    ],
  });
  const read = (end: string): string =>
    outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { text: read(".js"), map: JSON.parse(read(".map")) as Parameters<typeof composeMaps>[0] };
}

describe("a composed map", () => {
  it("leads from the bundle to the source of the source, and leaves others alone", async () => {
    const { text, map } = await bundle();
    const composed = composeMaps(map, (source) =>
      source === "made:a.js" ? { map: inner, name: "x/a.idl" } : undefined,
    );
    const trace = (name: string): unknown => {
      const lines = text.split("\n");
      const line = lines.findIndex((content) => content.includes(name));
      const payload = composed as ConstructorParameters<typeof SourceMap>[0];
      return new SourceMap(payload).findEntry(line, lines[line]?.indexOf(name) ?? 0);
    };
    expect(trace("second = 2")).toMatchObject({
      originalSource: "x/a.idl",
      originalLine: 1,
      originalColumn: 2,
    });
    expect(trace("console")).toMatchObject({
      originalSource: expect.stringMatching(/app\.js$/),
      originalLine: 0,
    });
    expect(composed.sources).toContain("x/a.idl");
    expect(composed.sourcesContent).toContain("first\n  second\n");
  });

  it("is the outer one where no source is known", async () => {
    const { map } = await bundle();
    expect(composeMaps(map, () => undefined)).toBe(map);
  });
});
