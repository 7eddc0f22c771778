/** The ways in which the bytes of a view can lie: whole, at any offset, pooled, in a chain, in pieces of any size. */
import { ChainBuffer, wrapBlock } from "@thriftgen/runtime";
import type { ViewOptions, ViewSource } from "@thriftgen/runtime/codegen-v1";
import type { StructInfo } from "../../packages/runtime/src/info.js";
import { openWindows, type Message } from "../../packages/runtime/src/view/message.js";
import { readingOf } from "../../packages/runtime/src/view/reading.js";
import { makeWindows } from "../../packages/runtime/src/view/windows.js";
import type { GeneratedModule } from "../support/compile-module.js";
import { inputForms } from "../support/input-forms.js";

/** A view of any struct, as tests that find it by name see it. */
export interface AnyView {
  readonly $message: Message;
  readonly $end: number;
  $toObject(): Record<string, unknown>;
  $has(name: string): boolean;
  $toBytes(): Uint8Array;
  readonly [field: string]: unknown;
}

export interface ViewClass {
  readonly prototype: { readonly $kind: { readonly info: StructInfo } };
  new (message: Message, start: number): AnyView;
  of(source: ViewSource, options?: ViewOptions): AnyView;
  create(value: object): AnyView;
}

/** One way; `open` may be called many times, `release` ends it. */
export interface ViewForm {
  readonly name: string;
  open(view: ViewClass, options?: ViewOptions): AnyView;
  release(): void;
}

function formOf(name: string, source: ViewSource): ViewForm {
  return { name, open: (view, options) => view.of(source, options), release: () => undefined };
}

/** All in one piece. */
export function* wholeForms(bytes: Uint8Array): Generator<ViewForm> {
  for (const { name, input } of inputForms(bytes)) yield formOf(name, input);
  yield formOf("block", wrapBlock(Uint8Array.from(bytes)));
  yield chainForm("chain of one piece", [bytes]);
}

export function chainForm(name: string, pieces: readonly Uint8Array[]): ViewForm {
  const chain = ChainBuffer.from(pieces, { threshold: 0 });
  return {
    name,
    open: (view, options) => view.of(chain, options),
    release: () => chain.release(),
  };
}

/**
 * The pieces as they are. A chain joins small pieces, and a view joins small messages, so this is how the window moves in
 * messages of any size.
 */
export function windowForm(name: string, pieces: readonly Uint8Array[]): ViewForm {
  return {
    name,
    open(view, options) {
      const { info } = view.prototype.$kind;
      return new view(openWindows(makeWindows(pieces), info, readingOf(options)), 0);
    },
    release: () => undefined,
  };
}

/** The bytes cut before each of these offsets, in ascending order; empty pieces are left out. */
export function cutBytes(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const edges = [0, ...cuts, bytes.length];
  return edges
    .slice(1)
    .map((end, index) => bytes.subarray(edges[index], end))
    .filter((piece) => piece.length > 0);
}

/** Two pieces, cut at every offset, as a chain and with a window; and bytes one by one. */
export function* everyCut(bytes: Uint8Array): Generator<ViewForm> {
  for (let cut = 1; cut < bytes.length; cut++) {
    const pieces = cutBytes(bytes, [cut]);
    yield chainForm(`chain cut at ${cut}`, pieces);
    yield windowForm(`cut at ${cut}`, pieces);
  }
  if (bytes.length > 1) yield windowForm("bytes one by one", cutBytes(bytes, [...bytes.keys()]));
}

/** Numbers from 0 to before 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A random set of cuts. By turns: a few, anywhere; many small pieces; bytes one by one at some places; pieces of 4 KiB and
 * more, which a chain keeps apart.
 */
export function randomCuts(length: number, run: number): readonly number[] {
  const random = randomOf(run * 7919 + length);
  const cuts = new Set<number>();
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  if (run % 4 === 0) for (let i = between(1, 8); i > 0; i--) cuts.add(between(1, length));
  if (run % 4 === 1) for (let at = 0; at < length; at += between(1, 200)) cuts.add(at);
  if (run % 4 === 2)
    for (let i = 0; i < 20; i++)
      for (let at = between(1, length), end = at + between(2, 30); at < end; at++) cuts.add(at);
  if (run % 4 === 3) for (let at = 0; at < length; at += between(4096, 7000)) cuts.add(at);
  return [...cuts].filter((cut) => cut > 0 && cut < length).toSorted((a, b) => a - b);
}

/** The class of a struct, by the struct's name. */
export function viewOf(module: GeneratedModule, name: string): ViewClass {
  const view = module[`${name}View`];
  if (typeof view !== "function") throw new Error(`the module exports no ${name}View`);
  return view as unknown as ViewClass;
}
