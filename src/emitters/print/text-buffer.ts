/** Text that is written line by line. */
export interface TextBuffer {
  /** Adds the line without the spaces at its end, and a line break. */
  addLine(line: string): void;
  toString(): string;
  /** Some line begins with `export`. */
  readonly hasExport: boolean;
}

/** Characters that are gathered before they are made one flat string: engines hold what grows as a tree of its parts. */
const batchSize = 1 << 15;

class Lines implements TextBuffer {
  hasExport = false;
  private readonly batches: string[] = [];
  private batch = "";

  addLine(line: string): void {
    this.hasExport ||= line.startsWith("export ");
    this.batch += line.endsWith(" ") ? line.trimEnd() : line;
    this.batch += "\n";
    if (this.batch.length < batchSize) return;
    // Asking for a character makes the string flat.
    this.batch.charCodeAt(0);
    this.batches.push(this.batch);
    this.batch = "";
  }

  toString(): string {
    return this.batches.join("") + this.batch;
  }
}

export function createTextBuffer(): TextBuffer {
  return new Lines();
}
