/** What was done to the output before a build failed: the next one that succeeds tells it. */
import { join, relative } from "node:path";
import { toPosix } from "../host-node.js";
import type { WriteReport } from "../host-output/write-files.js";
import type { OutputReport } from "./outputs.js";

export class Untold {
  /** Absolute paths. */
  readonly #created = new Set<string>();
  readonly #updated = new Set<string>();
  /** With the directory whose relative paths they had; none for absolute ones. */
  readonly #removed = new Map<string, string>();

  /** Notes what was done below a directory; without one the paths are absolute. */
  add({ written, removed }: OutputReport, directory = ""): void {
    for (const path of removed) this.#removed.set(join(directory, path), directory);
    for (const path of written.created) this.#created.add(join(directory, path));
    for (const path of written.updated) this.#updated.add(join(directory, path));
  }

  /** The report with what was done before to the same files. */
  complete(report: WriteReport, directory = ""): WriteReport {
    const find = (paths: ReadonlySet<string>, among: readonly string[]): string[] =>
      among.filter((path) => paths.has(join(directory, path)));
    const created = new Set([
      ...report.created,
      ...find(this.#created, [...report.updated, ...report.unchanged]),
    ]);
    const updated = new Set([...report.updated, ...find(this.#updated, report.unchanged)]);
    for (const path of created) updated.delete(path);
    const rest = report.unchanged.filter((path) => !created.has(path) && !updated.has(path));
    return {
      created: [...created].toSorted(),
      updated: [...updated].toSorted(),
      unchanged: rest,
    };
  }

  /** What is gone and not among the output, from this directory by relative paths; nothing of all is left to tell. */
  takeRemoved(output: ReadonlySet<string>, current: string | undefined): string[] {
    const gone = [...this.#removed].filter(([path]) => !output.has(toPosix(path)));
    for (const paths of [this.#created, this.#updated, this.#removed]) paths.clear();
    return gone.map(([path, directory]) =>
      toPosix(directory !== "" && directory === current ? relative(directory, path) : path),
    );
  }
}
