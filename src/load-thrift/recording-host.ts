/** A host that remembers what it was asked and what it answered, so that a result can be used again while that holds. */
import type { Host } from "../host.js";
import { resolvePath } from "../ir/paths.js";

type Question = "kind" | "real" | "content";

/** One question and its answer. Contents are the very arrays of the store that they came through. */
interface Observation {
  readonly question: Question;
  readonly path: string;
  readonly answer: unknown;
}

/** The latest content of each file, so that equal content is one array however often it is read. */
export type ContentStore = Map<string, Uint8Array>;

export interface Recording {
  readonly host: Host;
  /** Absolute paths of the files whose content was read, in order. */
  readonly files: () => readonly string[];
  /** Absolute paths at which something was looked for and nothing stood, in order. */
  readonly absent: () => readonly string[];
  /** Whether the world still gives every answer that it gave. */
  readonly holds: () => boolean;
}

/** Records everything that goes through `host`; sizes are not, as contents say more. */
export function recordHost(inner: Host, store: ContentStore): Recording {
  const observations = new Map<string, Observation>();
  const ask = (question: Question, path: string): unknown => {
    const absolute = resolvePath(path, inner.workingDirectory);
    const answer = answerQuestion(question, absolute, inner, store);
    const key = `${question} ${absolute}`;
    if (!observations.has(key)) observations.set(key, { question, path: absolute, answer });
    return answer;
  };
  const select = (test: (observation: Observation) => boolean): readonly string[] =>
    [...observations.values()].filter(test).map(({ path }) => path);
  return {
    host: {
      workingDirectory: inner.workingDirectory,
      // Each question has an answer of its own type; `answerQuestion` is the table of them.
      kindOf: (path) => ask("kind", path) as ReturnType<Host["kindOf"]>,
      realPath: (path) => ask("real", path) as ReturnType<Host["realPath"]>,
      sizeOf: (path) => inner.sizeOf(path),
      readFile: (path) => ask("content", path) as Uint8Array,
    },
    files: () => select(({ question }) => question === "content"),
    absent: () => select(({ question, answer }) => question === "kind" && answer === undefined),
    holds: () =>
      [...observations.values()].every(
        ({ question, path, answer }) => answerAgain(question, path, inner, store) === answer,
      ),
  };
}

function answerQuestion(
  question: Question,
  path: string,
  host: Host,
  store: ContentStore,
): unknown {
  if (question === "kind") return host.kindOf(path);
  if (question === "real") return host.realPath(path);
  const content = host.readFile(path);
  const known = store.get(path);
  if (known !== undefined && isEqual(known, content)) return known;
  store.set(path, content);
  return content;
}

/** A file that cannot be read any more has changed. */
function answerAgain(question: Question, path: string, host: Host, store: ContentStore): unknown {
  try {
    return answerQuestion(question, path, host, store);
  } catch {
    return question;
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
