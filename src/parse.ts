/** Text to syntax tree, for tools that look at IDL: formatters, linters, editors. */
import { assertKind } from "./argument-kinds.js";
import { DiagnosticSink, type Diagnostic } from "./diagnostics/diagnostic.js";
import { sortDiagnostics } from "./diagnostics/render.js";
import { defaultOptions, type Given, type ParseOptions } from "./options.js";
import type { DocumentNode } from "./parser/ast.js";
import { parseDocument } from "./parser/index.js";
import { SourceFile } from "./source.js";

/** How `parse` reads a text. */
export interface ParseTextOptions extends Given<ParseOptions> {
  /** The path that diagnostics show; default `input.thrift`. */
  readonly path?: string | undefined;
  /** Turns errors that Apache's compiler does not report into warnings. */
  readonly lenient?: boolean | undefined;
}

/** What `parse` gives. */
export interface ParseResult {
  /** The whole text as a tree with places and comments; where there are syntax errors, what could be read. */
  readonly document: DocumentNode;
  /** Mistakes of syntax, sorted by place. What names mean is not looked at: that is for `compile`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses one IDL text by itself; includes are not followed. Never throws for what the text holds, and takes time linear in
 * its length. Offsets in spans count UTF-16 code units; `span.file.positionAt` gives line and column.
 */
export function parse(text: string, options: ParseTextOptions = {}): ParseResult {
  assertKind("parse", "text", text);
  assertKind("the second argument of parse", "object", options);
  const { path = "input.thrift", lenient = false, dialect = defaultOptions.dialect } = options;
  const sink = new DiagnosticSink({ lenient });
  const file = new SourceFile(path, text.replace(/^\uFEFF/, ""));
  const document = parseDocument(file, { dialect }, sink);
  return { document, diagnostics: sortDiagnostics(sink.diagnostics) };
}
