/**
 * The measured material that the project is checked against: real IDL, golden bytes, hostile cases. It is not part of
 * this repository (other licences); where it is absent, the tests that need it skip under a name that says so.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";

/** The repository's root. */
export const repositoryRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const sharedRoot = resolve(repositoryRoot, "../shared");

/** The absolute path of something in ../shared, whether it is there or not. */
export function sharedPath(path: string): string {
  return join(sharedRoot, path);
}

export function readShared(path: string): Buffer {
  return readFileSync(sharedPath(path));
}

/** Parsed JSON; the caller names the form it expects and checks what matters. */
export function readSharedJson<T>(path: string): T {
  return JSON.parse(readShared(path).toString("utf8")) as T;
}

/** A `describe` that runs only where ../shared/`folder` exists; elsewhere one skipped test names what is missing. */
export function describeShared(title: string, folder: string, body: () => void): void {
  if (existsSync(sharedPath(folder))) describe(title, body);
  else test.skip(`${title} (needs ../shared/${folder})`, () => undefined);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
