/** The verbs of a generated struct, as tests that find it by name see them. */
import type { GeneratedModule } from "./compile-module.js";

export interface Utf8Options {
  readonly utf8?: "strict" | "replace";
}

export interface PooledBlock {
  readonly bytes: Uint8Array;
  release(): void;
}

export interface Companion {
  encode(value: unknown, options?: Utf8Options): Uint8Array;
  encodePooled(value: unknown, options?: Utf8Options): PooledBlock;
  decode(bytes: Uint8Array | PooledBlock, options?: Utf8Options): Record<string, unknown>;
  byteLength(value: unknown, options?: Utf8Options): number;
  fastWrite(
    value: unknown,
    target: Uint8Array | PooledBlock,
    offset: number,
    options?: Utf8Options,
  ): number;
  fastRead(reader: unknown): Record<string, unknown>;
  create(value?: unknown): Record<string, unknown>;
  equals(first: unknown, second: unknown): boolean;
}

const verbs = ["encode", "encodePooled", "decode", "byteLength", "fastWrite", "fastRead", "create"];

/** The companion of a struct, union or exception; fails where the module has none of that name. */
export function companionOf(module: GeneratedModule, name: string): Companion {
  const companion = module[name];
  const isPossible = typeof companion === "object" || typeof companion === "function";
  if (!isPossible || companion === null) throw new Error(`the module exports no ${name}`);
  const record = companion as unknown as Readonly<Record<string, unknown>>;
  for (const verb of verbs) {
    if (typeof record[verb] !== "function") throw new Error(`${name} has no ${verb}`);
  }
  return companion as Companion;
}
