/** Edits of settings files keep every character outside them: any JSON, in any layout, with comments anywhere. */
import fc from "fast-check";
import { expect, test } from "vitest";
import ts from "typescript";
import { parseJsonc, type JsoncValue } from "../../src/config/jsonc.js";
import { formatDiff } from "../../src/cli/init/diff.js";
import { setSetting } from "../../src/cli/init/settings-file.js";

const runs = Number(process.env["THRIFTGEN_RUNS"] ?? 300);

/** Between tokens: nothing, space, lines, comments that look like other tokens. */
const trivia = fc.constantFrom(
  "",
  " ",
  "\n",
  "\n  ",
  "\r\n\t",
  " /* a, } */ ",
  " // b: {\n",
  "/**/",
  ' // "c",\r\n ',
);
const settings = fc
  .dictionary(
    fc.constantFrom("compilerOptions", "include", "a b", "\\", "é"),
    fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom("strict", "rootDirs", "x"), fc.jsonValue()),
    ),
    { maxKeys: 4 },
  )
  // JSON has no -0, and TypeScript's reader makes a prototype of __proto__.
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)
  .filter((value) => !JSON.stringify(value).includes("__proto__"));

/** The value as text whose gaps come from the list, one after the other. */
function print(value: unknown, gaps: readonly string[], trailing: boolean): string {
  let at = 0;
  const gap = (): string => gaps[at++ % gaps.length] ?? "";
  const list = (open: string, items: readonly string[], close: string): string => {
    const body = items.map((item) => `${gap()}${item}${gap()}`).join(",");
    return `${open}${body}${items.length > 0 && trailing ? `,${gap()}` : gap()}${close}`;
  };
  const walk = (one: unknown): string => {
    if (Array.isArray(one)) return list("[", one.map(walk), "]");
    if (typeof one !== "object" || one === null) return JSON.stringify(one);
    const members = Object.entries(one).map(
      ([key, member]) => `${JSON.stringify(key)}${gap()}:${gap()}${walk(member)}`,
    );
    return list("{", members, "}");
  };
  return `${gap()}${walk(value)}${gap()}`;
}

function toValue(node: JsoncValue): unknown {
  if (node.kind === "array") return node.items.map(toValue);
  if (node.kind === "scalar") return node.value;
  return Object.fromEntries(node.members.map(({ key, value }) => [key, toValue(value)]));
}

test("reading gives what TypeScript reads", () => {
  fc.assert(
    fc.property(
      settings,
      fc.array(trivia, { minLength: 1 }),
      fc.boolean(),
      (value, gaps, trailing) => {
        const text = print(value, gaps, trailing);
        const { config, error } = ts.parseConfigFileTextToJson("tsconfig.json", text);
        expect(error).toBeUndefined();
        expect(toValue(parseJsonc(text))).toEqual(config);
      },
    ),
    { numRuns: runs },
  );
});

test("setting a member changes that member alone", () => {
  fc.assert(
    fc.property(
      settings,
      fc.array(trivia, { minLength: 1 }),
      fc.boolean(),
      fc.constantFrom("strict", "rootDirs", "new"),
      (value, gaps, trailing, key) => {
        const options = value["compilerOptions"];
        const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
        fc.pre(options === undefined || isObject);
        const before = print(value, gaps, trailing);
        const after = setSetting(before, "tsconfig.json", ["compilerOptions", key], ["."]);
        const merged = { ...value, compilerOptions: { ...(options as object), [key]: ["."] } };
        expect(toValue(parseJsonc(after))).toEqual(merged);
        const { config, error } = ts.parseConfigFileTextToJson("tsconfig.json", after);
        expect([error, config]).toEqual([undefined, merged]);
        expect(setSetting(after, "tsconfig.json", ["compilerOptions", key], ["."])).toBe(after);
        if (!isObject || !(key in (options as object)))
          expect(isSubsequence(before, after)).toBe(true);
      },
    ),
    { numRuns: runs },
  );
});

/** All characters of the first stand in the second, in order. */
function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

test("a diff makes the second text from the first", () => {
  const line = fc.constantFrom("a\n", "b\n", "c\r\n", "\n", "{\n");
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom("", "end"))
    .map(([lines, end]) => lines.join("") + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = formatDiff("f", before, after);
      expect(applyDiff(linesOf(before), diff)).toEqual(linesOf(after));
      expect(diff === "").toBe(before === after);
    }),
    { numRuns: runs },
  );
});

function linesOf(text: string): readonly string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((one) => one.replace(/\r?\n$/, ""));
}

/** As `patch` does it: by the numbers of each hunk, and only where the removed and the kept lines are there. */
function applyDiff(before: readonly string[], diff: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const numbers = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@/.exec(hunk)?.slice(1).map(Number) ?? [];
    const [start = 0, removed = 0, , added = 0] = numbers;
    const rows = hunk.split("\n").slice(1, -1);
    const textOf = (sign: string): readonly string[] =>
      rows.filter((row) => row.startsWith(" ") || row.startsWith(sign)).map((row) => row.slice(1));
    const first = removed === 0 ? start : start - 1;
    expect([textOf("-"), textOf("+").length]).toEqual([
      before.slice(first, first + removed),
      added,
    ]);
    result.push(...before.slice(at, first), ...textOf("+"));
    at = first + removed;
  }
  return [...result, ...before.slice(at)];
}
