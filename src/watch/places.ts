/** The places whose change matters, and what stood there when they were last looked at. */
import { realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { toPosix } from "../host-node.js";
import { readSignature, type SignatureKind } from "./signatures.js";

interface Place {
  readonly kind: SignatureKind;
  /** With links followed; the path itself where nothing stands. */
  readonly real: string;
  signature: string;
}

export class Places {
  readonly #workingDirectory: string;
  /** By absolute path. */
  #places = new Map<string, Place>();
  /** Paths with links followed, and the directories on the way to the places. */
  #alsoRelevant = new Set<string>();

  constructor(workingDirectory: string) {
    this.#workingDirectory = workingDirectory;
  }

  /** Replaces the places; returns those that are new, as they have been looked at just now. */
  set(places: ReadonlyMap<string, SignatureKind>): readonly string[] {
    const before = this.#places;
    this.#places = new Map();
    const added: string[] = [];
    for (const [path, kind] of places) {
      const known = before.get(path);
      const isKnown = known?.kind === kind;
      if (!isKnown) added.push(path);
      this.#places.set(path, isKnown ? known : makePlace(path, kind));
    }
    if (added.length === 0 && before.size === this.#places.size) return added;
    this.#alsoRelevant = new Set();
    for (const [path, { real }] of this.#places) {
      this.#alsoRelevant.add(real);
      for (const parent of parentsOf(path)) {
        if (this.#alsoRelevant.has(parent)) break;
        this.#alsoRelevant.add(parent);
      }
    }
    return added;
  }

  /** The places that look otherwise than before; looks at them. */
  findChanged(): string[] {
    const changed: string[] = [];
    for (const [path, place] of this.#places) {
      const signature = readSignature(path, place.kind);
      if (signature === place.signature) continue;
      changed.push(path);
      this.#places.set(path, makePlace(path, place.kind));
    }
    return changed;
  }

  /** Looks at the places of a kind, so that what was done there by ourselves is no change. */
  refresh(kind: SignatureKind): void {
    for (const [path, place] of this.#places) {
      if (place.kind === kind) this.#places.set(path, makePlace(path, kind));
    }
  }

  /** Whether a change of this path, as the system tells it, can be one of a place. */
  isRelevant(path: string): boolean {
    const isEntry = this.#places.get(dirname(path))?.kind === "entries";
    return isEntry || this.#places.has(path) || this.#alsoRelevant.has(path);
  }

  /** Whether a change that the system tells counts even where the place looks as before. */
  isContent(path: string): boolean {
    return this.#places.get(path)?.kind === "content";
  }

  /** The directories that hold the places, or are the nearest that exist, and some above: they may be moved or removed. */
  directories(): ReadonlySet<string> {
    const wanted = new Set<string>();
    for (const [path, { kind, real }] of this.#places) {
      if (kind === "entries") wanted.add(path);
      wanted.add(dirname(path)).add(dirname(real));
    }
    const found = new Set<string>();
    for (const path of wanted) this.#addDirectory(path, found);
    return found;
  }

  #addDirectory(path: string, found: Set<string>): void {
    let directory = path;
    while (!isDirectory(directory) && dirname(directory) !== directory) {
      directory = dirname(directory);
    }
    let above = 0;
    while (!found.has(directory)) {
      found.add(directory);
      if (dirname(directory) === directory || directory === this.#workingDirectory) return;
      const isBelow = directory.startsWith(`${this.#workingDirectory}/`);
      if (!isBelow && above++ > 0) return;
      directory = dirname(directory);
    }
  }
}

function makePlace(path: string, kind: SignatureKind): Place {
  return { kind, real: readRealPath(path), signature: readSignature(path, kind) };
}

function* parentsOf(path: string): Generator<string> {
  for (let parent = dirname(path); parent !== dirname(parent); parent = dirname(parent)) {
    yield parent;
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** The path itself where nothing stands. */
function readRealPath(path: string): string {
  try {
    return toPosix(realpathSync.native(path));
  } catch {
    return path;
  }
}
