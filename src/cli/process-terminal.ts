/** The real terminal of the process. */
import { fstatSync, writeSync } from "node:fs";
import { describeFailure, errorCode } from "../host-node.js";
import { ioError } from "./errors.js";
import type { OutputStream, Terminal } from "./terminal.js";

export function createProcessTerminal(): Terminal {
  return {
    stdout: createStream(1),
    stderr: createStream(2),
    readStdin,
    get ask() {
      return isTerminal(0) && isTerminal(2) ? ask : undefined;
    },
    environment: process.env,
    workingDirectory: process.cwd(),
  };
}

/** Synchronous, so that nothing is lost when the process exits; a reader that went away (`| head`) is no error. */
function createStream(descriptor: 1 | 2): OutputStream {
  return {
    get isTTY() {
      return isTerminal(descriptor);
    },
    write(text) {
      const bytes = Buffer.from(text);
      for (let offset = 0; offset < bytes.length;) {
        offset += writeSome(descriptor, bytes.subarray(offset));
      }
    },
  };
}

const streams = [() => process.stdin, () => process.stdout, () => process.stderr] as const;

/** Asks Node only where it may be one: that loads its network code, which takes longer than all else here. */
function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && streams[descriptor]().isTTY;
  } catch {
    // Closed, or a handle that the C library has no file for: pipes of Node under Wine.
    return false;
  }
}

/** Ctrl-C ends the process, as everywhere. */
async function ask(question: string): Promise<string> {
  createStream(2).write(question);
  let answer = "";
  for await (const chunk of process.stdin) {
    answer += String(chunk);
    if (answer.includes("\n")) break;
  }
  return answer;
}

/** Bytes taken; all of them count as taken when nobody reads any more, or when there is no place left to complain. */
function writeSome(descriptor: 1 | 2, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    const code = errorCode(error);
    if (code === "EPIPE" || (code !== "EAGAIN" && descriptor === 2)) return bytes.length;
    if (code !== "EAGAIN")
      throw ioError(`cannot write to standard output: ${describeFailure(error)}`);
    // A pipe that its other end made non-blocking is full: give the reader a moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}

/** Nothing at all is an error: a command that failed before the pipe must not empty the output. */
async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  } catch (error) {
    throw ioError(`cannot read standard input: ${describeFailure(error)}`);
  }
  if (chunks.length > 0) return Buffer.concat(chunks);
  throw ioError("standard input is empty", "For example: thriftgen compile - -o gen < user.thrift");
}
