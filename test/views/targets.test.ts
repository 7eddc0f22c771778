/** Views as JavaScript: what only TypeScript understands is gone, and they read and edit. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { runScenario } from "../support/scenarios.js";
import { findSyntaxErrors } from "../support/syntax-check.js";

interface Point {
  x: number;
  name: string;
}

interface Modules {
  readonly Point: { encode(value: Point): Uint8Array; decode(bytes: Uint8Array): Point };
  readonly PointView: { of(bytes: Uint8Array): Point & { $toBytes(): Uint8Array } };
}

test("--target js gives modules that run", async () => {
  const idl = { "point.thrift": "struct Point {\n  1: i32 x\n  2: string name\n}\n" };
  const files = await compileOrFail(idl, "point.thrift", { targets: ["js"], views: true });
  const directory = writeGenerated(files);
  const { Point } = (await importGenerated(directory, "point.js")) as unknown as Modules;
  const { PointView } = (await importGenerated(directory, "point.view.js")) as unknown as Modules;
  const view = PointView.of(Point.encode({ x: 7, name: "Ada" }));
  expect(view.name).toBe("Ada");
  view.name = "Grace";
  expect(Point.decode(view.$toBytes())).toEqual({ x: 7, name: "Grace" });
});

test("--target js has no TypeScript left, whatever the fields", async () => {
  const { result } = await runScenario("views-of-structs", { targets: ["js"], format: false });
  const directory = writeGenerated(result.files);
  const paths = result.files.map((file) => join(directory, file.path));
  expect(paths.filter((path) => path.endsWith(".view.js")).length).toBeGreaterThan(1);
  expect(await findSyntaxErrors(paths)).toEqual([]);
});
