/** A hand-written struct for tests of the runtime: `struct Note {1: string text, 2: optional Note next}`. */
import * as runtime from "@thriftgen/runtime/codegen-v1";

export interface Note {
  readonly text?: unknown;
  readonly next?: Note | undefined;
}

const info: runtime.StructInfo = {
  size: 64,
  names: () => ({ 1: "text", 2: ["next", info.names] }),
};

function write(w: runtime.Memory, o: number, v: Note): number {
  runtime.begin(w, o, v, 3);
  w.depth--;
  o = runtime.writeString(w, runtime.writeHeader(w, o, 0x0b000100), (v.text ?? "") as string);
  if (v.next) o = write(w, runtime.writeHeader(w, o, 0x0c000200), v.next);
  w.depth++;
  return runtime.stop(w, o);
}

function read(r: runtime.Memory): { text: string; next: Note | undefined } {
  runtime.enter(r);
  r.depth--;
  let text = "";
  let next: Note | undefined;
  for (let h = 0; (h = runtime.nextHeader(r)) !== 0;) {
    if (h === 0x0b000100) text = runtime.readString(r);
    else if (h === 0x0c000200) next = read(r);
    else runtime.skipValue(r, h >>> 24);
  }
  r.depth++;
  return { text, next };
}

export const Note = {
  encode: (v: Note, options?: runtime.EncodeOptions) =>
    runtime.encodeStruct(write, info, v, options),
  encodePooled: (v: Note) => runtime.encodePooledStruct(write, info, v),
  decode: (source: Uint8Array | runtime.Block, options?: runtime.DecodeOptions) =>
    runtime.decodeStruct(read, info, source, options),
  fastWrite: (v: Note, target: Uint8Array | runtime.Block, offset: number) =>
    runtime.fastWriteStruct(write, info, v, target, offset),
  fastRead: (r: runtime.Reader) => runtime.fastReadStruct(read, info, r),
};
