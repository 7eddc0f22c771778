/** Templates with their holes filled: ours, compiled when we were bundled, or the user's, compiled now. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import { SourceFile, type Span } from "../source.js";
import { suggestName } from "../suggest.js";
import type { HandlerView, MethodView } from "./view-model.js";

/** The templates by file name, each with what it is given. */
export interface TemplateViews {
  readonly "handler.hbs": HandlerView;
  readonly "handler-method.hbs": MethodView;
}

export type TemplateName = keyof TemplateViews;

export const templateNames: readonly TemplateName[] = ["handler.hbs", "handler-method.hbs"];

/** The user's templates in place of ours. */
export type UserTemplates = Readonly<Partial<Record<TemplateName, SourceFile>>>;

/** Fills a template's holes; undefined, with a diagnostic in the sink, where the user's template is wrong. */
export type RenderTemplate = <N extends TemplateName>(
  name: N,
  view: TemplateViews[N],
) => string | undefined;

/** Strict: a hole that nothing fills is an error. The values are code already, so nothing is escaped. */
const options = { strict: true, noEscape: true };

/** Handlebars is loaded here and nowhere else. */
export async function createRenderer(
  templates: UserTemplates,
  sink: DiagnosticSink,
): Promise<RenderTemplate> {
  const { default: handlebars } = await import("handlebars");
  const own = {
    "handler.hbs": (await import("#templates/handler.hbs")).specification,
    "handler-method.hbs": (await import("#templates/handler-method.hbs")).specification,
  };
  return (name, view) => {
    const file = templates[name];
    if (file === undefined) return handlebars.template(own[name])(view);
    try {
      return handlebars.compile(handlebars.parse(file.text), options)(view);
    } catch (error) {
      reportFailure(error, file, Object.keys(view), sink);
      return undefined;
    }
  };
}

/** What Handlebars' errors say, as far as they do: lines count from 1, columns from 0. */
interface Failure {
  readonly message: string;
  readonly lineNumber?: number;
  readonly column?: number;
  readonly endLineNumber?: number;
  readonly endColumn?: number;
}

function reportFailure(
  error: unknown,
  file: SourceFile,
  known: readonly string[],
  sink: DiagnosticSink,
): void {
  const failure: Failure = error instanceof Error ? error : { message: String(error) };
  const span = locate(failure, file);
  const name = /^"(.*)" not defined in /s.exec(failure.message)?.[1];
  if (name === undefined) {
    sink.report("template-syntax", span, { reason: describeReason(failure.message) });
    return;
  }
  const near = suggestName(name, known);
  const hint = near === undefined ? `It is given ${known.join(", ")}.` : `Did you mean ${near}?`;
  sink.report("template-value", span, { name }, { hint });
}

/** Errors of the grammar tell their line in words only. */
function locate(failure: Failure, file: SourceFile): Span {
  const line = failure.lineNumber ?? Number(/ error on line (\d+)/.exec(failure.message)?.[1] ?? 1);
  const starts = file.offsetOfLine(line);
  if (failure.column === undefined) {
    const text = file.lineText(line);
    const indent = text.length - text.trimStart().length;
    return { file, start: starts + indent, end: starts + text.length };
  }
  const endLine = failure.endLineNumber ?? line;
  const end = file.offsetOfLine(endLine) + (failure.endColumn ?? failure.column);
  return { file, start: starts + failure.column, end };
}

/** `Parse error on line 3:\n{{#if a}\n------^\nExpecting 'CLOSE', got 'INVALID'`: the place is shown by us. */
function describeReason(message: string): string {
  const lines = message.split("\n").filter((line) => line.trim() !== "");
  const isDrawn = lines.length > 2 && /^-*\^$/.test(lines.at(-2) ?? "");
  const text = isDrawn ? (lines.at(-1) ?? "") : (lines[0] ?? "");
  const expecting = /^Expecting .*, got (.*)$/.exec(text)?.[1];
  if (expecting !== undefined) return `${expecting} cannot stand here`;
  return text
    .replace(/^Lexical error on line \d+\. /, "")
    .replace(/ - \d+:\d+$/, "")
    .replace(/\.$/, "");
}
