/** Go-to-definition of editors leads from TypeScript into the .thrift: to the name, all of it, and nothing else. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeclarationsPlace } from "../../src/index.js";
import { createTypedProject, type TypedProject } from "../declarations/typed-project.js";
import {
  startTsserver,
  startTypeScript7,
  type Definition,
  type LanguageServer,
  type Place,
} from "./language-server.js";

/** Where to ask in src/app.ts (`|` stands before the name), and the name that is defined there. */
const questions = [
  ["const user: |User", "src/user.thrift", "struct |User|"],
  ["= |User.decode", "src/user.thrift", "struct |User|"],
  ["user.|display_name", "src/user.thrift", "optional string |display_name|"],
  ["encode({ |id:", "src/user.thrift", "required i64 |id|"],
  ["|path: [{", "src/user.thrift", "list<shared.Point> |path|"],
  ["[{ |x: 1", "idl/shared.thrift", "i32 |x|"],
  ["Color.|GREEN", "idl/shared.thrift", ", |GREEN|"],
  ["color: |Color", "idl/shared.thrift", "enum |Color|"],
  ["const point: |Point", "idl/shared.thrift", "struct |Point|"],
  ["= |UserView.of", "src/user.thrift", "struct |User|"],
  ["view.|display_name", "src/user.thrift", "optional string |display_name|"],
  ["contact.|mail", "src/user.thrift", "1: string |mail|"],
  ["number = |LIMIT", "src/user.thrift", "const i32 |LIMIT|"],
  ["new |NotFound", "src/user.thrift", "exception |NotFound|"],
  ["users: |Users", "src/user.thrift", "service |Users|"],
  ["users.|find(", "src/user.thrift", "User |find|"],
] as const;

const servers = {
  "TypeScript 6's tsserver": async () => startTsserver(),
  "TypeScript 7's language server": startTypeScript7,
} as const;

describe.each(Object.entries(servers))("%s", (_, start) => {
  describe.each(["beside", "mirror"] as const)("declarations %s", (place: DeclarationsPlace) => {
    let project: TypedProject;
    let server: LanguageServer;
    let app: string;

    beforeAll(async () => {
      project = await createTypedProject(place, place === "beside" ? "bundler" : "nodenext");
      server = await start(project.directory);
      app = join(project.directory, "src/app.ts");
      await server.open(app);
    });
    afterAll(() => server.close());

    test.each(questions)("%s", async (asked, file, defined) => {
      const source = readFileSync(app, "utf8");
      const answer = await server.definitionOf(app, findPlace(source, asked));
      const expected = locate(project.directory, file, defined);
      expect(distinct(answer, project.directory)).toEqual([expected]);
      // Editors show the context around the name, and refuse one that does not hold it.
      expect(answer.filter((definition) => !isInContext(definition))).toEqual([]);
    });
  });
});

/** The place that `|` marks in the text's only occurrence of the rest. */
function findPlace(text: string, marked: string): Place {
  const plain = marked.replace("|", "");
  const start = text.indexOf(plain);
  if (start < 0) throw new Error(`${plain} does not occur`);
  return placeOf(text, start + marked.indexOf("|"));
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r?\n/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

type Target = Pick<Definition, "file" | "start" | "end">;

function isInContext({ start, end, context = { start, end } }: Definition): boolean {
  return compare(context.start, start) <= 0 && compare(end, context.end) <= 0;
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.column - b.column;
}

function locate(directory: string, file: string, marked: string): Target {
  const text = readFileSync(join(directory, file), "utf8");
  const [before = "", name = ""] = marked.split("|");
  const start = text.indexOf(before + name) + before.length;
  return { file, start: placeOf(text, start), end: placeOf(text, start + name.length) };
}

/** A type and its companion, or the arms of a union, are several declarations of one name. */
function distinct(definitions: readonly Definition[], directory: string): readonly Target[] {
  const known = new Map<string, Target>();
  for (const { file, start, end } of definitions) {
    const definition = { file: relative(directory, file), start, end };
    known.set(JSON.stringify(definition), definition);
  }
  return [...known.values()];
}
