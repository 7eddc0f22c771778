import type { Target } from "../../options.js";
import { code, lines } from "./code.js";
import { nothing, makeTypeOnly, type ModuleReference, type Printable } from "./doc.js";
import { specifiers } from "./groups.js";
import { isBindingName } from "./identifiers.js";
import { layOut } from "./layout.js";
import { stringLiteral } from "./literals.js";
import { makeIdentifier, makeText } from "./doc.js";
import { createTextBuffer } from "./text-buffer.js";
import { createScope, type LocalScope } from "./scope.js";
import { lowerToTokens, type ImportResolver, type Lowering } from "./tokens.js";

export interface ModuleWriterOptions {
  /** Output path without extension, `/` between parts, such as `shared/user`. */
  readonly path: string;
  /** Names that the module declares: neither imports nor locals take them. */
  readonly declaredNames: ReadonlySet<string>;
  readonly importExtension: "js" | "ts" | "none";
  readonly targets: readonly Target[];
}

/** One module to be. Statements are printed as they come, so that no tree outlives them. */
export interface ModuleWriter {
  readonly path: string;
  /** Adds a top-level statement. Blank lines between statements are the writer's. */
  add(statement: Printable): void;
  /** Adds a helper once, before the statement that is added next. `key` tells helpers apart. */
  addOnce(key: string, makeStatement: () => Printable): void;
  /** Local names of a function of this module. */
  scope(): LocalScope;
  /** The text for one of the writer's targets: header, imports, statements; LF, final line end. */
  render(target: Target, header: Printable): string;
}

export function createModuleWriter(options: ModuleWriterOptions): ModuleWriter {
  const helpers = new Set<string>();
  const localNames = new Set<string>();
  const importNames = createImportNames(options.declaredNames, localNames);
  const outputs = new Map(
    options.targets.map((target) => [target, createOutput(options.path, target, importNames)]),
  );
  const add = (statement: Printable): void => {
    for (const output of outputs.values()) output.add(statement);
  };
  return {
    path: options.path,
    add,
    addOnce(key, makeStatement) {
      if (helpers.has(key)) return;
      helpers.add(key);
      add(makeStatement());
    },
    scope: () =>
      createScope(
        (name) => options.declaredNames.has(name) || importNames.isUsed(name),
        (name) => localNames.add(name),
      ),
    render(target, header) {
      const output = outputs.get(target);
      if (output === undefined) throw new Error(`The writer was not made for ${target}.`);
      const imports = printImports([...output.imports.values()], options, target);
      const blocks = [layOutBlock(header, target), layOutBlock(imports, target), output.body()];
      // Without any export the file would be a script and its names global.
      if (!output.hasExport() || target === "dts") blocks.push("export {};\n");
      return blocks.filter((text) => text !== "").join("\n");
    },
  };
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

interface ImportedName {
  readonly name: string;
  readonly local: string;
  isTypeOnly: boolean;
}

interface ImportedModule {
  readonly reference: ModuleReference;
  readonly names: Map<string, ImportedName>;
}

/** What one target has of the module. */
interface Output {
  readonly imports: ReadonlyMap<string, ImportedModule>;
  /** The statements, a blank line between them. */
  body(): string;
  hasExport(): boolean;
  add(statement: Printable): void;
}

function createOutput(path: string, target: Target, importNames: ImportNames): Output {
  const text = createTextBuffer();
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
  const lowering: Lowering = { tokens: { items: [], count: 0 }, target, resolve };
  return {
    imports,
    body: () => text.toString(),
    hasExport: () => text.hasExport,
    add(statement) {
      const tokens = lowerToTokens(statement, lowering);
      if (tokens.count === 0) return;
      if (!isEmpty) text.add("\n");
      isEmpty = false;
      layOut(tokens, text);
    },
  };
}

interface ImportNames {
  isUsed(name: string): boolean;
  /** The local name of an import, the same in every target. */
  choose(moduleKey: string, name: string): string;
}

function createImportNames(
  declaredNames: ReadonlySet<string>,
  localNames: ReadonlySet<string>,
): ImportNames {
  const chosen = new Map<string, string>();
  const used = new Set<string>();
  const isFree = (name: string): boolean =>
    isBindingName(name) &&
    // `Input` is the type inside each struct's namespace.
    name !== "Input" &&
    !used.has(name) &&
    !declaredNames.has(name) &&
    // `User$write` may be an internal of this module's own `User`.
    !declaredNames.has(/^(.+)\$[A-Za-z]\w*$/.exec(name)?.[1] ?? "") &&
    !localNames.has(name);
  return {
    isUsed: (name) => used.has(name),
    choose(moduleKey, name) {
      const key = `${moduleKey} ${name}`;
      let local = chosen.get(key);
      if (local !== undefined) return local;
      local = name;
      for (let counter = 1; !isFree(local); counter++) local = `${name}$${counter}`;
      used.add(local);
      chosen.set(key, local);
      return local;
    },
  };
}

function printImports(
  modules: readonly ImportedModule[],
  options: ModuleWriterOptions,
  target: Target,
): Printable {
  const rows = modules.map((module) => ({
    specifier: specifierOf(module.reference, options, target),
    names: [...module.names.values()].toSorted((a, b) => compareText(a.name, b.name)),
  }));
  rows.sort(
    (a, b) =>
      Number(a.specifier.startsWith(".")) - Number(b.specifier.startsWith(".")) ||
      compareText(a.specifier, b.specifier),
  );
  return lines(
    rows.map(({ specifier, names }) => {
      const isTypeOnly = names.every((name) => name.isTypeOnly);
      const list = specifiers(names.map((name) => printSpecifier(name, !isTypeOnly)));
      const keyword = isTypeOnly ? code`import type` : code`import`;
      return code`${keyword} ${list} from ${stringLiteral(specifier)};`;
    }),
  );
}

function printSpecifier({ name, local, isTypeOnly }: ImportedName, isMixed: boolean): Printable {
  const renamed = name === local ? nothing : code` as ${makeIdentifier(local)}`;
  const specifier = code`${makeText(name)}${renamed}`;
  return isMixed && isTypeOnly ? makeTypeOnly(code`type ${specifier}`) : specifier;
}

function specifierOf(
  reference: ModuleReference,
  options: ModuleWriterOptions,
  target: Target,
): string {
  if (reference.kind === "package") return reference.specifier;
  // A JavaScript or declaration file has no .ts file beside it.
  const extension =
    options.importExtension === "ts" && target !== "ts" ? "js" : options.importExtension;
  const path = relativePath(options.path, reference.path);
  return extension === "none" ? path : `${path}.${extension}`;
}

/** The way from one module to another, `./` or `../` first. */
export function relativePath(from: string, to: string): string {
  const fromParts = from.split("/").slice(0, -1);
  const toParts = to.split("/");
  let shared = 0;
  while (shared < fromParts.length && shared < toParts.length - 1) {
    if (fromParts[shared] !== toParts[shared]) break;
    shared++;
  }
  const up = "../".repeat(fromParts.length - shared);
  return `${up === "" ? "./" : up}${toParts.slice(shared).join("/")}`;
}

/** Code unit order: the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
