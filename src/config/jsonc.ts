/** JSON with comments and trailing commas, as tsconfig.json has it: read with places, so that edits leave all else alone. */

/** A value and where it stands in the text, end excluded. */
export type JsoncValue = JsoncObject | JsoncArray | JsoncScalar;

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface JsoncObject extends Placed {
  readonly kind: "object";
  readonly members: readonly JsoncMember[];
}

export interface JsoncMember {
  readonly key: string;
  readonly start: number;
  readonly value: JsoncValue;
}

export interface JsoncArray extends Placed {
  readonly kind: "array";
  readonly items: readonly JsoncValue[];
}

export interface JsoncScalar extends Placed {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

/** Where the text stops being JSON, and why. */
export class JsoncError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.name = "JsoncError";
    this.offset = offset;
  }
}

/** Deeper nesting is no settings file, and must not overflow the stack. */
const maximumDepth = 100;

/** The value that the text holds. Throws a JsoncError where it holds none. */
export function parseJsonc(text: string): JsoncValue {
  const reader = new Reader(text);
  const value = reader.readValue(0);
  reader.expectEnd();
  return value;
}

/** The member that counts: of repeated keys the last. */
export function findMember(object: JsoncObject, key: string): JsoncMember | undefined {
  return object.members.findLast((member) => member.key === key);
}

/** The value as JSON.parse gives it. */
export function toPlain(value: JsoncValue): unknown {
  if (value.kind === "array") return value.items.map(toPlain);
  if (value.kind === "scalar") return value.value;
  return Object.fromEntries(value.members.map((member) => [member.key, toPlain(member.value)]));
}

/** The offset behind white space and comments. */
export function skipTrivia(text: string, start: number): number {
  const trivia = /(?:\s|\/\/[^\n\r]*|\/\*[^]*?\*\/)*/y;
  trivia.lastIndex = start;
  trivia.exec(text);
  return trivia.lastIndex;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readValue(depth: number): JsoncValue {
    if (depth > maximumDepth) throw this.#problem("this is nested too deeply");
    const start = this.#skip();
    const first = this.#text.charAt(start);
    if (first === "{") return this.#readObject(start, depth);
    if (first === "[") return this.#readArray(start, depth);
    return this.#readScalar(start);
  }

  expectEnd(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw this.#problem("the file should end here");
  }

  #readObject(start: number, depth: number): JsoncObject {
    const members: JsoncMember[] = [];
    this.#at++;
    while (!this.#take("}")) {
      if (members.length > 0 && !this.#take(",")) throw this.#problem('"," or "}" is missing');
      if (this.#take("}")) break;
      const keyStart = this.#skip();
      if (this.#text.charAt(keyStart) !== '"') throw this.#problem("a key in quotes is missing");
      const key = this.#readScalar(keyStart);
      if (!this.#take(":")) throw this.#problem('":" is missing');
      members.push({ key: String(key.value), start: keyStart, value: this.readValue(depth + 1) });
    }
    return { kind: "object", members, start, end: this.#at };
  }

  #readArray(start: number, depth: number): JsoncArray {
    const items: JsoncValue[] = [];
    this.#at++;
    while (!this.#take("]")) {
      if (items.length > 0 && !this.#take(",")) throw this.#problem('"," or "]" is missing');
      if (this.#take("]")) break;
      items.push(this.readValue(depth + 1));
    }
    return { kind: "array", items, start, end: this.#at };
  }

  #readScalar(start: number): JsoncScalar {
    const token = /"(?:[^"\\\n\r]|\\[^\n\r])*"|-?\d[\d.eE+-]*|true|false|null/y;
    token.lastIndex = start;
    const text = token.exec(this.#text)?.[0];
    if (text === undefined) throw this.#problem("a value is missing", start);
    try {
      const value = JSON.parse(text) as JsoncScalar["value"];
      this.#at = start + text.length;
      return { kind: "scalar", value, start, end: this.#at };
    } catch {
      throw this.#problem(`${text} is no value of JSON`, start);
    }
  }

  #take(character: string): boolean {
    if (this.#text.charAt(this.#skip()) !== character) return false;
    this.#at++;
    return true;
  }

  #skip(): number {
    this.#at = skipTrivia(this.#text, this.#at);
    return this.#at;
  }

  #problem(message: string, offset = this.#at): JsoncError {
    return new JsoncError(offset, message);
  }
}
