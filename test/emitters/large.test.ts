/** Time that grows with the square of the input shows here as a test that takes minutes. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile, createMemoryHost } from "../../src/index.js";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { typecheck } from "../support/typecheck.js";

async function emit(text: string): Promise<readonly string[]> {
  const host = createMemoryHost({ "a.thrift": text });
  const { files, diagnostics } = await compile({ files: ["a.thrift"], host });
  expect(diagnostics).toEqual([]);
  return files.map((file) => file.text);
}

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

test("a union of 20,000 members", async () => {
  const [text] = await emit(`union U {\n${repeat(20_000, (i) => `${i + 1}: i32 m${i}`)}\n}`);
  expect(text).toContain("if (m19999 !== undefined");
});

test.each(["drop", "keep"] as const)(
  "TypeScript checks a union of 400 members within its limits, unknown fields: %s",
  async (unknownFields) => {
    const types = ["string", "i32", "list<i64>", "S", "map<string, S>"];
    const text = `struct S { 1: i32 x } union U {\n${repeat(400, (i) => `${i + 1}: ${types[i % 5]} m${i}`)}\n}`;
    const options = { unknownFields, views: true };
    const files = await compileOrFail({ "a.thrift": text }, "a.thrift", options);
    const directory = writeGenerated(files);
    const paths = files.map((file) => join(directory, file.path));
    expect(await typecheck("6.0", paths)).toEqual([]);
  },
);

test("20,000 services, each of which extends the one before", async () => {
  const source = repeat(20_000, (i) => {
    const parent = i === 0 ? "" : `extends S${i - 1} `;
    return `service S${i} ${parent}{ void f${i}() }`;
  });
  const [text] = await emit(source);
  expect(text).toContain("export interface S19999 extends S19998 {");
});
