/**
 * One writer at a time in an output directory, by Lamport's bakery algorithm on directory entries: a writer announces
 * that it is choosing, takes a number above all others, and waits for those before it. Every entry has a name of its
 * own, so removing the entry of a dead process can never hit a living one, which a single lock file cannot promise.
 * The ticket is a directory and holds the writer's staged files, so both vanish together.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HostError } from "../host.js";
import { createOwner, formatOwner, isOwnerAlive, parseOwner, type Owner } from "./owner.js";

/** How long to wait for one living writer before giving up. */
const PATIENCE_MS = 60_000;
const pollMs = 5;

/** A held claim: the right to change the output directory. */
export interface Claim {
  /** A directory inside the output directory for staged files. */
  readonly stage: string;
  release(): void;
}

interface Entry {
  readonly name: string;
  readonly kind: "choosing" | "ticket";
  readonly number: number;
  readonly owner: Owner;
}

/** Waits for a turn in `directory`, which must exist. Leftovers of dead processes are removed on the way. */
export async function acquireClaim(
  directory: string,
  signal: AbortSignal | undefined,
): Promise<Claim> {
  const owner = formatOwner(createOwner());
  const choosing = `.thriftgen-c-${owner}`;
  mkdirSync(join(directory, choosing));
  let ticket: string | undefined;
  try {
    const highest = Math.max(0, ...listEntries(directory).map((entry) => entry.number));
    ticket = `.thriftgen-t-${highest + 1}-${owner}`;
    mkdirSync(join(directory, ticket));
    removeEntry(directory, choosing);
    const isMine = (entry: Entry): boolean => formatOwner(entry.owner) === owner;
    // Only who is choosing now may take a smaller number unseen; who begins later sees this ticket.
    const undecided = listEntries(directory).filter((entry) => entry.kind === "choosing");
    for (const entry of undecided) await waitFor(directory, entry, signal);
    const earlier = listEntries(directory).filter(
      (entry) => entry.kind === "ticket" && !isMine(entry) && isBefore(entry, highest + 1, owner),
    );
    for (const entry of earlier) await waitFor(directory, entry, signal);
  } catch (error) {
    for (const name of [ticket, choosing]) if (name !== undefined) removeEntry(directory, name);
    throw error;
  }
  const held = ticket;
  return { stage: join(directory, held), release: () => removeEntry(directory, held) };
}

/** Whether another writer is at work in the directory or has left something behind. */
export function hasClaims(directory: string): boolean {
  return listEntries(directory).length > 0;
}

function isBefore(entry: Entry, number: number, owner: string): boolean {
  return entry.number === number ? formatOwner(entry.owner) < owner : entry.number < number;
}

/** Waits until the entry is gone; removes it when its process is dead. */
async function waitFor(
  directory: string,
  entry: Entry,
  signal: AbortSignal | undefined,
): Promise<void> {
  const path = join(directory, entry.name);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const changed = readChangeTime(path);
    if (changed === undefined) return;
    if (!isOwnerAlive(entry.owner, Date.now() - changed)) {
      removeEntry(directory, entry.name);
      return;
    }
    if (Date.now() > deadline) {
      throw new HostError(
        path,
        `another thriftgen (process ${entry.owner.pid}) is writing to ${directory} and does not end; ` +
          `if there is none, remove ${path}`,
      );
    }
    await sleep(pollMs, undefined, { signal });
  }
}

function listEntries(directory: string): Entry[] {
  return readdirSync(directory).flatMap((name) => parseEntry(name) ?? []);
}

function parseEntry(name: string): Entry | undefined {
  const match = /^\.thriftgen-(?:c|t-([1-9][0-9]{0,14}))-([0-9a-f.]+)$/.exec(name);
  const owner = match?.[2] === undefined ? undefined : parseOwner(match[2]);
  if (match === null || owner === undefined) return undefined;
  const number = match[1];
  return number === undefined
    ? { name, kind: "choosing", number: 0, owner }
    : { name, kind: "ticket", number: Number(number), owner };
}

function readChangeTime(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** Links inside are removed, not followed. */
function removeEntry(directory: string, name: string): void {
  rmSync(join(directory, name), { recursive: true, force: true });
}
