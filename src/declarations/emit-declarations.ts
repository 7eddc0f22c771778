/** Declarations of IDL files for TypeScript: what makes `import { User } from "./user.thrift"` typed. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import { emitSelected, checkCollisions, type GeneratedFile } from "../emitters/index.js";
import type { Host } from "../host.js";
import type { FileDef, Program } from "../ir/definitions.js";
import { directoryOf, pathUnder, resolvePath } from "../ir/paths.js";
import type { CompilerOptions } from "../options.js";
import type { SourceFile } from "../source.js";
import { declarationPath, rootOf, type DeclarationsPlace } from "./places.js";

/** A declaration file or its source map. */
export interface DeclarationFile {
  /** The absolute directory that it belongs to: the project's, the mirror, or that of an IDL file outside the project. */
  readonly root: string;
  /** Relative to the root, `/` between parts. */
  readonly path: string;
  /** All that the file holds. */
  readonly text: string;
  /** The IDL file that it comes from, as messages show it. */
  readonly source: string;
}

export interface DeclarationsRequest {
  readonly place: DeclarationsPlace;
  /** The absolute directory that the mirror stands in. */
  readonly project: string;
  /** The absolute directory that paths of sources are relative to. */
  readonly workingDirectory: string;
  /** Declare what is included too. */
  readonly includes: boolean;
  readonly kindOf: Host["kindOf"];
  /** Of the files that may be declared, those that are; default: all. */
  readonly isWanted?: (file: FileDef) => boolean;
}

/** What a compilation with these options is to declare; undefined where it is to declare nothing. */
export function requestDeclarations(
  given: {
    readonly declarations?: boolean | DeclarationsPlace | undefined;
    readonly project?: string | undefined;
    readonly emitIncludes?: boolean | undefined;
  },
  host: Pick<Host, "workingDirectory" | "kindOf">,
): DeclarationsRequest | undefined {
  const { declarations = false, project = ".", emitIncludes = true } = given;
  if (declarations === false) return undefined;
  const { workingDirectory } = host;
  return {
    place: declarations === true ? "beside" : declarations,
    project: resolvePath(project, workingDirectory),
    workingDirectory,
    includes: emitIncludes,
    kindOf: (path) => host.kindOf(path),
  };
}

/**
 * `user.d.thrift.ts`, `user.view.d.thrift.ts` and `user.service.d.thrift.ts` for `user.thrift`, each with a map whose names lead
 * to the IDL, from start to end. Their text depends on the IDL and the options alone, whoever asks for them. Which of them are
 * wanted depends on what else stands there: `selectDeclarations`.
 */
export function emitDeclarationFiles(
  program: Program,
  options: CompilerOptions,
  request: DeclarationsRequest,
  sink: DiagnosticSink,
): readonly DeclarationFile[] {
  const { place, project, workingDirectory, includes, isWanted = () => true } = request;
  const emitted = emitSelected(
    program,
    { ...options, ...declarationForm },
    sink,
    (file) => (file.isMain || includes) && isWanted(file),
    {
      sourceMaps: true,
      pathOf: ({ path }) => resolvePath(path, workingDirectory),
      declarationPath: (path) => declarationPath(place, project, path),
    },
  );
  const standing = emitted.filter(
    ({ output, blame }) => !isTaken(output.path, blame.source.path, request),
  );
  checkCollisions(standing, declarationForm.layout, sink);
  const placed = emitted.map(({ output, blame }) => {
    const root = rootOf(place, project, output.path);
    return { output, root, path: pathUnder(root, output.path) ?? output.path, idl: blame.source };
  });
  reportUnsafe(placed, sink);
  return sortDeclarations(placed.flatMap(withMap));
}

/** A declaration file, where it is to stand, and the IDL file that it comes from. */
interface PlacedDeclaration {
  readonly output: GeneratedFile;
  readonly root: string;
  readonly path: string;
  readonly idl: SourceFile;
}

/**
 * The paths that no writer takes, as they lead elsewhere on Windows; other odd names are there already. Of each IDL file the
 * first: the others have the same cause.
 */
function reportUnsafe(placed: readonly PlacedDeclaration[], sink: DiagnosticSink): void {
  const reported = new Set<SourceFile>();
  const reason = "it has a character that not every system allows";
  for (const { path, idl } of placed) {
    if (reported.has(idl) || !/[\\\0]|^[a-z]:/i.test(path)) continue;
    reported.add(idl);
    sink.report("unsafe-output-path", { file: idl, start: 0, end: 0 }, { path, reason });
  }
}

/** By root and path. */
export function sortDeclarations(files: readonly DeclarationFile[]): readonly DeclarationFile[] {
  return files.toSorted((a, b) => (`${a.root}/${a.path}` < `${b.root}/${b.path}` ? -1 : 1));
}

/** All but those of virtual names that real IDL files have: such a file wins, as it does in imports. */
export function selectDeclarations(
  files: readonly DeclarationFile[],
  request: DeclarationsRequest,
): readonly DeclarationFile[] {
  return files.filter(({ path, source }) => !isTaken(path, source, request));
}

/** Whether the views or services of `user.thrift` have a name that is a file's, `user.view.thrift`. */
function isTaken(
  declaration: string,
  source: string,
  { kindOf, workingDirectory }: DeclarationsRequest,
): boolean {
  const [, module = ""] = /([^/]*)\.d\.thrift\.ts(?:\.map)?$/.exec(declaration) ?? [];
  const idl = resolvePath(source, workingDirectory);
  const isMain = idl.endsWith(`/${module}.thrift`);
  return !isMain && kindOf(`${directoryOf(idl)}/${module}.thrift`) !== undefined;
}

/** What user options may not change, and what must not change the text: the same file is written by builds of all kinds. */
const declarationForm = {
  targets: ["dts"],
  layout: "path",
  importExtension: "thrift",
  views: true,
  emitIncludes: true,
  lenient: false,
} as const satisfies Partial<CompilerOptions>;

function withMap({ output, root, path, idl }: PlacedDeclaration): readonly DeclarationFile[] {
  const source = idl.path;
  const mapPath = `${path}.map`;
  const address = encodeURI(mapPath.slice(mapPath.lastIndexOf("/") + 1));
  const text = `${output.text}//# sourceMappingURL=${address}\n`;
  return [
    { root, path, text, source },
    { root, path: mapPath, text: `${output.map ?? ""}\n`, source },
  ];
}
