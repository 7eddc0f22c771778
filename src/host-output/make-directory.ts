/** Directories of the output. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "../host-node.js";

/**
 * Makes a directory and what is missing above it, one by one: Node's own `recursive` never ends where a parent is there and the
 * system answers ENOENT, as Linux does in /proc (Node 20 to 26). Throws the system's error.
 */
export function makeDirectory(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  if (missing.length === 0) missing.push(path);
  for (const directory of missing.toReversed()) makeOne(directory);
}

function makeOne(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // It was there, or another run was faster.
    if (errorCode(error) !== "EEXIST" || !statSync(path).isDirectory()) throw error;
  }
}
