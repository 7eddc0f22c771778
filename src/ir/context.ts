/** What all passes of linking share. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { IrOptions } from "../options.js";
import type { Span } from "../source.js";
import { suggestName } from "../suggest.js";
import { FormApplier } from "./apply-forms.js";
import { limits } from "./limits.js";
import { createOrigins, type MutableOrigins } from "./origins.js";
import type { StructDef } from "./definitions.js";
import type { FileScope, NameKind } from "./scope.js";
import { TypeFactsTable } from "./type-facts.js";

/** Few diagnostics are shown, and each suggestion reads all names: no more are computed. */
const maximumSuggestions = 25;
const maximumCandidates = 2_000;

export class BindContext {
  readonly options: IrOptions;
  readonly sink: DiagnosticSink;
  readonly origins: MutableOrigins = createOrigins();
  readonly facts = new TypeFactsTable();
  readonly forms: FormApplier;
  readonly #typeParts = new Map<FileScope, number>();
  readonly #broken = new Map<StructDef, boolean>();
  #suggestionsLeft = maximumSuggestions;

  constructor(options: IrOptions, sink: DiagnosticSink) {
    this.options = options;
    this.sink = sink;
    this.forms = new FormApplier(this.facts);
  }

  /** False when the types of a file, with typedefs written out, become too many; reported once. */
  chargeType(scope: FileScope, size: number, span: Span): boolean {
    const before = this.#typeParts.get(scope) ?? 0;
    const after = before + size;
    this.#typeParts.set(scope, after);
    if (after <= limits.typeParts) return true;
    if (before <= limits.typeParts) {
      this.sink.report("types-too-large", span, { limit: limits.typeParts });
    }
    return false;
  }

  /** A syntax error in the struct may have swallowed fields of it. */
  mayLackFields(def: StructDef): boolean {
    const known = this.#broken.get(def);
    if (known !== undefined) return known;
    const span = this.origins.structs.get(def)?.span;
    const document = [...this.origins.files.values()].find(({ source }) => source === span?.file);
    const isBroken =
      span !== undefined &&
      document !== undefined &&
      hasBetween(
        document.brokenLines,
        span.file.positionAt(span.start).line,
        span.file.positionAt(span.end).line,
      );
    this.#broken.set(def, isBroken);
    return isBroken;
  }

  /** Reports an unknown name, unless an earlier error explains it: then one report is enough. */
  reportUnknown(
    code: "unknown-type" | "unknown-service" | "unknown-constant",
    scope: FileScope,
    name: string,
    span: Span,
    {
      hint,
      except,
    }: { readonly hint?: string | undefined; readonly except?: string | undefined } = {},
  ): void {
    const { line } = span.file.positionAt(span.start);
    if (scope.isExcused(name, line) && this.sink.hasErrors) return;
    const kind =
      code === "unknown-type" ? "types" : code === "unknown-service" ? "services" : "consts";
    this.sink.report(
      code,
      span,
      { name },
      {
        hint: hint ?? this.suggest(scope, kind, name, [], except),
      },
    );
  }

  /** "Did you mean": the nearest known name, or the same name in another file. */
  suggest(
    scope: FileScope,
    kind: NameKind,
    name: string,
    more: Iterable<string> = [],
    except?: string,
  ): string | undefined {
    return this.suggestAmong(name, chain(more, scope.names(kind)), except);
  }

  /** `except` is what cannot be meant: the definition that the name stands in. */
  suggestAmong(name: string, known: Iterable<string>, except?: string): string | undefined {
    if (this.#suggestionsLeft === 0) return undefined;
    this.#suggestionsLeft--;
    const candidates: string[] = [];
    let qualified: string | undefined;
    for (const candidate of known) {
      if (candidates.length === maximumCandidates) break;
      if (candidate === except) continue;
      candidates.push(candidate);
      if (candidate.endsWith(`.${name}`)) qualified ??= candidate;
    }
    const found = qualified ?? suggestName(name, candidates);
    return found === undefined ? undefined : `Did you mean "${found}"?`;
  }
}

function* chain(first: Iterable<string>, second: Iterable<string>): Generator<string> {
  yield* first;
  yield* second;
}

function hasBetween(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (const line of lines) if (line >= first && line <= last) return true;
  return false;
}
