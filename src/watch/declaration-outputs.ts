/** The declarations that a watcher has written, in whatever directories they belong to. */
import { join, relative } from "node:path";
import type { DeclarationFile } from "../declarations/emit-declarations.js";
import { writePlacedFiles } from "../host-output/placed-files.js";
import type { WriteReport } from "../host-output/write-files.js";
import { Outputs, type OutputReport, type WriteBelow } from "./outputs.js";

export class DeclarationOutputs {
  readonly #byRoot = new Map<string, Outputs>();

  /** As `Outputs.update`; paths in the report are absolute. */
  async update(files: readonly DeclarationFile[], signal: AbortSignal): Promise<OutputReport> {
    for (const { root } of files) {
      if (!this.#byRoot.has(root)) this.#byRoot.set(root, new Outputs(root, writeBelow));
    }
    const written = { created: [] as string[], updated: [] as string[], unchanged: [] as string[] };
    const removed: string[] = [];
    for (const [root, outputs] of this.#byRoot) {
      const members = files.filter((file) => file.root === root);
      const report = await outputs.update(members, signal);
      for (const key of reportKeys) {
        written[key].push(...report.written[key].map((path) => join(root, path)));
      }
      removed.push(...report.removed.map((path) => join(root, path)));
    }
    return { written, removed };
  }

  /** As `Outputs.paths`. */
  paths(): string[] {
    return [...this.#byRoot.values()].flatMap((outputs) => outputs.paths());
  }
}

const reportKeys = ["created", "updated", "unchanged"] as const satisfies (keyof WriteReport)[];

/** Refuses to replace what people wrote. */
const writeBelow: WriteBelow = async (root, files, options) => {
  const placed = files.map((file) => ({ ...file, root }));
  const report = await writePlacedFiles(placed, options);
  const toRelative = (path: string): string => relative(root, path).replaceAll("\\", "/");
  return {
    created: report.created.map(toRelative),
    updated: report.updated.map(toRelative),
    unchanged: report.unchanged.map(toRelative),
  };
};
