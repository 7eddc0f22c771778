import type { Span } from "../source.js";
import {
  catalog,
  type DiagnosticClass,
  type DiagnosticCode,
  type DiagnosticParameters,
} from "./catalog.js";

export type Severity = "error" | "warning";

/** A second place that helps to understand a diagnostic, such as the first of two duplicates. */
export interface DiagnosticNote {
  /** One sentence. */
  readonly message: string;
  /** The place that it is about. */
  readonly span?: Span | undefined;
}

/** One finding about the input. `span` is absent where no file is to blame (a missing file, a bad option). */
export interface Diagnostic {
  /** Kebab-case code; `thriftgen explain CODE` prints its page. */
  readonly code: DiagnosticCode;
  /** The class that the code belongs to, such as `SYNTAX` or `DUPLICATE`. */
  readonly class: DiagnosticClass;
  /** Errors keep everything from being written. */
  readonly severity: Severity;
  /** One sentence, without the place. */
  readonly message: string;
  /** The place to show; see above where there is none. */
  readonly span?: Span | undefined;
  /** Further places, in the order in which they help. */
  readonly notes: readonly DiagnosticNote[];
  /** What to do about it, one sentence. */
  readonly hint?: string | undefined;
}

export interface DiagnosticExtras {
  readonly notes?: readonly DiagnosticNote[];
  readonly hint?: string | undefined;
}

/** UTF-16 units of a message: two of the longest names fit, the megabytes of a path or string do not. */
const maximumTextUnits = 4_000;
const keptEndUnits = 500;

/** Collects the findings of a run. User mistakes never throw: a pass reports and goes on. */
export class DiagnosticSink {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #lenient: boolean;
  #hasErrors = false;

  /** `lenient` turns the codes that Apache's compiler lets pass (`lenient: true` in the catalogue) into warnings. */
  constructor(options: { readonly lenient?: boolean } = {}) {
    this.#lenient = options.lenient ?? false;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  report<C extends DiagnosticCode>(
    code: C,
    span: Span | undefined,
    parameters: DiagnosticParameters<C>,
    extras: DiagnosticExtras = {},
  ): void {
    const entry = catalog[code];
    // Each entry's message takes exactly the parameters that DiagnosticParameters<C> names.
    const message = (entry.message as (p: DiagnosticParameters<C>) => string)(parameters);
    const severity =
      entry.severity === "error" && entry.lenient && this.#lenient ? "warning" : entry.severity;
    const hint = extras.hint ?? entry.hint;
    this.add({
      code,
      class: entry.class,
      severity,
      message: cutText(message),
      span,
      notes: (extras.notes ?? []).map((note) => ({ ...note, message: cutText(note.message) })),
      hint: hint && cutText(hint),
    });
  }

  /** A finding as an earlier run reported it: what is kept between runs keeps what was found in it. */
  add(diagnostic: Diagnostic): void {
    this.#hasErrors ||= diagnostic.severity === "error";
    this.#diagnostics.push(diagnostic);
  }
}

/** Leaves out the middle, so that the sentence around a long name stays. */
function cutText(text: string): string {
  if (text.length <= maximumTextUnits) return text;
  return `${text.slice(0, maximumTextUnits - keptEndUnits)}...${text.slice(-keptEndUnits)}`;
}
