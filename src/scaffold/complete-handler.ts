/** The methods that a user's class lacks, added to it; nothing else of the file changes. */
import type { ts } from "ts-morph";
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { FragmentNames } from "../emitters/print/fragment.js";
import type { TsMorph } from "../host-ts-morph.js";
import type { SourceFile } from "../source.js";
import { describeMembers, listLocalBases, type ClassMembers } from "./class-members.js";
import { isSameModule, listImports, listUsedNames } from "./file-imports.js";
import { findClasses, type FoundClasses, type WantedClass } from "./find-classes.js";
import { openAlone, openWithImports, type HandlerProgram } from "./handler-program.js";
import { createLocalNames, type NameView } from "./local-names.js";
import { placeImports, placeMethods } from "./place-edits.js";
import { printImportLines, type ServiceMethod } from "./print-service.js";
import { specifiersByExample, type SpecifierOf } from "./specifiers.js";
import { insertAll, type Insertion } from "./text-shape.js";

export interface CompletionRequest {
  /** The file as it is. */
  readonly file: SourceFile;
  /** Where it stands: absolute, `/` between the parts. */
  readonly path: string;
  readonly wanted: WantedClass;
  readonly methods: readonly ServiceMethod[];
  /** Where the file does not tell how it imports generated modules. */
  readonly specifierOf: SpecifierOf;
  /** A method's text; undefined where the template is wrong, which is then in the sink. */
  readonly render: (method: ServiceMethod, names: FragmentNames) => string | undefined;
  /** The user's template for methods. */
  readonly templateFile: SourceFile | undefined;
  readonly tsMorph: TsMorph;
}

export interface Completion {
  readonly insertions: readonly Insertion[];
  /** Names of the methods that were added, in order. */
  readonly added: readonly string[];
}

const BOM = "\ufeff";

/** Undefined, with a diagnostic in the sink, where the file or a template is not fit for it. */
export function completeHandler(
  request: CompletionRequest,
  sink: DiagnosticSink,
): Completion | undefined {
  const { file, path, tsMorph } = request;
  const shift = file.text.startsWith(BOM) ? BOM.length : 0;
  const text = file.text.slice(shift);
  const alone = openAlone(tsMorph, path, text);
  const [error] = alone.errors;
  if (error !== undefined) {
    const reason = alone.ts.flattenDiagnosticMessageText(error.messageText, " ");
    const start = error.start + shift;
    sink.report("handler-syntax", { file, start, end: start + error.length }, { reason });
    return undefined;
  }
  // Most files tell all by themselves; reading what they import takes a hundred times longer.
  const plan =
    planMembers(alone, request) ??
    planMembers(openWithImports(tsMorph, path, text), request, { sink, shift });
  if (plan === undefined) return undefined;
  if (plan.found.classes.length === 0) {
    const { service, className } = request.wanted;
    sink.report("handler-class-missing", { file, start: 0, end: 0 }, { service, className });
    return undefined;
  }
  const completion = addMethods(plan, request);
  if (completion === undefined) return undefined;
  if (!isSound(completion, text, plan, request, sink)) return undefined;
  const insertions = completion.insertions.map((one) => ({ ...one, offset: one.offset + shift }));
  return { ...completion, insertions };
}

interface MemberPlan {
  readonly program: HandlerProgram;
  readonly found: FoundClasses;
  readonly lacks: readonly {
    readonly node: ts.ClassLikeDeclaration;
    readonly methods: readonly ServiceMethod[];
  }[];
}

interface LastChance {
  readonly sink: DiagnosticSink;
  readonly shift: number;
}

/** What each class lacks; undefined where that cannot be told, which is reported on the last chance only. */
function planMembers(
  program: HandlerProgram,
  { file, wanted, methods }: CompletionRequest,
  lastChance?: LastChance,
): MemberPlan | undefined {
  const found = findClasses(program, wanted);
  const lacks: { node: ts.ClassLikeDeclaration; methods: readonly ServiceMethod[] }[] = [];
  for (const node of found.classes) {
    const bases = listLocalBases(node, program);
    // What is added to its base it will inherit.
    if (found.classes.some((other) => other !== node && bases.includes(other))) continue;
    const members: ClassMembers = describeMembers(node, program);
    const missing = methods.filter((method) => !members.names.has(method.name));
    if (missing.length > 0 && members.problem !== undefined) {
      if (lastChance === undefined) return undefined;
      const { node: culprit, reason } = members.problem;
      const start = culprit.getStart() + lastChance.shift;
      const span = { file, start, end: culprit.end + lastChance.shift };
      lastChance.sink.report("handler-unclear", span, { reason });
      return undefined;
    }
    if (missing.length > 0) lacks.push({ node, methods: missing });
  }
  return { program, found, lacks };
}

function addMethods(
  { program, found, lacks }: MemberPlan,
  request: CompletionRequest,
): Completion | undefined {
  const learned =
    found.specifier === undefined
      ? undefined
      : specifiersByExample(found.specifier, request.wanted.modulePath);
  const locals = createLocalNames(learned ?? request.specifierOf, listUsedNames(program));
  const insertions: Insertion[] = [];
  for (const { node, methods } of lacks) {
    const names = locals.at(viewFrom(node, program));
    const texts: string[] = [];
    for (const method of methods) {
      const text = request.render(method, names);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    insertions.push(placeMethods(node, texts, program));
  }
  const imports = locals.missing();
  if (imports.length > 0) {
    insertions.push(placeImports(printImportLines(imports), program));
  }
  const added = lacks.flatMap(({ methods }) => methods.map((method) => method.name));
  return { insertions, added: [...new Set(added)] };
}

/** What is seen from inside a class, whose type parameters may hide imports. */
function viewFrom(node: ts.ClassLikeDeclaration, program: HandlerProgram): NameView {
  const { ts, checker, syntax } = program;
  const imports = listImports(program);
  const { Type, Value, Namespace, Alias } = ts.SymbolFlags;
  const own = new Map<string, readonly ts.Declaration[]>();
  for (const symbol of checker.getSymbolsInScope(node, Type | Value | Namespace | Alias)) {
    const here = (symbol.declarations ?? []).filter((one) => one.getSourceFile() === syntax);
    if (here.length > 0) own.set(symbol.name, here);
  }
  return {
    isGlobal: (name) => !own.has(name),
    find(specifier, name) {
      for (const { specifier: other, imported, local, node: declaration } of imports) {
        const isSeen = own.get(local)?.some((candidate) => candidate === declaration) === true;
        if (!isSeen || !isSameModule(specifier, other)) continue;
        if (imported === name) return local;
        if (imported === "*") return `${local}.${name}`;
      }
      return undefined;
    },
  };
}

/** A template of the user's may give anything: the file must still be one, with that many members more. */
function isSound(
  { insertions }: Completion,
  text: string,
  { program, found, lacks }: MemberPlan,
  { path, wanted, tsMorph, templateFile }: CompletionRequest,
  sink: DiagnosticSink,
): boolean {
  if (insertions.length === 0) return true;
  const after = openAlone(tsMorph, path, insertAll(text, insertions));
  const [error] = after.errors;
  const before = countMembers(found.classes, program);
  const wantedCount = lacks.reduce((sum, { methods }) => sum + methods.length, before);
  const count = countMembers(findClasses(after, wanted).classes, after);
  if (error === undefined && count === wantedCount) return true;
  const reason =
    error === undefined
      ? `there are ${count - before} new members instead of ${wantedCount - before}.`
      : after.ts.flattenDiagnosticMessageText(error.messageText, " ");
  if (templateFile === undefined) throw new Error(`${path} would be broken: ${reason}`);
  const span = { file: templateFile, start: 0, end: 0 };
  sink.report("template-method", span, { reason });
  return false;
}

function countMembers(classes: readonly ts.ClassLikeDeclaration[], { ts }: HandlerProgram): number {
  const members = classes.flatMap((node) => [...node.members]);
  return members.filter((member) => !ts.isSemicolonClassElement(member)).length;
}
