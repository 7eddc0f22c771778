/**
 * The output for hazardous IDL, executed: names that mean something to JavaScript carry values, texts that try to run
 * stay texts. The IDL is that of the scenarios of the same names.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf } from "../support/companion.js";
import { loadModule, type GeneratedModule, type TestOptions } from "../support/compile-module.js";
import { describePrototypes } from "../support/invariants.js";
import { scenariosRoot } from "../support/scenarios.js";

function readInput(scenario: string, file: string): string {
  return readFileSync(join(scenariosRoot, scenario, "input", file), "utf8");
}

async function load(
  scenario: string,
  file: string,
  options: TestOptions = {},
): Promise<GeneratedModule> {
  return loadModule({ [file]: readInput(scenario, file) }, file, options);
}

/** The names of the fields of the first struct of an IDL text. */
function fieldNames(idl: string): readonly string[] {
  const body = idl.slice(idl.indexOf("{") + 1, idl.indexOf("}"));
  return [...body.matchAll(/i32 (\w+)/g)].map((match) => match[1] ?? "");
}

/** An object with own properties only, `__proto__` among them. */
function objectOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

describe("names that mean something to JavaScript", () => {
  const idl = readInput("names-that-mean-something-to-javascript", "words.thrift");
  const names = fieldNames(idl);
  const modes: readonly TestOptions[] = [
    {},
    { unknownFields: "keep" },
    { defaultFields: "optional" },
  ];
  let module: GeneratedModule;

  describe.each(modes)("%o", (options) => {
    beforeAll(async () => {
      expect(names.length).toBeGreaterThan(70);
      module = await load("names-that-mean-something-to-javascript", "words.thrift", options);
    });

    test("are fields", () => {
      const prototypes = describePrototypes();
      const companion = companionOf(module, "Fields");
      const value = objectOf(names.map((name, at) => [name, at]));
      const decoded = companion.decode(companion.encode(value));
      for (const [at, name] of names.entries()) {
        expect(Object.getOwnPropertyDescriptor(decoded, name), name).toMatchObject({
          value: at,
          enumerable: true,
          writable: true,
        });
      }
      expect(Object.keys(decoded)).toEqual(names);
      expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
      expect(companion.equals(decoded, value)).toBe(true);
      expect(companion.equals(decoded, { ...value, prototype: -1 })).toBe(false);
      // None of them is found where it is not set, however many objects inherit it.
      expect(companion.encode({})).toEqual(Uint8Array.of(0));
      expect(describePrototypes()).toBe(prototypes);
    });

    test("are members of unions", () => {
      const companion = companionOf(module, "Members");
      for (const [at, name] of names.entries()) {
        const decoded = companion.decode(companion.encode(objectOf([[name, at]])));
        expect(Object.getOwnPropertyDescriptor(decoded, name)?.value, name).toBe(at);
      }
    });

    test("are fields of exceptions, next to the members of Error", () => {
      const companion = companionOf(module, "Problem");
      // Members of every Error, and of every object: those keep their meaning, the fields get a `$`.
      const clashes = new Set(
        "name message stack cause toString constructor valueOf hasOwnProperty __proto__".split(" "),
      );
      const properties = names.map((name) => (clashes.has(name) ? `${name}$` : name));
      const value = objectOf(properties.map((name, at) => [name, at]));
      const decoded = companion.decode(companion.encode(value));
      expect(decoded).toBeInstanceOf(Error);
      expect(companion.equals(decoded, value)).toBe(true);
      expect(companion.encode(decoded)).toEqual(companion.encode(value));
    });

    test("are members of enums", () => {
      const members = module["Words"] as Readonly<Record<string, number>>;
      const body = /enum Words \{([^}]*)\}/.exec(idl)?.[1] ?? "";
      const declared = body.trim().split(/\s+/);
      expect(declared.length).toBeGreaterThan(60);
      for (const [at, name] of declared.entries()) {
        expect(Object.getOwnPropertyDescriptor(members, name)?.value, name).toBe(at);
      }
      expect(Object.isFrozen(members)).toBe(true);
    });
  });
});

describe("structs named like globals", () => {
  let module: GeneratedModule;
  const idl = readInput("structs-named-like-globals", "globals.thrift");
  const names = [...idl.matchAll(/^struct (\w+) /gm)].map((match) => match[1] ?? "");

  beforeAll(async () => {
    module = await load("structs-named-like-globals", "globals.thrift");
    expect(names.length).toBeGreaterThan(35);
  });

  test.each(names)("%s goes round", (name) => {
    const companion = companionOf(module, name in module ? name : `${name}$`);
    const value = {
      x: 7,
      m: new Map([["a", 1n]]),
      s: new Set([Uint8Array.of(1, 2)]),
      l: [-1n, 2n ** 62n],
    };
    expect(companion.decode(companion.encode(value))).toEqual(value);
    expect(companion.byteLength(value)).toBe(companion.encode(value).length);
  });

  test("all go round in a union", () => {
    const companion = companionOf(module, "All");
    for (const at of names.keys()) {
      const inner = { x: at, m: new Map(), s: new Set(), l: undefined };
      const decoded = companion.decode(companion.encode({ [`f${at + 1}`]: inner }));
      expect(decoded[`f${at + 1}`]).toEqual(inner);
    }
  });
});

describe("texts that try to run", () => {
  const idl = readInput("texts-that-try-to-run", "evil.thrift");
  const texts = [...idl.matchAll(/^const string S(\d+) = "((?:[^"\\]|\\.)*)"$/gm)].map(
    (match) => [`S${match[1]}`, unescape(match[2] ?? "")] as const,
  );
  let module: GeneratedModule;

  beforeAll(async () => {
    module = await load("texts-that-try-to-run", "evil.thrift");
    expect(texts.length).toBeGreaterThan(15);
  });

  test.each(texts)("%s is the text that was written", (name, text) => {
    expect(module[name]).toBe(text);
    expect(globalThis).not.toHaveProperty("PWN");
  });

  test("defaults are the texts that were written", () => {
    const companion = companionOf(module, "Evil");
    const expected = Object.fromEntries(texts.map(([, text], at) => [`f${at}`, text]));
    expect(companion.create()).toEqual(expected);
    expect(companion.decode(Uint8Array.of(0))).toEqual(expected);
    expect(companion.decode(companion.encode({}))).toEqual(expected);
    expect(globalThis).not.toHaveProperty("PWN");
  });
});

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** The text behind a literal of Apache's dialect. */
function unescape(literal: string): string {
  return literal.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
