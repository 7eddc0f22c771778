import { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { ParseOptions } from "../options.js";
import type { SourceFile } from "../source.js";
import type { DocumentNode } from "./ast.js";
import { SyntaxReporter } from "./reporter.js";
import { ThriftParser } from "./rules/document.js";
import type { ScannedComment } from "./scan/comment.js";
import { scan } from "./scan/scanner.js";

/** Built at first use; holds no state between files. */
let sharedParser: ThriftParser | undefined;

/**
 * A parser of its own. Validating the grammar costs more than all else at start-up and finds mistakes in this
 * repository only, so the tests do it.
 */
export function createParser(options: { readonly skipValidations: boolean }): ThriftParser {
  return new ThriftParser(options);
}

/** Where comments stand, whatever else the file holds; undefined where something that was opened never ends. */
export function findComments(file: SourceFile): readonly ScannedComment[] | undefined {
  const quiet = new SyntaxReporter(file, new DiagnosticSink());
  const { comments, isCutShort } = scan(quiet, { dialect: "apache" });
  return isCutShort ? undefined : comments;
}

/**
 * Parses one IDL file. Mistakes go to the sink, all of the file in one run, and never throw; the tree then holds what
 * could be read.
 */
export function parseDocument(
  file: SourceFile,
  options: ParseOptions,
  sink: DiagnosticSink,
): DocumentNode {
  const reporter = new SyntaxReporter(file, sink);
  const scanned = scan(reporter, options);
  sharedParser ??= createParser({ skipValidations: true });
  const parts = sharedParser.parse(reporter, scanned);
  return { kind: "document", span: reporter.span(0, file.text.length), file, ...parts };
}
