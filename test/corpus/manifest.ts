/** ../shared/corpus: real IDL of public projects, and what Apache's compiler says of each file. */
import { join } from "node:path";
import { readSharedJson, sharedPath } from "../support/shared.js";

export interface CorpusFile {
  /** Relative to the corpus. */
  readonly path: string;
  /** The folder of its repository. */
  readonly set: string;
  readonly accept024: boolean;
  /** Relative to the corpus. */
  readonly includePaths: readonly string[];
}

export function readCorpus(): readonly CorpusFile[] {
  const manifest = readSharedJson<{
    readonly format: string;
    readonly files: readonly CorpusFile[];
  }>("corpus/manifest.json");
  if (manifest.format !== "corpus/1") throw new Error(`unknown format ${manifest.format}`);
  return manifest.files;
}

export function corpusPath(path: string): string {
  return join(sharedPath("corpus"), path);
}
