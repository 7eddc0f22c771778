/** Modules import each other by the names of their IDL files, and only those that end in .thrift are ever loaded. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import { relativePath } from "../emitters/print/index.js";
import type { Program } from "../ir/definitions.js";

/**
 * Reports the includes that a module imports and nothing could load. `path` is the module's own, absolute as those of
 * the program are. An include that gives the module nothing to import may have any name.
 */
export function checkImports(
  path: string,
  code: string,
  { files }: Program,
  sink: DiagnosticSink,
): void {
  for (const file of files) {
    const included = file.source.path;
    if (included.endsWith(".thrift")) continue;
    const stem = relativePath(path, included);
    const isImported = ["", ".view"].some((kind) => code.includes(`from "${stem}${kind}.thrift";`));
    const line = files.flatMap(({ includes }) => includes).find((one) => one.file === file);
    if (isImported) sink.report("include-not-importable", line?.span, { path: stem });
  }
}
