/** Calls of `forward` cut into the bytes of their fields, by rules of its own: nothing here is ours or Apache's code. */

export interface WireField {
  readonly id: number;
  readonly type: number;
  /** With its header. */
  readonly bytes: Buffer;
}

export interface WireCall {
  /** Version, name and sequence id. */
  readonly header: Buffer;
  readonly method: string;
  readonly body: Buffer;
}

const fixedSizes: Readonly<Record<number, number>> = { 2: 1, 3: 1, 4: 8, 6: 2, 8: 4, 10: 8 };

/** The frames of a stream, without their lengths; fails if the last one is not complete. */
export function splitFrames(stream: Buffer): readonly Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < stream.length;) {
    const end = at + 4 + stream.readInt32BE(at);
    if (end > stream.length) throw new Error(`a frame ends at ${end} of ${stream.length}`);
    frames.push(stream.subarray(at + 4, end));
    at = end;
  }
  return frames;
}

export function splitCall(frame: Buffer): WireCall {
  const nameEnd = 8 + frame.readInt32BE(4);
  return {
    header: frame.subarray(0, nameEnd + 4),
    method: frame.toString("utf8", 8, nameEnd),
    body: frame.subarray(nameEnd + 4),
  };
}

/** The fields of a struct, which must end where the bytes do. */
export function splitStruct(bytes: Buffer): readonly WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  for (let type = 0; (type = bytes.readUInt8(at)) !== 0;) {
    const end = endOfValue(bytes, at + 3, type);
    fields.push({ id: bytes.readInt16BE(at + 1), type, bytes: bytes.subarray(at, end) });
    at = end;
  }
  if (at + 1 !== bytes.length) throw new Error(`STOP at ${at} of ${bytes.length}`);
  return fields;
}

/** The fields of the first argument. */
export function requestFields(frame: Buffer): readonly WireField[] {
  const [request, ...others] = splitStruct(splitCall(frame).body);
  if (request?.id !== 1 || others.length > 0) throw new Error("not one request");
  return splitStruct(request.bytes.subarray(3));
}

/** The text of the last field of this id. */
export function textOf(fields: readonly WireField[], id: number): string | undefined {
  return fields.findLast((field) => field.id === id)?.bytes.toString("utf8", 7);
}

/** What the gateway makes of a call: the last trace id replaced, the others gone, all else as it is. */
export function withTraceId(frame: Buffer, traceId: string): Buffer {
  const text = Buffer.from(traceId);
  const edited = Buffer.alloc(7 + text.length);
  edited.set([11, 0, 2]);
  edited.writeInt32BE(text.length, 3);
  edited.set(text, 7);
  const fields = requestFields(frame);
  const last = fields.findLastIndex((field) => field.id === 2);
  const kept = fields.flatMap((field, index) => {
    if (field.id !== 2) return [field.bytes];
    return index === last ? [edited] : [];
  });
  if (last < 0) kept.push(edited);
  const start = [splitCall(frame).header, Buffer.of(12, 0, 1)];
  return Buffer.concat([...start, ...kept, Buffer.of(0, 0)]);
}

function endOfValue(bytes: Buffer, start: number, type: number): number {
  const fixed = fixedSizes[type];
  if (fixed !== undefined) return start + fixed;
  if (type === 11) return start + 4 + bytes.readInt32BE(start);
  if (type === 12) return endOfStruct(bytes, start);
  if (type === 13) {
    const [key, value] = [bytes.readUInt8(start), bytes.readUInt8(start + 1)];
    return endOfValues(bytes, start + 6, bytes.readInt32BE(start + 2), [key, value]);
  }
  if (type !== 14 && type !== 15) throw new Error(`type ${type} at ${start}`);
  return endOfValues(bytes, start + 5, bytes.readInt32BE(start + 1), [bytes.readUInt8(start)]);
}

function endOfStruct(bytes: Buffer, start: number): number {
  let at = start;
  for (let type = 0; (type = bytes.readUInt8(at)) !== 0;) at = endOfValue(bytes, at + 3, type);
  return at + 1;
}

function endOfValues(bytes: Buffer, start: number, n: number, types: readonly number[]): number {
  let at = start;
  for (let i = 0; i < n; i++) for (const type of types) at = endOfValue(bytes, at, type);
  return at;
}
