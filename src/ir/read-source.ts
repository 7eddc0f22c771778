/** Reads one IDL file: bounded, and valid UTF-8 but for its comments. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import { SourceFile, type Span } from "../source.js";
import { limits } from "./limits.js";

/** Where comments stand in a file, in order; undefined where that is not clear. */
export type FindComments = (
  file: SourceFile,
) => readonly { readonly start: number; readonly end: number }[] | undefined;

/**
 * The text of a regular file without its byte order mark, or undefined after a report. `blame` is the include that
 * asked for the file. A file that cannot be read throws the host's HostError.
 */
export function readSource(
  host: Host,
  path: string,
  display: string,
  blame: Span | undefined,
  sink: DiagnosticSink,
  findComments: FindComments,
): SourceFile | undefined {
  const size = host.sizeOf(path);
  // Asked twice: the size keeps a huge file out of memory, and the file may grow in between.
  const bytes = size <= limits.fileSize ? host.readFile(path) : undefined;
  if (bytes === undefined || bytes.length > limits.fileSize) {
    const parameters = { path: display, size: bytes?.length ?? size, limit: limits.fileSize };
    sink.report("file-too-large", blame, parameters);
    return undefined;
  }
  const text = decodeStrictly(bytes);
  if (text !== undefined) return new SourceFile(display, text);
  const file = new SourceFile(display, new TextDecoder().decode(bytes));
  const outside = findInvalidOutside(findComments(file), file.text, bytes);
  const offset = outside ?? findInvalidByte(bytes);
  const start = new TextDecoder().decode(bytes.subarray(0, offset), { stream: true }).length;
  const span = { file, start, end: start + 1 };
  if (outside === undefined) {
    sink.report("invalid-utf8-comment", span, { offset });
    return file;
  }
  const hint = isUtf16(bytes) ? utf16Hint : undefined;
  sink.report("invalid-utf8", span, { offset }, { hint });
  return undefined;
}

/**
 * The first byte that makes the bytes invalid outside of comments: much old IDL is Latin-1 or GBK in these, and other
 * compilers read it. What opens and ends comments and texts is ASCII, which no byte of GBK's second half is.
 */
function findInvalidOutside(
  comments: ReturnType<FindComments>,
  text: string,
  bytes: Uint8Array,
): number | undefined {
  if (comments === undefined) return findInvalidByte(bytes);
  let outside = 0;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at: Place = { index: 0, byte: hasMark ? 3 : 0 };
  for (const { start, end } of [...comments, { start: text.length, end: 0 }]) {
    if (text.slice(outside, start).includes("\ufffd")) {
      const from = findByte(bytes, at, outside);
      at = findByte(bytes, from, start);
      const gap = bytes.subarray(from.byte, at.byte);
      if (decodeStrictly(gap) === undefined) return from.byte + findInvalidByte(gap);
    }
    outside = end;
  }
  return undefined;
}

/** The same place in the text and in the bytes: at their ends, behind or before an ASCII character. */
interface Place {
  readonly index: number;
  readonly byte: number;
}

/** Where the character of that index begins, at `from` or behind it: what lies in between is all that is read. */
function findByte(bytes: Uint8Array, from: Place, index: number): Place {
  // No unit of UTF-16 takes more than three bytes; what is invalid becomes one for each three at most.
  const units = index - from.index;
  let [low, high] = [from.byte, Math.min(bytes.length, from.byte + 3 * units)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (countUnits(bytes.subarray(from.byte, middle)) < units) low = middle + 1;
    else high = middle;
  }
  // What is cut off is known by the byte behind it, so that both come at once: the place is between them.
  const isBehind = countUnits(bytes.subarray(from.byte, low)) > units;
  return { index, byte: isBehind ? low - 1 : low };
}

/** Units of UTF-16 that these bytes are surely, whatever comes behind them. */
function countUnits(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes, { stream: true }).length;
}

const utf16Hint =
  "It looks like UTF-16; save it as UTF-8 (in iconv terms: iconv -f UTF-16 -t UTF-8).";

/** Whether the file begins with one of UTF-16's byte order marks, neither of which is UTF-8. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decodeStrictly(bytes: Uint8Array, stream = false): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

/** The first byte that makes the bytes invalid; their end where a sequence is cut off there. */
function findInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodeStrictly(bytes.subarray(0, middle), true) === undefined) invalid = middle;
    else valid = middle;
  }
  return Math.min(valid, bytes.length);
}
