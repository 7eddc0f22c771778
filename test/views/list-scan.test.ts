/** Lists of structs whose scan goes only as far as somebody reads. */
import { ChainBuffer } from "@thriftgen/runtime";
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";

interface SpanView {
  readonly name: string | undefined;
  readonly start: number | undefined;
  $toObject(): unknown;
}

interface TraceView {
  readonly $message: { readonly scanned: number };
  readonly spans: Iterable<SpanView> & {
    readonly length: number;
    at(index: number): SpanView;
    set(index: number, span: object): void;
    forEachCursor(visit: (span: SpanView) => void): void;
  };
  $toBytes(): Uint8Array;
}

const spans = Array.from({ length: 50 }, (_, i) => ({
  ...(i % 3 === 0 ? {} : { name: "span".repeat(i) }),
  ...(i % 4 === 0 ? {} : { start: i }),
}));

let companion: Companion;
let views: { of(source: Uint8Array | ChainBuffer, options?: object): TraceView };
let bytes: Uint8Array;

beforeAll(async () => {
  const idl = `struct Span { 1: optional string name, 2: optional i32 start }
  struct Trace { 1: list<Span> spans }`;
  const files = await compileOrFail({ "trace.thrift": idl }, "trace.thrift", { views: true });
  const directory = writeGenerated(files);
  companion = companionOf(await importGenerated(directory, "trace.ts"), "Trace");
  views = (await importGenerated(directory, "trace.view.ts"))["TraceView"] as typeof views;
  bytes = companion.encode({ spans });
});

const sources = (): readonly (Uint8Array | ChainBuffer)[] => [
  bytes,
  ChainBuffer.from(
    Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(i * 7, i * 7 + 7)),
    { threshold: 0 },
  ),
];

test("whoever stops early has not stepped over the rest", () => {
  for (const source of sources()) {
    const view = views.of(source);
    expect(view.spans.length).toBe(50);
    const before = view.$message.scanned;
    for (const span of view.spans) if (span.start === 5) break;
    expect(view.spans.at(6).name).toBeUndefined();
    expect(view.$message.scanned - before).toBeLessThan(200);
    expect(bytes.length).toBeGreaterThan(2000);
  }
});

test("whoever reads one after the other scans each once", () => {
  for (const source of sources()) {
    const walks: readonly ((view: TraceView) => void)[] = [
      (view) => [...view.spans].map(({ name, start }) => ({ name, start })),
      (view) => {
        for (const { name } of view.spans) void name;
      },
      (view) => view.spans.forEachCursor(({ start }) => void start),
    ];
    for (const [i, walk] of walks.entries()) {
      const view = views.of(source);
      walk(view);
      // Where all are listed first, the list has stepped over them.
      expect(view.$message.scanned).toBeLessThanOrEqual(bytes.length * (i === 0 ? 3 : 2));
      const once = view.$message.scanned;
      expect(view.spans.at(-1).$toObject()).toEqual(spans.at(-1));
      walk(view);
      expect(view.$message.scanned).toBe(once);
    }
  }
});

test("in whatever order they are read, set and skipped, all are what decode gives", () => {
  for (const source of sources())
    for (const options of [undefined, { lazy: true }])
      for (let seed = 1; seed < 60; seed++) {
        const view = views.of(source, options);
        const expected: object[] = [...spans];
        for (let step = 1; step < 40; step++) {
          const i = (seed * step * 31) % 50;
          if ((seed + step) % 7 === 0) {
            expected[i] = { name: `set ${step}` };
            view.spans.set(i, { name: `set ${step}` });
          }
          const span = view.spans.at(i);
          if (step % 3 > 0) void span.name;
          if (step % 5 === 0) for (const { start } of view.spans) if (start === i) break;
          expect(span.$toObject()).toEqual(expected[i]);
        }
        expect(companion.decode(view.$toBytes())).toEqual({ spans: expected });
      }
});
