/** What callers without types may hand to the API, and the error that tells them. */

/** An option or argument has a value that it cannot have, or does not exist. The message names it, and what it takes. */
export class OptionError extends TypeError {}

interface ArgumentKind {
  readonly takes: string;
  isRight(value: unknown): boolean;
}

/** What is no text and no flag may be null where it may be left out, as `host` may. */
const kinds = {
  text: { takes: "a text", isRight: isText },
  file: { takes: "the path of a file", isRight: isText },
  directory: { takes: "the path of a directory", isRight: isText },
  content: { takes: "a text or a Uint8Array", isRight: (value) => isText(value) || isBytes(value) },
  flag: { takes: "true or false", isRight: (value) => typeof value === "boolean" },
  list: { takes: "a list", isRight: (value) => Array.isArray(value) },
  object: { takes: "an object", isRight: isObject },
  signal: { takes: "an AbortSignal", isRight: (value) => value === null || isSignal(value) },
  callback: {
    takes: "a function",
    isRight: (value) => value === null || typeof value === "function",
  },
  loadCache: {
    takes: "what createLoadCache makes",
    isRight: (value) => value === null || isLoadCache(value),
  },
} satisfies Readonly<Record<string, ArgumentKind>>;

export type ArgumentKindName = keyof typeof kinds;

/** Throws an OptionError unless the value is of the kind; `example` shows one that is. */
export function assertKind(
  name: string,
  kind: ArgumentKindName,
  value: unknown,
  example?: string,
): void {
  const { takes, isRight }: ArgumentKind = kinds[kind];
  if (isRight(value)) return;
  throw new OptionError(`${name} takes ${takes}${example === undefined ? "" : `: ${example}`}`);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** By its tag: those of other realms are none of our class. */
function isBytes(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** By its method: signals of other realms are none of our class. */
function isSignal(value: unknown): boolean {
  return isObject(value) && typeof Reflect.get(value, "throwIfAborted") === "function";
}

function isLoadCache(value: unknown): boolean {
  return (
    isObject(value) && "entries" in value && value.entries instanceof Map && "contents" in value
  );
}
