/** Links IDL texts on an in-memory host, and shows what was found as text. */
import { DiagnosticSink, type Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { createMemoryHost, type Host } from "../../src/host.js";
import { bindProgram } from "../../src/ir/bind.js";
import { checkProgram } from "../../src/ir/check.js";
import type {
  ConstValue,
  Definition,
  FieldDef,
  FileDef,
  StructDef,
  Type,
} from "../../src/ir/definitions.js";
import { loadDocuments, type LoadRequest, type LoadResult } from "../../src/ir/load.js";
import type { BoundProgram } from "../../src/ir/origins.js";
import { defaultOptions, type IrOptions } from "../../src/options.js";
import { findComments, parseDocument } from "../../src/parser/index.js";

export type Sources = string | Readonly<Record<string, string | Uint8Array>>;

export interface Loaded {
  readonly result: LoadResult;
  readonly sink: DiagnosticSink;
}

export function load(
  host: Host,
  files: readonly string[],
  more: Partial<Pick<LoadRequest, "root" | "includeDirs">> = {},
  options: IrOptions = defaultOptions,
  sink = new DiagnosticSink(),
): Loaded {
  const parse: LoadRequest["parse"] = (file) => parseDocument(file, options, sink);
  const result = loadDocuments(
    { host, files, includeDirs: [], parse, findComments, ...more },
    sink,
  );
  return { result, sink };
}

export interface Linked {
  readonly program: BoundProgram;
  readonly diagnostics: readonly Diagnostic[];
}

export interface LinkOptions extends Partial<IrOptions> {
  readonly lenient?: boolean;
}

/** A lone text is `a.thrift`; of several files the first is the named one. */
export function link(sources: Sources, { lenient = false, ...changes }: LinkOptions = {}): Linked {
  const files = typeof sources === "string" ? { "a.thrift": sources } : sources;
  const options = { ...defaultOptions, ...changes };
  const sink = new DiagnosticSink({ lenient });
  const main = Object.keys(files).slice(0, 1);
  const { result } = load(createMemoryHost(files), main, {}, options, sink);
  const program = bindProgram(result.documents, options, sink);
  checkProgram(program, sink);
  return { program, diagnostics: sink.diagnostics };
}

/** `file:line:column severity code: message`, with the notes' places behind it. */
export function show(diagnostic: Diagnostic): string {
  const { code, severity, message, span, notes } = diagnostic;
  const places = notes.flatMap((note) => (note.span === undefined ? [] : [placeOf(note.span)]));
  const text = `${placeOf(span)} ${severity} ${code}: ${message}`;
  return places.length === 0 ? text : `${text} (see ${places.join(", ")})`;
}

export function findings(sources: Sources, options: LinkOptions = {}): readonly string[] {
  return link(sources, options).diagnostics.map(show);
}

export function hints(
  sources: Sources,
  options: LinkOptions = {},
): readonly (string | undefined)[] {
  return link(sources, options).diagnostics.map((diagnostic) => diagnostic.hint);
}

function placeOf(span: Diagnostic["span"]): string {
  if (span === undefined) return "-";
  const { line, column } = span.file.positionAt(span.start);
  return `${span.file.path}:${line}:${column}`;
}

/** The linked program of IDL without any finding. */
export function linkClean(sources: Sources, options: LinkOptions = {}): BoundProgram {
  const { program, diagnostics } = link(sources, options);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(show).join("\n"));
  return program;
}

export function fileOf(program: BoundProgram, modulePath = "a"): FileDef {
  const file = program.files.find((candidate) => candidate.modulePath === modulePath);
  if (file === undefined) throw new Error(`no file ${modulePath}`);
  return file;
}

export function definitionOf<K extends Definition["kind"]>(
  program: BoundProgram,
  kind: K,
  name: string,
): Definition & { readonly kind: K } {
  for (const file of program.files) {
    for (const def of file.definitions) {
      if (def.kind === kind && def.name === name) return def as Definition & { readonly kind: K };
    }
  }
  throw new Error(`no ${kind} ${name}`);
}

export function structOf(program: BoundProgram, name: string): StructDef {
  return definitionOf(program, "struct", name);
}

export function fieldOf(program: BoundProgram, struct: string, name: string): FieldDef {
  const field = structOf(program, struct).fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${struct}.${name}`);
  return field;
}

/** A type in one line: `list<i64:number>:typed`, `User`, `Ids=list<i64:bigint>:array` for a typedef. */
export function showType(type: Type): string {
  switch (type.kind) {
    case "i64":
      return `i64:${type.as}`;
    case "list":
      return `list<${showType(type.element)}>:${type.as}`;
    case "set":
      return `set<${showType(type.element)}>`;
    case "map":
      return `map<${showType(type.key)},${showType(type.value)}>:${type.as}`;
    case "enum":
    case "struct":
      return type.def.name;
    case "typedef":
      return `${type.def.name}${type.isOverridden ? "!" : ""}=${showType(type.target)}`;
    default:
      return type.kind;
  }
}

/** A value as plain data: bigint, number, string, arrays, `[key, value]` pairs, `{field: value}`, `Enum.MEMBER`. */
export function plain(value: ConstValue): unknown {
  switch (value.kind) {
    case "list":
    case "set":
      return value.elements.map(plain);
    case "map":
      return value.entries.map((entry) => [plain(entry.key), plain(entry.value)]);
    case "struct":
      return Object.fromEntries(
        value.fields.map((field) => [field.field.name, plain(field.value)]),
      );
    case "enum":
      return `${value.def.name}.${value.member?.name ?? value.value}`;
    default:
      return value.value;
  }
}

/** The value of constant `X`. */
export function constant(sources: Sources, options: LinkOptions = {}): unknown {
  return plain(definitionOf(linkClean(sources, options), "const", "X").value);
}
