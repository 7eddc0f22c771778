/**
 * Handlers: classes that implement the generated interface of a service. A new file is made from templates; to a file
 * that is there already, and then belongs to the user, the missing methods are added.
 */
import { assertOptions } from "../config/assert-options.js";
import { DiagnosticSink, type Diagnostic } from "../diagnostics/diagnostic.js";
import { sortDiagnostics } from "../diagnostics/render.js";
import type { EmitContext } from "../emitters/emitter.js";
import type { FragmentNames } from "../emitters/print/fragment.js";
import type { TsMorph } from "../host-ts-morph.js";
import type { ServiceDef } from "../ir/definitions.js";
import { completeOptions, type CompilerOptions, type Given } from "../options.js";
import type { SourceFile } from "../source.js";
import { completeHandler } from "./complete-handler.js";
import type { WantedClass } from "./find-classes.js";
import { findService, linkFiles, type LinkRequest } from "./link-service.js";
import { createLocalNames } from "./local-names.js";
import {
  listMethods,
  printImportLines,
  printMethod,
  printReference,
  printServiceDoc,
  type ServiceMethod,
} from "./print-service.js";
import { createRenderer, type RenderTemplate, type UserTemplates } from "./render-template.js";
import { specifiersByPlace, type SpecifierOf } from "./specifiers.js";
import { indentLines, insertAll, type Insertion } from "./text-shape.js";

export { UnknownServiceError } from "./link-service.js";
export { templateNames, type TemplateName, type UserTemplates } from "./render-template.js";
export type { Insertion } from "./text-shape.js";

export interface ScaffoldOptions extends LinkRequest, Given<CompilerOptions> {
  /** `Users`, or `user.Users` where several files have one. */
  readonly service: string;
  /** Where `compile` writes: absolute, `/` between the parts. */
  readonly genDir: string;
  /** The file of a service, which may be there; its path is absolute, `/` between the parts. */
  readonly locate: (service: string) => HandlerPlace;
  readonly templates?: UserTemplates;
  /** Called only where a file is there already. */
  readonly loadTsMorph: () => Promise<TsMorph>;
}

export interface HandlerPlace {
  readonly path: string;
  /** What stands there; undefined for a new file. */
  readonly file: SourceFile | undefined;
}

export interface ScaffoldResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined where there are errors. */
  readonly handler: Scaffold | undefined;
}

export interface Scaffold {
  readonly path: string;
  /** The whole text. */
  readonly text: string;
  /** What was added to the text that was there; undefined for a new file, or one that was empty. */
  readonly insertions: readonly Insertion[] | undefined;
  /** Names of the methods that were added, in the order of the service. */
  readonly added: readonly string[];
}

/**
 * The text of a service's handler. Mistakes in IDL, templates and the user's file are diagnostics. Rejects with an
 * UnknownServiceError, with a HostError where a named IDL file is missing, and with a MissingPackageError where ts-morph
 * is needed and not installed.
 */
export async function scaffoldHandler(given: ScaffoldOptions): Promise<ScaffoldResult> {
  assertOptions(given, ["files", "host", "service", "genDir", "locate", "loadTsMorph"]);
  const options = completeOptions(given);
  const sink = new DiagnosticSink({ lenient: options.lenient });
  const linked = linkFiles(given, options, sink);
  const handler =
    linked === undefined
      ? undefined
      : await writeHandler(
          findService(linked.program, given.service),
          linked.context,
          given,
          options,
          sink,
        );
  const diagnostics = sortDiagnostics(sink.diagnostics);
  return { diagnostics, handler: sink.hasErrors ? undefined : handler };
}

async function writeHandler(
  service: ServiceDef,
  context: EmitContext,
  given: ScaffoldOptions,
  options: CompilerOptions,
  sink: DiagnosticSink,
): Promise<Scaffold | undefined> {
  const { templates = {} } = given;
  const renderTemplate = await createRenderer(templates, sink);
  const { path, file } = given.locate(service.name);
  const specifierOf = specifiersByPlace(path, given.genDir, options.importExtension);
  const methods = listMethods(service, context);
  const wanted = describeClass(service, context);
  const render = (method: ServiceMethod, names: FragmentNames): string | undefined =>
    renderTemplate("handler-method.hbs", printMethod(method, context, names))?.trim();
  // `touch` and editors make files before there is anything in them.
  if (file === undefined || file.text.trim() === "") {
    const text = createHandler({
      service,
      methods,
      wanted,
      context,
      specifierOf,
      render,
      renderTemplate,
    });
    const added = methods.map((method) => method.name);
    return text === undefined ? undefined : { path, text, insertions: undefined, added };
  }
  const tsMorph = await given.loadTsMorph();
  const templateFile = templates["handler-method.hbs"];
  const request = { file, path, wanted, methods, specifierOf, render, templateFile, tsMorph };
  const completion = completeHandler(request, sink);
  if (completion === undefined) return undefined;
  return { path, text: insertAll(file.text, completion.insertions), ...completion };
}

function describeClass(service: ServiceDef, context: EmitContext): WantedClass {
  const name = context.names.definition(service);
  const { module } = context.reference(service);
  if (module.kind !== "module") throw new Error("Services stand in modules.");
  // A struct of that name puts a $ behind the service's.
  const className = `${name.replace(/\$+$/, "")}Handler`;
  return { service: name, modulePath: module.path, className };
}

interface CreationRequest {
  readonly service: ServiceDef;
  readonly methods: readonly ServiceMethod[];
  readonly wanted: WantedClass;
  readonly context: EmitContext;
  readonly specifierOf: SpecifierOf;
  readonly render: (method: ServiceMethod, names: FragmentNames) => string | undefined;
  readonly renderTemplate: RenderTemplate;
}

/** A new file; undefined where a template is wrong, which is then in the sink. */
function createHandler(request: CreationRequest): string | undefined {
  const { service, methods, wanted, context, specifierOf, render, renderTemplate } = request;
  const locals = createLocalNames(specifierOf, new Set([wanted.className]));
  const names = locals.at({ find: () => undefined, isGlobal: () => true });
  const reference = printReference(context.reference(service), names);
  const texts: string[] = [];
  for (const method of methods) {
    const text = render(method, names);
    if (text === undefined) return undefined;
    texts.push(indentLines(text, "  ", "  ").join("\n"));
  }
  const text = renderTemplate("handler.hbs", {
    // A file has them sorted, whatever was met first.
    imports: printImportLines(locals.missing()).toSorted().join("\n"),
    doc: printServiceDoc(service, names),
    className: wanted.className,
    service: reference,
    methods: texts.join("\n\n"),
  });
  return text === undefined ? undefined : `${text.trim()}\n`;
}
