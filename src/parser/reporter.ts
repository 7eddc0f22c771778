import type { DiagnosticExtras, DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { DiagnosticCode, DiagnosticParameters } from "../diagnostics/catalog.js";
import type { SourceFile, Span } from "../source.js";
import { maximumSyntaxErrors } from "./limits.js";

/**
 * Reports what is wrong with one file, in terms of offsets. It remembers the places, so that one mistake gives one
 * diagnostic: the parser stays silent about text that the scanner has complained about already.
 */
export class SyntaxReporter {
  readonly file: SourceFile;
  readonly #sink: DiagnosticSink;
  /** Where the scanner's errors begin, ascending. */
  readonly #scanErrors: number[] = [];
  #errorCount = 0;
  hasReportedFbthrift = false;

  constructor(file: SourceFile, sink: DiagnosticSink) {
    this.file = file;
    this.#sink = sink;
  }

  /** Too much is wrong: neither the scanner nor the parser should go on. */
  get isExhausted(): boolean {
    return this.#errorCount > maximumSyntaxErrors;
  }

  span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }

  warn<C extends DiagnosticCode>(
    code: C,
    start: number,
    end: number,
    parameters: DiagnosticParameters<C>,
  ): void {
    this.#sink.report(code, this.span(start, end), parameters);
  }

  /** Reports an error; past the limit of errors says so once and then nothing. */
  error<C extends DiagnosticCode>(
    code: C,
    start: number,
    end: number,
    parameters: DiagnosticParameters<C>,
    extras: DiagnosticExtras = {},
  ): void {
    if (this.isExhausted) return;
    this.#errorCount++;
    if (this.isExhausted) {
      this.#sink.report("too-many-syntax-errors", this.span(start, end), {});
    } else {
      this.#sink.report(code, this.span(start, end), parameters, extras);
    }
  }

  /** Like `error`, for the scanner, which goes through the file in order. */
  scanError<C extends DiagnosticCode>(
    code: C,
    start: number,
    end: number,
    parameters: DiagnosticParameters<C>,
    extras: DiagnosticExtras = {},
  ): void {
    this.error(code, start, end, parameters, extras);
    this.#scanErrors.push(start);
  }

  /** Whether the scanner reported an error that begins in `start <= offset < end`. */
  hasScanError(start: number, end: number): boolean {
    let low = 0;
    let high = this.#scanErrors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#scanErrors[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#scanErrors[low] ?? Infinity) < end;
  }
}
