/** Elements whose fields a list's scan has seen in the order in which we write them: they are not scanned again. */
import { ChainBuffer } from "@thriftgen/runtime";
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

interface PersonView {
  readonly first: string;
  readonly last: string;
  readonly photo: Uint8Array;
  readonly age: number;
  readonly id: bigint;
  $has(name: string): boolean;
  $toObject(): unknown;
}

interface TeamView {
  readonly $message: { readonly scanned: number };
  readonly people: Iterable<PersonView> & {
    readonly length: number;
    at(index: number): PersonView;
    forEachCursor(visit: (person: PersonView) => void): void;
  };
}

let companion: Companion;
let person: Companion;
let views: { of(source: Uint8Array | ChainBuffer, options?: object): TeamView };

beforeAll(async () => {
  const idl = `struct Person { 1: string first, 2: i64 id, 3: string last, 4: i32 age, 5: binary photo }
  struct Team { 1: list<Person> people }`;
  const files = await compileOrFail({ "team.thrift": idl }, "team.thrift", { views: true });
  const directory = writeGenerated(files);
  const module = await importGenerated(directory, "team.ts");
  companion = companionOf(module, "Team");
  person = companionOf(module, "Person");
  ({ TeamView: views } = (await importGenerated(directory, "team.view.ts")) as never as {
    TeamView: typeof views;
  });
});

const people = Array.from({ length: 40 }, (_, i) => ({
  first: "f".repeat(i),
  last: `l${i}`,
  photo: new Uint8Array(i % 7).fill(i),
  age: i,
  id: BigInt(i),
}));

const fieldsOf = ({ first, last, photo, age, id }: PersonView) => ({ first, last, photo, age, id });

test("they read as decode does, each byte scanned twice: with the message and with the list", () => {
  const bytes = companion.encode({ people });
  for (const options of [undefined, { lazy: true }, { stamped: true }]) {
    const view = views.of(bytes, options);
    expect([...view.people].map(fieldsOf)).toEqual(people);
    if (options === undefined) expect(view.$message.scanned).toBeLessThan(bytes.length * 2);
    const shown: unknown[] = [];
    view.people.forEachCursor((each) => shown.push(fieldsOf(each)));
    expect(shown).toEqual(people);
    expect(view.people.at(3).$has("photo")).toBe(true);
    expect(view.people.at(3).$toObject()).toEqual(people[3]);
  }
});

test("of fields of fixed size too, whatever their order and number", async () => {
  const idl = `struct Back { 2: i32 x, 1: i32 y } struct One { 1: i32 x }
  struct Lists { 1: list<Back> backs, 2: list<One> ones, 3: list<Back> others }`;
  const files = await compileOrFail({ "a.thrift": idl }, "a.thrift", { views: true });
  const directory = writeGenerated(files);
  const codec = companionOf(await importGenerated(directory, "a.ts"), "Lists");
  const { ListsView } = (await importGenerated(directory, "a.view.ts")) as never as {
    ListsView: {
      of(
        bytes: Uint8Array,
        options?: object,
      ): Record<string, Iterable<{ x: number; y?: number }>> & {
        $message: { readonly scanned: number };
      };
    };
  };
  const backs = [1, 2, 3].map((x) => ({ x, y: -x }));
  const value = { backs, ones: backs.map(({ x }) => ({ x })), others: backs };
  const bytes = codec.encode(value);
  for (const options of [undefined, { lazy: true }, { stamped: true }]) {
    const view = ListsView.of(bytes, options);
    const read = (name: string) => [...(view[name] ?? [])];
    expect(read("backs").map(({ x, y }) => ({ x, y }))).toEqual(backs);
    expect(read("ones").map(({ x }) => ({ x }))).toEqual(value.ones);
    expect(read("others").map(({ x, y }) => ({ x, y }))).toEqual(backs);
    if (options === undefined) expect(view.$message.scanned).toBeLessThan(bytes.length * 2);
  }
});

test("a scan that failed leaves nothing behind", () => {
  const bytes = companion.encode({ people });
  const odd = Buffer.from(bytes);
  const at = odd.indexOf(Buffer.from([11, 0, 5]));
  const view = views.of(bytes);
  void view.people.length;
  bytes[at] = 1;
  expect(errorOf(() => view.people.at(-1)).code).toBe("INVALID_TYPE");
  bytes[at] = 11;
  expect([...view.people].map(fieldsOf)).toEqual(people);
});

test("some in another form are scanned, those around them read alike", () => {
  const others = [
    [0],
    [8, 0, 4, 0, 0, 0, 9, 11, 0, 1, 0, 0, 0, 1, 0x41, 0],
    [11, 0, 1, 0, 0, 0, 1, 0x41, 2, 0, 99, 1, 0],
  ].map((bytes) => Uint8Array.from(bytes));
  const usual = people.map((value) => person.encode(value));
  for (const places of [[0], [39], [1, 2], [5, 20, 38], [0, 1, 2]]) {
    const elements = usual.map((bytes, i) => others[places.indexOf(i)] ?? bytes);
    const head = Uint8Array.of(15, 0, 1, 12, 0, 0, 0, elements.length);
    const bytes = new Uint8Array(Buffer.concat([head, ...elements, Uint8Array.of(0)]));
    const expected = (companion.decode(bytes) as unknown as { people: PersonView[] }).people;
    for (const source of [bytes, ChainBuffer.from([bytes], { threshold: 0 })]) {
      const view = views.of(source);
      expect([...view.people].map(fieldsOf)).toEqual(expected);
      const shown: unknown[] = [];
      view.people.forEachCursor((each) => shown.push(fieldsOf(each)));
      expect(shown).toEqual(expected);
    }
  }
});

test("sizes that change after the list's scan are typed errors or values, whatever element is read", () => {
  const bytes = companion.encode({ people });
  const sizes = [...bytes.keys()].filter((at) => bytes[at] === 11 && bytes[at + 1] === 0);
  for (const at of sizes) {
    for (const byte of [0x7f, 0xff]) {
      const copy = bytes.slice();
      const view = views.of(copy);
      void view.people.at(0);
      copy[at + 3] = byte;
      for (let i = 0; i < people.length; i++) {
        const read = () => fieldsOf(view.people.at(i));
        try {
          read();
        } catch {
          expect(errorOf(read).code).toMatch(/^(?:TRUNCATED|NEGATIVE_SIZE|INVALID_)/);
        }
      }
    }
  }
});
