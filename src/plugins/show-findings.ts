/** Findings as text for bundlers that show text, with paths from where the bundler works. */
import { relative } from "node:path";
import {
  formatDiagnostics,
  SourceFile,
  type Diagnostic,
  type DiagnosticNote,
  type LoadedThrift,
  type Span,
} from "../index.js";
import { translateFlags } from "./translate-flags.js";

/** The findings of a module, and how they read. */
export interface Findings {
  readonly errors: readonly Diagnostic[];
  /** Those of the file itself: included files tell theirs when they are loaded. */
  readonly warnings: readonly Diagnostic[];
}

export function selectFindings({ diagnostics, source }: LoadedThrift): Findings {
  return {
    errors: diagnostics.filter(({ severity }) => severity === "error"),
    warnings: diagnostics.filter(
      ({ severity, span }) => severity === "warning" && span?.file.path === source,
    ),
  };
}

/** The text that the command line shows, without its last line break. */
export function showFindings(findings: readonly Diagnostic[], directory: string): string {
  const files = new Map<SourceFile, SourceFile>();
  const shorten = (file: SourceFile): SourceFile => {
    const known = files.get(file) ?? new SourceFile(relative(directory, file.path), file.text);
    files.set(file, known);
    return known;
  };
  const place = <T extends { readonly span?: Span | undefined }>(finding: T): T =>
    finding.span === undefined
      ? finding
      : { ...finding, span: { ...finding.span, file: shorten(finding.span.file) } };
  const shown = findings.map((finding) => ({
    ...place(finding),
    notes: finding.notes.map((note) => place<DiagnosticNote>(note)),
    hint: finding.hint && translateFlags(finding.hint),
  }));
  return formatDiagnostics(shown).trimEnd();
}
