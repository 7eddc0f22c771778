/** Language servers as editors drive them: TypeScript 6's tsserver, and TypeScript 7's over the Language Server Protocol. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

/** A place in a file; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Definition {
  readonly file: string;
  readonly start: Place;
  readonly end: Place;
  /** What editors show around it. */
  readonly context: { readonly start: Place; readonly end: Place } | undefined;
}

export interface LanguageServer {
  /** Where go-to-definition leads from a place of an open file. */
  definitionOf(file: string, place: Place): Promise<readonly Definition[]>;
  /** Opens a file of a project. */
  open(file: string): Promise<void>;
  close(): Promise<void>;
}

type Message = Readonly<Record<string, unknown>>;

/** Both servers frame what they send with `Content-Length`. */
function readMessages(child: ChildProcess, receive: (message: Message) => void): void {
  let pending = Buffer.alloc(0);
  child.stdout?.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = /Content-Length: (\d+)\r?\n(?:[^\r\n]+\r?\n)*\r?\n/.exec(
        pending.toString("latin1"),
      );
      if (head === null) return;
      const start = head.index + head[0].length;
      const end = start + Number(head[1]);
      if (pending.length < end) return;
      receive(JSON.parse(pending.toString("utf8", start, end)) as Message);
      pending = pending.subarray(end);
    }
  });
}

/** Answers by the number of their request. */
function createAnswers(): {
  readonly expect: (id: number) => Promise<unknown>;
  readonly give: (id: unknown, answer: unknown) => void;
  readonly fail: (reason: Error) => void;
} {
  const waiting = new Map<unknown, (answer: unknown) => void>();
  let refuse: (reason: Error) => void;
  const failure = new Promise<never>((_, reject) => (refuse = reject));
  failure.catch(() => undefined);
  return {
    expect: (id) => Promise.race([failure, new Promise((resolve) => waiting.set(id, resolve))]),
    give(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
    fail: (reason) => refuse(reason),
  };
}

/** TypeScript 6: requests are lines of JSON, positions count from 1. */
export function startTsserver(): LanguageServer {
  const path = join(dirname(require.resolve("typescript/package.json")), "lib/tsserver.js");
  const child = spawn(process.execPath, [path, "--disableAutomaticTypingAcquisition"]);
  const answers = createAnswers();
  readMessages(child, (message) => {
    if (message["type"] === "response") answers.give(message["request_seq"], message["body"]);
  });
  const exited = onExit(child, answers.fail);
  let sequence = 0;
  const send = (command: string, fields: object): number => {
    const seq = ++sequence;
    const request = { seq, type: "request", command, arguments: fields };
    child.stdin?.write(`${JSON.stringify(request)}\n`);
    return seq;
  };
  return {
    async open(file) {
      send("open", { file });
    },
    async definitionOf(file, { line, column }) {
      const id = send("definitionAndBoundSpan", { file, line, offset: column });
      const body = (await answers.expect(id)) as {
        readonly definitions?: readonly TsserverDefinition[];
      };
      return (body.definitions ?? []).map((definition) => {
        const { file: target, start, end, contextStart, contextEnd } = definition;
        return {
          file: target,
          start: fromTsserver(start),
          end: fromTsserver(end),
          context:
            contextStart === undefined || contextEnd === undefined
              ? undefined
              : { start: fromTsserver(contextStart), end: fromTsserver(contextEnd) },
        };
      });
    },
    async close() {
      send("exit", {});
      await exited;
    },
  };
}

interface TsserverPlace {
  readonly line: number;
  readonly offset: number;
}

interface TsserverDefinition {
  readonly file: string;
  readonly start: TsserverPlace;
  readonly end: TsserverPlace;
  readonly contextStart?: TsserverPlace;
  readonly contextEnd?: TsserverPlace;
}

function fromTsserver({ line, offset }: TsserverPlace): Place {
  return { line, column: offset };
}

/** TypeScript 7: the Language Server Protocol, positions count from 0. */
export async function startTypeScript7(directory: string): Promise<LanguageServer> {
  const path = join(dirname(require.resolve("typescript-7.0/package.json")), "bin/tsc");
  const child = spawn(process.execPath, [path, "--lsp", "--stdio"], { cwd: directory });
  const answers = createAnswers();
  const write = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  readMessages(child, (message) => {
    // The server asks for settings and the like: it has none.
    if ("method" in message && "id" in message) write({ id: message["id"], result: null });
    else if ("id" in message) answers.give(message["id"], message["result"]);
  });
  const exited = onExit(child, answers.fail);
  let sequence = 0;
  const ask = (method: string, params: unknown): Promise<unknown> => {
    const id = ++sequence;
    const answer = answers.expect(id);
    write({ id, method, params });
    return answer;
  };
  await ask("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(directory).href,
    capabilities: { textDocument: { definition: { linkSupport: true } } },
  });
  write({ method: "initialized", params: {} });
  return {
    async open(file) {
      const textDocument = {
        uri: pathToFileURL(file).href,
        languageId: "typescript",
        version: 1,
        text: readFileSync(file, "utf8"),
      };
      write({ method: "textDocument/didOpen", params: { textDocument } });
    },
    async definitionOf(file, { line, column }) {
      const answer = await ask("textDocument/definition", {
        textDocument: { uri: pathToFileURL(file).href },
        position: { line: line - 1, character: column - 1 },
      });
      const links = Array.isArray(answer) ? answer : [answer];
      return links.filter((link) => link !== null).map(readLink);
    },
    async close() {
      await ask("shutdown", undefined);
      write({ method: "exit" });
      await exited;
    },
  };
}

interface LspPlace {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: LspPlace;
  readonly end: LspPlace;
}

/** A `LocationLink`, or a `Location`. */
function readLink(link: {
  readonly targetUri?: string;
  readonly targetSelectionRange?: Range;
  readonly targetRange?: Range;
  readonly uri?: string;
  readonly range?: Range;
}): Definition {
  const range = link.targetSelectionRange ?? link.range;
  const uri = link.targetUri ?? link.uri;
  if (range === undefined || uri === undefined) throw new Error(JSON.stringify(link));
  const context = link.targetRange && fromRange(link.targetRange);
  return { file: fileURLToPath(uri), ...fromRange(range), context };
}

function fromRange({ start, end }: Range): { readonly start: Place; readonly end: Place } {
  return { start: fromLsp(start), end: fromLsp(end) };
}

function fromLsp({ line, character }: LspPlace): Place {
  return { line: line + 1, column: character + 1 };
}

function onExit(child: ChildProcess, fail: (reason: Error) => void): Promise<void> {
  let errors = "";
  child.stderr?.on("data", (text: Buffer) => (errors += text.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      fail(new Error(`The server ended with ${code}: ${errors}`));
      resolve();
    });
  });
}
