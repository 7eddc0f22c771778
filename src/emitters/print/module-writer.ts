import type { Target } from "../../options.js";
import type { Span } from "../../source.js";
import { makeOrigin, type Printable } from "./doc.js";
import {
  createImportNames,
  printImports,
  type ImportedModule,
  type ImportNames,
  type ImportSite,
} from "./imports.js";
import { layOut } from "./layout.js";
import { createOriginRecorder, type Mapping, type OriginRecorder } from "./origins.js";
import { createScope, type LocalScope } from "./scope.js";
import { createTextBuffer } from "./text-buffer.js";
import { lowerToTokens, type ImportResolver, type Lowering } from "./tokens.js";

export interface ModuleWriterOptions extends ImportSite {
  /** Names that the module declares: neither imports nor locals take them. */
  readonly declaredNames: ReadonlySet<string>;
  readonly targets: readonly Target[];
  /** Remember where text comes from, for source maps. */
  readonly hasOrigins?: boolean;
}

/** A module's text, and where its lines come from: counted from behind its first `skippedLines` ones. */
export interface RenderedModule {
  /** All that the file holds. */
  readonly text: string;
  /** Places of the IDL by lines and columns of the text. */
  readonly mappings: readonly Mapping[];
  /** Lines before the first that is counted. */
  readonly skippedLines: number;
}

/** One module to be. Statements are printed as they come, so that no tree outlives them. */
export interface ModuleWriter {
  /** Relative to the output directory, without extension. */
  readonly path: string;
  /** Adds a top-level statement. Blank lines between statements are the writer's. */
  add(statement: Printable): void;
  /** Adds a helper once, before the statement that is added next. `key` tells helpers apart. */
  addOnce(key: string, makeStatement: () => Printable): void;
  /** What is added meanwhile comes from this place of the IDL, where nothing inside it says more. */
  from(span: Span, work: () => void): void;
  /** Local names of a function of this module. */
  scope(): LocalScope;
  /** The text for one of the writer's targets: header, imports, statements; LF, final line end. */
  render(target: Target, header: Printable): string;
  /** The same with the origins of its lines, of which there are none unless they were asked for. */
  renderModule(target: Target, header: Printable): RenderedModule;
}

export function createModuleWriter(options: ModuleWriterOptions): ModuleWriter {
  const helpers = new Set<string>();
  const localNames = new Set<string>();
  const importNames = createImportNames(options.declaredNames, localNames);
  const outputs = new Map(
    options.targets.map((target) => [target, createOutput(options, target, importNames)]),
  );
  let origin: Span | undefined;
  const add = (statement: Printable): void => {
    const located = origin === undefined ? statement : makeOrigin(origin, statement);
    for (const output of outputs.values()) output.add(located);
  };
  const renderModule = (target: Target, header: Printable): RenderedModule => {
    const output = outputs.get(target);
    if (output === undefined) throw new Error(`The writer was not made for ${target}.`);
    const imports = printImports([...output.imports.values()], options, target);
    const heads = [layOutBlock(header, target), layOutBlock(imports, target)];
    const blocks = [...heads, output.body()];
    // Without any export the file would be a script and its names global.
    if (!output.hasExport() || target === "dts") blocks.push("export {};\n");
    return {
      text: joinBlocks(blocks),
      mappings: output.origins?.mappings ?? [],
      skippedLines: countLines(joinBlocks([...heads, "\n"])) - 1,
    };
  };
  return {
    path: options.path,
    add,
    render: (target, header) => renderModule(target, header).text,
    renderModule,
    addOnce(key, makeStatement) {
      if (helpers.has(key)) return;
      helpers.add(key);
      add(makeStatement());
    },
    from(span, work) {
      const outer = origin;
      origin = options.hasOrigins === true ? span : undefined;
      work();
      origin = outer;
    },
    scope: () =>
      createScope(
        (name) => options.declaredNames.has(name) || importNames.isUsed(name),
        (name) => localNames.add(name),
      ),
  };
}

/** Blank lines between blocks, where they have text. */
function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((text) => text !== "").join("\n");
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}

function refuseImport(): never {
  throw new Error("A header or import list refers to no names.");
}

function layOutBlock(block: Printable, target: Target): string {
  const tokens = lowerToTokens(block, {
    tokens: { items: [], count: 0 },
    target,
    resolve: refuseImport,
  });
  const text = createTextBuffer();
  if (tokens.count > 0) layOut(tokens, text);
  return text.toString();
}

/** What one target has of the module. */
interface Output {
  readonly imports: ReadonlyMap<string, ImportedModule>;
  /** The statements, a blank line between them. */
  body(): string;
  readonly origins: OriginRecorder | undefined;
  hasExport(): boolean;
  add(statement: Printable): void;
}

function createOutput(
  { path, hasOrigins = false }: ModuleWriterOptions,
  target: Target,
  importNames: ImportNames,
): Output {
  const text = createTextBuffer();
  const origins = hasOrigins ? createOriginRecorder(target === "dts") : undefined;
  const imports = new Map<string, ImportedModule>();
  let isEmpty = true;
  const resolve: ImportResolver = (reference, name, isTypeOnly) => {
    if (reference.kind === "module" && reference.path === path) return name;
    const key = reference.kind === "module" ? `./${reference.path}` : reference.specifier;
    let imported = imports.get(key);
    if (imported === undefined) imports.set(key, (imported = { reference, names: new Map() }));
    const known = imported.names.get(name);
    if (known !== undefined) {
      known.isTypeOnly &&= isTypeOnly;
      return known.local;
    }
    const local = importNames.choose(key, name);
    imported.names.set(name, { name, local, isTypeOnly });
    return local;
  };
  const lowering: Lowering = { tokens: { items: [], count: 0 }, target, resolve, hasOrigins };
  return {
    imports,
    origins,
    body: () => text.toString(),
    hasExport: () => text.hasExport,
    add(statement) {
      const tokens = lowerToTokens(statement, lowering);
      if (tokens.count === 0) return;
      if (!isEmpty) {
        text.addLine("");
        origins?.endLine();
      }
      isEmpty = false;
      layOut(tokens, text, origins);
    },
  };
}
