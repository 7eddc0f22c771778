/** Where the generated modules stand, and which paths no file may have. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { FileDef, NamespaceDef, Program } from "../ir/definitions.js";
import type { CompilerOptions } from "../options.js";
import type { Span } from "../source.js";
import type { EmitSettings } from "./emitter.js";
import type { ModuleKind } from "./names.js";

/** Output paths without extension, `/` between parts, relative to the output directory. */
export interface OutputPaths {
  of(file: FileDef, kind: ModuleKind): string;
}

/** Longest name of a file or directory in bytes, with the longest extension; common file systems allow 255. */
const maximumPartBytes = 240;
/** Longest path in bytes; leaves room for the output directory within Linux's 4,096 and macOS's 1,024. */
const maximumPathBytes = 900;

/** Paths of all files; those that no file may have are reported, and still returned. */
export function planOutputPaths(
  program: Program,
  options: Pick<CompilerOptions, "layout" | "targets" | "importExtension">,
  sink: DiagnosticSink,
  settings: EmitSettings = {},
): OutputPaths {
  if (options.importExtension === "thrift") return planIdlPaths(settings);
  const bases = new Map<FileDef, string>();
  for (const file of program.files) {
    const path = options.layout === "namespace" ? namespacePath(file) : file.modulePath;
    const isDeclaration = options.targets.includes("ts") && /\.d$/i.test(path);
    const reason = isDeclaration
      ? "TypeScript takes files that end in .d.ts for declarations"
      : findPathProblem(path, options.layout);
    if (reason !== undefined) {
      const span = blameFor(file, options.layout);
      sink.report("unsafe-output-path", span, { path: shortenPath(path), reason });
    }
    bases.set(file, path);
  }
  return {
    of(file, kind) {
      const base = bases.get(file) ?? file.modulePath;
      return kind === "main" ? base : `${base}.${kind}`;
    },
  };
}

/** Modules of a bundler stand where their IDL stands, under a name that is there already: nothing is to be refused. */
function planIdlPaths({ pathOf = ({ path }) => path }: EmitSettings): OutputPaths {
  return {
    of({ source }, kind) {
      const base = pathOf(source).replace(/\.thrift$/, "");
      return kind === "main" ? base : `${base}.${kind}`;
    },
  };
}

/** `namespace js a.b` in user.thrift gives `a/b/user`. */
function namespacePath(file: FileDef): string {
  const namespace = namespaceOf(file);
  return [...(namespace === undefined ? [] : namespace.name.split(".")), file.prefix].join("/");
}

function namespaceOf(file: OutputBlame): NamespaceDef | undefined {
  return file.namespaces.get("js") ?? file.namespaces.get("*");
}

/** Names that Windows keeps for devices, with any extension. */
const deviceName =
  /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\.|$)/i;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const forbiddenCharacters = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/** Why no file may be written to this path; undefined where one may. */
export function findPathProblem(
  path: string,
  layout: CompilerOptions["layout"],
): string | undefined {
  if (new TextEncoder().encode(path).length > maximumPathBytes) return "it is too long";
  for (const part of path.split("/")) {
    if (part === "") return "a part of it is empty";
    if (part === "." || part === "..") return `"${part}" could lead out of the output directory`;
    if (deviceName.test(part)) return `"${part}" is the name of a device on Windows`;
    if (forbiddenCharacters.test(part)) return "it has a character that not every system allows";
    if (/[#%]/.test(part)) return "an import cannot name a file with # or %";
    if (/[. ]$/.test(part)) return "Windows drops dots and spaces at the end of a name";
    if (!part.isWellFormed()) return "it is not valid Unicode";
    if (new TextEncoder().encode(part).length > maximumPartBytes) return "a part of it is too long";
    if (layout === "namespace" && part.toLowerCase() === "node_modules") {
      return "tools take what stands in node_modules for installed packages";
    }
  }
  return undefined;
}

/** What a diagnostic about an output path shows of the IDL file. */
export type OutputBlame = Pick<FileDef, "source" | "namespaces">;

interface PlacedOutput {
  readonly output: { readonly path: string };
  readonly blame: OutputBlame;
}

/**
 * Reports files that would overwrite each other, on file systems that ignore case too: of two IDL files the first that do, as
 * the others have the same cause.
 */
export function checkCollisions(
  files: readonly PlacedOutput[],
  layout: CompilerOptions["layout"],
  sink: DiagnosticSink,
): void {
  const firsts = new Map<string, PlacedOutput>();
  const reported = new Map<OutputBlame["source"], Set<OutputBlame["source"]>>();
  for (const file of files) {
    const { path } = file.output;
    const key = path.normalize("NFC").toLowerCase();
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, file);
      continue;
    }
    const others = reported.get(file.blame.source) ?? new Set();
    reported.set(file.blame.source, others);
    if (others.has(first.blame.source)) continue;
    others.add(first.blame.source);
    const span = blameFor(first.blame, layout);
    const notes = [{ message: "The other one comes from here.", span }];
    const parameters = { path, other: first.output.path };
    sink.report("output-collision", blameFor(file.blame, layout), parameters, { notes });
  }
}

/** What gave a file its output path: the namespace, or else the file as a whole. */
function blameFor(file: OutputBlame, layout: CompilerOptions["layout"]): Span {
  const namespace = layout === "namespace" ? namespaceOf(file) : undefined;
  return namespace?.nameSpan ?? { file: file.source, start: 0, end: 0 };
}

function shortenPath(path: string): string {
  return path.length <= 120 ? path : `${path.slice(0, 117)}...`;
}
