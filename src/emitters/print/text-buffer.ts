/** Text that is written piece by piece. */
export interface TextBuffer {
  add(piece: string): void;
  /** Adds a line break and drops the spaces before it. */
  endLine(): void;
  toString(): string;
  /** Some line begins with `export`. */
  hasExport: boolean;
}

/** Characters that are gathered before they are made one flat string: engines hold what grows as a tree of its parts. */
const batchSize = 1 << 15;

export function createTextBuffer(): TextBuffer {
  const batches: string[] = [];
  let batch = "";
  let last = "";
  return {
    hasExport: false,
    add(piece) {
      batch += last;
      last = piece;
    },
    endLine() {
      if (last.endsWith(" ")) {
        batch = (batch + last).trimEnd();
        last = "";
      }
      batch += last;
      last = "\n";
      if (batch.length < batchSize) return;
      // Asking for a character makes the string flat.
      batch.charCodeAt(0);
      batches.push(batch);
      batch = "";
    },
    toString: () => batches.join("") + batch + last,
  };
}
