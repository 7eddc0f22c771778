/** A message with large binaries at all places, and what its views look like. */
import type { Block, ChainBuffer, ChainOptions } from "@thriftgen/runtime";
import type { ListView, MapView } from "@thriftgen/runtime/codegen-v1";
import { compileOrFail, importGenerated, writeGenerated } from "../../support/compile-module.js";

const text = `
struct Part { 1: required string name, 2: optional binary body, 3: optional list<binary> pages }
struct Mail {
  1: required i64 id
  2: optional binary body
  3: optional string (js.type = "bytes") text
  4: optional list<Part> parts
  5: optional map<string, Part> named
  6: optional string note
  7: optional Part first
}
union Content { 1: binary bytes, 2: string text }
`;

export interface Part {
  readonly name: string;
  readonly body?: Uint8Array | undefined;
  readonly pages?: readonly Uint8Array[] | undefined;
}

export interface Mail {
  readonly id: bigint;
  readonly body?: Uint8Array | undefined;
  readonly text?: Uint8Array | undefined;
  readonly parts?: readonly Part[] | undefined;
  readonly named?: ReadonlyMap<string, Part> | undefined;
  readonly note?: string | undefined;
  readonly first?: Part | undefined;
}

export interface Written<T> {
  $chain(options?: ChainOptions): ChainBuffer;
  $chunks(): Uint8Array[];
  $toBytes(): Uint8Array;
  $toObject(): T;
}

export interface PartView extends Written<Part> {
  name: string;
  body: Uint8Array | undefined;
  get pages(): ListView<Uint8Array> | undefined;
  set pages(pages: readonly Uint8Array[]);
}

export interface MailView extends Written<Mail> {
  id: bigint;
  body: Uint8Array | undefined;
  text: Uint8Array | undefined;
  note: string | undefined;
  get parts(): ListView<PartView, Part> | undefined;
  set parts(parts: readonly Part[]);
  get named(): MapView<string, PartView, string, Part> | undefined;
  get first(): PartView | undefined;
  set first(part: Part | PartView | undefined);
}

export interface ContentView extends Written<object> {
  bytes: Uint8Array | undefined;
  text: string | undefined;
}

export interface Views<V, T> {
  of(source: Uint8Array | Block | ChainBuffer): V;
  create(input?: T): V;
}

export interface MailModules {
  readonly Mail: {
    encode(mail: Mail): Uint8Array;
    encodePooled(mail: Mail): Block;
    decode(bytes: Uint8Array): Mail;
  };
  readonly MailView: Views<MailView, Mail>;
  readonly PartView: Views<PartView, Part>;
  readonly ContentView: Views<ContentView, object>;
}

/** The directory of `mail.ts` and `mail.view.ts`. */
export async function writeMail(): Promise<string> {
  return writeGenerated(
    await compileOrFail({ "mail.thrift": text }, "mail.thrift", { views: true }),
  );
}

export async function loadMail(): Promise<MailModules> {
  const directory = await writeMail();
  const codecs = await importGenerated(directory, "mail.ts");
  return { ...codecs, ...(await importGenerated(directory, "mail.view.ts")) } as never;
}

export function detach({ buffer }: Uint8Array): void {
  structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
}

/** So that `large` is above the threshold, and tests are fast. */
export const low: ChainOptions = { threshold: 8192 };

/** 9000 bytes by default: above the thresholds of fields that are set and of `low`. */
export function large(fill = 7, size = 9000): Uint8Array {
  return new Uint8Array(size).fill(fill);
}
