/** Syntax trees by path and text: a file is parsed again only when its text differs. */
import { DiagnosticSink, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { CompilerOptions } from "../options.js";
import type { DocumentNode } from "../parser/ast.js";
import { parseDocument } from "../parser/index.js";
import type { SourceFile } from "../source.js";

interface ParsedFile {
  readonly node: DocumentNode;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ParseCache {
  /** The tree of a file; what parsing reports goes to the sink, now or then. */
  parse(file: SourceFile, sink: DiagnosticSink): DocumentNode;
  /** Forgets the files that were not asked for since the last call; the paths of those that were parsed since. */
  sweep(): readonly string[];
}

export function createParseCache(options: CompilerOptions): ParseCache {
  let known = new Map<string, ParsedFile>();
  let used = new Map<string, ParsedFile>();
  let parsed: string[] = [];
  return {
    parse(file, sink) {
      const before = known.get(file.path);
      const isSame = before?.node.file.text === file.text;
      const entry = isSame && before !== undefined ? before : parseAlone(file, options);
      if (entry !== before) parsed.push(file.path);
      used.set(file.path, entry);
      for (const diagnostic of entry.diagnostics) sink.add(diagnostic);
      return entry.node;
    },
    sweep() {
      const result = parsed;
      known = used;
      used = new Map();
      parsed = [];
      return result;
    },
  };
}

function parseAlone(file: SourceFile, options: CompilerOptions): ParsedFile {
  const sink = new DiagnosticSink({ lenient: options.lenient });
  const node = parseDocument(file, options, sink);
  return { node, diagnostics: sink.diagnostics };
}
