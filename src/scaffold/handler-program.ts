/** A user's file as TypeScript sees it, by the user's own ts-morph. */
import type { ts } from "ts-morph";
import type { TsMorph } from "../host-ts-morph.js";

export type TypeScript = typeof ts;

export interface HandlerProgram {
  readonly ts: TypeScript;
  readonly syntax: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** Nothing but the file is known, no library either: only what it says itself can be believed. */
  readonly isAlone: boolean;
  /** Empty where the file can be read. */
  readonly errors: readonly ts.DiagnosticWithLocation[];
}

/** The file alone: no library, no imports, no disk. That is enough unless a class extends one from elsewhere. */
export function openAlone({ Project, ts }: TsMorph, path: string, text: string): HandlerProgram {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      noLib: true,
      noResolve: true,
      types: [],
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  });
  return { ...open({ ts, project }, `/handler${extensionOf(path)}`, text), isAlone: true };
}

/** The file with all that it imports, under the tsconfig.json that holds for it. `path` is absolute. */
export function openWithImports(tsMorph: TsMorph, path: string, text: string): HandlerProgram {
  const { ts } = tsMorph;
  return open({ ts, project: createProject(tsMorph, path) }, path, text);
}

type Project = InstanceType<TsMorph["Project"]>;

function createProject({ Project, ts }: TsMorph, path: string): Project {
  const quick = { skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true };
  const config = ts.findConfigFile(path.replace(/[^/]*$/, ""), ts.sys.fileExists);
  if (config !== undefined) {
    try {
      return new Project({ ...quick, tsConfigFilePath: config });
    } catch {
      // It is broken, or extends one that is not there: the defaults may do.
    }
  }
  return new Project({
    ...quick,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
    },
  });
}

function open(
  { ts, project }: { readonly ts: TypeScript; readonly project: Project },
  path: string,
  text: string,
): HandlerProgram {
  const syntax = project.createSourceFile(path, text, { overwrite: true }).compilerNode;
  const program = project.getProgram().compilerObject;
  return {
    ts,
    syntax,
    checker: program.getTypeChecker(),
    isAlone: false,
    errors: program.getSyntacticDiagnostics(syntax),
  };
}

function extensionOf(path: string): string {
  return /\.[cm]?tsx?$/.exec(path)?.[0] ?? ".ts";
}
