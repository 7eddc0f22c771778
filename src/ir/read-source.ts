/** Reads one IDL file: bounded, and only valid UTF-8. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import { SourceFile, type Span } from "../source.js";
import { limits } from "./limits.js";

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
  const offset = findInvalidByte(bytes);
  const file = new SourceFile(display, new TextDecoder().decode(bytes));
  const start = new TextDecoder().decode(bytes.subarray(0, offset), { stream: true }).length;
  const hint = isUtf16(bytes) ? utf16Hint : undefined;
  sink.report("invalid-utf8", { file, start, end: start + 1 }, { offset }, { hint });
  return undefined;
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
