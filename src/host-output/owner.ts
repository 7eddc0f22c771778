/** Names for what a process leaves in the output directory, from which others can tell whether it still lives. */
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { errorCode } from "../host-node.js";

/** A claim of another machine or container cannot be asked; after this time without a change it counts as dead. */
export const FOREIGN_LIFETIME_MS = 60_000;

/** `host.pid.start.random`: unique for each writer, also within one process and after a process id is used again. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, in the system's own unit; "0" where the system does not tell. */
  readonly start: string;
  readonly nonce: string;
}

export function createOwner(): Owner {
  return {
    host: readHostName(),
    pid: process.pid,
    start: readProcess(process.pid)?.start ?? "0",
    nonce: createNonce(),
  };
}

export function formatOwner(owner: Owner): string {
  return `${owner.host}.${owner.pid}.${owner.start}.${owner.nonce}`;
}

export function parseOwner(text: string): Owner | undefined {
  const match = /^([0-9a-f]{8})\.([1-9][0-9]{0,9})\.([0-9]+)\.([0-9a-f]{12})$/.exec(text);
  if (match === null) return undefined;
  const [, host = "", pid = "", start = "", nonce = ""] = match;
  return { host, pid: Number(pid), start, nonce };
}

/** Whether the owner may still be at work; `age` is the time since its claim last changed. */
export function isOwnerAlive(owner: Owner, age: number): boolean {
  if (owner.host !== readHostName()) return age < FOREIGN_LIFETIME_MS;
  if (!isProcessAlive(owner.pid)) return false;
  if (owner.start === "0") return true;
  const found = readProcess(owner.pid);
  // A process id is used again; a killed process whose parent has not asked yet is a zombie.
  return found === undefined || (found.start === owner.start && found.state !== "Z");
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** State and start time from /proc (proc_pid_stat(5): fields 3 and 22); undefined on systems without it. */
function readProcess(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined ? undefined : { state, start };
  } catch {
    return undefined;
  }
}

/** Process ids mean something only within one machine and, on Linux, one process namespace. */
function readHostName(): string {
  return hashName(`${hostname()}\0${readNamespace()}`);
}

/** 48 random bits. Not a secret: it only has to differ from others, and node:crypto takes long to load. */
function createNonce(): string {
  const bits = Math.floor(Math.random() * 2 ** 48);
  return bits.toString(16).padStart(12, "0");
}

/** FNV-1a in eight digits: machines are few. */
function hashName(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function readNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
