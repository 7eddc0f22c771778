/** Parsing in tests: the tree without its places, and diagnostics as one line each. */
import { DiagnosticSink, type Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { ParseOptions } from "../../src/options.js";
import type { DocumentNode } from "../../src/parser/ast.js";
import { parseDocument } from "../../src/parser/index.js";
import { SourceFile } from "../../src/source.js";

export interface Parsed {
  readonly document: DocumentNode;
  readonly file: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

export function parse(text: string, dialect: ParseOptions["dialect"] = "apache"): Parsed {
  const file = new SourceFile("test.thrift", text);
  const sink = new DiagnosticSink();
  const document = parseDocument(file, { dialect }, sink);
  return { document, file, diagnostics: sink.diagnostics };
}

/** Parses text that must be without errors and warnings. */
export function parseClean(
  text: string,
  dialect: ParseOptions["dialect"] = "apache",
): DocumentNode {
  const { document, file, diagnostics } = parse(text, dialect);
  if (diagnostics.length > 0) {
    throw new Error(
      `unexpected: ${diagnostics.map((one) => formatDiagnostic(file, one)).join("; ")}`,
    );
  }
  return document;
}

/** `line:column code message` of each diagnostic, in the order of the file. */
export function diagnose(text: string, dialect: ParseOptions["dialect"] = "apache"): string[] {
  const { file, diagnostics } = parse(text, dialect);
  return diagnostics
    .toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
    .map((diagnostic) => formatDiagnostic(file, diagnostic));
}

function formatDiagnostic(file: SourceFile, { code, message, span }: Diagnostic): string {
  const { line, column } = file.positionAt(span?.start ?? 0);
  return `${line}:${column} ${code} ${message}`;
}

/** What the first diagnostic says to do. */
export function hintOf(text: string): string | undefined {
  return parse(text).diagnostics[0]?.hint;
}

/** The text that each diagnostic underlines, in the order of reporting. */
export function underline(text: string): string[] {
  return parse(text).diagnostics.map(({ span }) => text.slice(span?.start, span?.end));
}

/** Names of the definitions that were read, with the names of their parts: `A(x,y)`. */
export function outline(document: DocumentNode): string[] {
  return document.definitions.map((node) => {
    const name = node.name.text;
    if (node.kind === "const" || node.kind === "typedef") return name;
    const parts =
      node.kind === "service" ? node.functions : "members" in node ? node.members : node.fields;
    return `${name}(${parts.map((part) => part.name.text).join(",")})`;
  });
}

/** A node without spans, undefined properties and empty lists of comments and annotations. */
export function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => isShown(key, inner));
  return Object.fromEntries(entries.map(([key, inner]) => [key, shape(inner)]));
}

function isShown(key: string, value: unknown): boolean {
  if (key === "span" || key === "pathSpan" || key === "file" || value === undefined) return false;
  const isList = key === "leadingComments" || key === "annotations";
  return !(isList && Array.isArray(value) && value.length === 0);
}

/** Shapes of the definitions of text without mistakes. */
export function definitions(text: string, dialect: ParseOptions["dialect"] = "apache"): unknown {
  return shape(parseClean(text, dialect).definitions);
}

/** Shapes of the constants' values of text without mistakes. */
export function values(text: string, dialect: ParseOptions["dialect"] = "apache"): unknown[] {
  return parseClean(text, dialect).definitions.map((node) =>
    node.kind === "const" ? shape(node.value) : undefined,
  );
}

/** Shapes of the fields of the first definition of text without mistakes. */
export function fields(text: string): unknown {
  const [first] = parseClean(text).definitions;
  if (first === undefined || !("fields" in first)) throw new Error("not a struct");
  return shape(first.fields);
}

export function nameOf(text: string): unknown {
  return { kind: "name", text };
}

export function base(type: string): unknown {
  return { kind: "base-type", name: type };
}

export function named(type: string): unknown {
  return { kind: "named-type", name: type };
}
