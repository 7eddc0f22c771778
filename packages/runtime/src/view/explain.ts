/** Errors of views, with their place in the whole message. */
import { ThriftError, type ThriftErrorCode } from "../errors.js";
import { maximumDepth } from "../limits.js";
import { Memory } from "../memory.js";
import { locateField } from "../skip.js";
import { windowsOf, type Message } from "./message.js";
import { copyPieces } from "./windows.js";

/** Throws. The path is found by walking the bytes before `at` again; `rest` continues it and begins with a dot. */
export function failAt(m: Message, code: ThriftErrorCode, at: number, rest = ""): never {
  throw new ThriftError(code, at, locate(m, at, rest));
}

/** Throws what a reader of the codec threw at an offset in the window. */
export function rethrowAt(m: Message, error: unknown): never {
  if (error instanceof ThriftError) failAt(m, error.code, m.shift + error.offset, error.path);
  throw error;
}

/** What stands at an offset of the message: `leaves[3]` for where that element begins. */
export function pathAt(m: Message, at: number): string {
  return locate(m, at, "");
}

function locate(m: Message, at: number, rest: string): string {
  if (m.info === undefined) return rest.slice(1);
  let { memory } = m;
  const windows = windowsOf(m);
  if (windows !== undefined) {
    memory = new Memory(new Uint8Array(Math.min(at, windows.length)));
    copyPieces(windows, 0, memory.bytes);
  }
  const path = locateField(memory, 0, at, m.info.names, rest);
  memory.depth = maximumDepth;
  return path;
}
