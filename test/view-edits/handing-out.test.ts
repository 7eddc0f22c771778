/** What views that are made anew hand out: blocks, chunks and copies, and whose memory those are. */
import { beforeAll, expect, test } from "vitest";
import { poolStatistics, type Block } from "@thriftgen/runtime";
import { errorOf } from "./errors.js";
import {
  loadViewSubjects,
  subjectNamed,
  type AnyListView,
  type AnyView,
  type ViewSubject,
  type ViewSubjects,
} from "./subjects.js";

let subjects: ViewSubjects;
beforeAll(async () => {
  subjects = await loadViewSubjects();
});

const named = (name: string): ViewSubject => subjectNamed(subjects, name);
const released = { code: "RELEASED_BUFFER" };

const value = { shape: { note: "n" }, title: "t".repeat(100) };

test("a block is the memory of the view: reading goes on until it is released", () => {
  const { view: Sink, companion } = named("Sink");
  for (const build of [() => Sink.create(value), () => Object.assign(Sink.create(), value)]) {
    const view = build();
    const block = view.$toBlock();
    expect(view["title"]).toBe(value.title);
    view["title"] = "later";
    expect(companion.decode(block)["title"]).toBe(value.title);
    const second = view.$toBlock();
    expect(companion.decode(second)["title"]).toBe("later");
    second.release();
    expect(view["title"]).toBe("later");
    block.release();
    expect(errorOf(() => (view["shape"] as AnyView)["note"])).toMatchObject(released);
    expect(errorOf(() => view.$toBytes())).toMatchObject(released);
    expect(errorOf(() => view.$toBlock())).toMatchObject(released);
    expect(errorOf(() => block.release())).toMatchObject(released);
  }
});

test("a view that was not read either is released with its block", () => {
  const { view: Sink } = named("Sink");
  const accesses: readonly ((view: AnyView) => unknown)[] = [
    (view) => view["title"],
    (view) => (view["title"] = "x"),
    (view) => view.$toBytes(),
    (view) => view.$chunks(),
    (view) => view.$toBlock(),
    (view) => view.$toObject(),
    (view) => view.$has("title"),
    (view) => view.$own(),
    (view) => view.$clear("title"),
  ];
  for (const access of accesses) {
    const view = Sink.create(value);
    view.$toBlock().release();
    expect(errorOf(() => access(view))).toMatchObject(released);
  }
});

test("a block of an edited view is a copy of its own", () => {
  const { view: Sink, companion } = named("Sink");
  const view = Sink.of(companion.encode(value));
  (view["shape"] as AnyView)["note"] = "edited";
  const block = view.$toBlock();
  expect(companion.decode(block)["shape"]).toEqual({ note: "edited" });
  block.release();
  expect((view["shape"] as AnyView)["note"]).toBe("edited");
  const list = (Sink.create({ ...value, preset: [1, 2] })["preset"] as AnyListView).$toBlock();
  expect([...list.bytes]).toEqual([8, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2]);
  list.release();
});

test("chunks stay as they are when the view is edited, and are not anybody else's memory", () => {
  const { view: Sink, companion } = named("Sink");
  for (const size of [100, 3000, 50_000]) {
    const view = Sink.create({ ...value, title: "t".repeat(size) });
    const chunks = view.$chunks();
    const bytes = Buffer.concat(chunks);
    view["title"] = "u".repeat(size);
    for (let i = 0; i < 50; i++) {
      const other = Sink.create({ ...value, title: "\u00a5".repeat(size) });
      other.$toBlock().release();
      Sink.create({ ...value, title: "\u00a5".repeat(size) }).$chunks();
    }
    expect(Buffer.concat(chunks)).toEqual(bytes);
    expect(companion.decode(view.$toBytes())["title"]).toBe("u".repeat(size));
  }
});

test("chunks that the caller transfers are INVALID_VALUE to the view", () => {
  const { view: Sink } = named("Sink");
  const view = Sink.create({ ...value, title: "t".repeat(5000) });
  const [chunk] = view.$chunks();
  structuredClone(chunk, { transfer: [(chunk as Uint8Array).buffer as ArrayBuffer] });
  expect(errorOf(() => view["title"])).toMatchObject({ code: "INVALID_VALUE" });
});

test("two views that are built in turns have memory of their own", () => {
  const { view: Sink, companion } = named("Sink");
  const [one, other] = [Sink.create(), Sink.create()];
  for (const [name, a, b] of [
    ["count", 0x5a5a5a5a, -0x5a5a5a5b],
    ["title", "Z".repeat(3000), "\u00a5".repeat(3000)],
    ["shape", { note: "ZZ" }, { note: "\u00a5" }],
  ] as const) {
    one[name] = a;
    other[name] = b;
  }
  const first = one.$toBlock();
  const second = other.$toBlock();
  expect(companion.decode(first)).toMatchObject({ count: 0x5a5a5a5a, title: "Z".repeat(3000) });
  expect(companion.decode(second)).toMatchObject({
    count: -0x5a5a5a5b,
    shape: { note: "\u00a5" },
  });
  first.release();
  expect(companion.decode(second)).toMatchObject({ title: "\u00a5".repeat(3000) });
  second.release();
});

test("what was built and released goes back to the pool, each time", () => {
  const { view: Sink } = named("Sink");
  const round = (): Block => {
    const view = Sink.create();
    view["title"] = "t".repeat(600);
    view["shape"] = value.shape;
    view["count"] = 1;
    return view.$toBlock();
  };
  // The first ones are built in ever smaller pieces, as large messages went before.
  for (let i = 0; i < 200; i++) round().release();
  const before = poolStatistics();
  for (let i = 0; i < 1000; i++) round().release();
  expect(poolStatistics()).toEqual(before);
});

test("many views that are being built hold little, whatever was written before", () => {
  const { view: Sink, companion } = named("Sink");
  companion.encode({ ...value, title: "t".repeat(6_000_000) });
  const views = Array.from({ length: 200 }, () => Object.assign(Sink.create(), { count: 1 }));
  const held = views.map((view) => {
    const { $message } = view as unknown as { $message: { memory: { bytes: Uint8Array } } };
    return $message.memory.bytes.length;
  });
  expect(held.reduce((sum, bytes) => sum + bytes)).toBeLessThan(100e6);
  expect(held.at(-1)).toBeLessThanOrEqual(1024);
});

test("nothing of the pool leaves with the chunks of a view that was read", () => {
  const { view: Sink, companion } = named("Sink");
  companion.encodePooled({ ...value, title: "SECRET".repeat(20) }).release();
  const view = Sink.create(value);
  expect(view["title"]).toBe(value.title);
  for (const { buffer } of view.$chunks())
    expect(Buffer.from(buffer).includes("SECRET")).toBe(false);
});

test("a view that is kept after reading holds no more memory than its size asks for", () => {
  const { view: Sink } = named("Sink");
  // From here on the pool gives large pieces to begin with.
  Sink.create({ ...value, title: "t".repeat(2_000_000) })
    .$toBlock()
    .release();
  const small = Sink.create();
  small["shape"] = value.shape;
  expect(small.$has("shape")).toBe(true);
  const { $message } = small as unknown as { $message: { memory: { bytes: Uint8Array } } };
  expect($message.memory.bytes.buffer.byteLength).toBeLessThanOrEqual(32_000);
});
