import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { FileDef, Program } from "../ir/definitions.js";
import type { CompilerOptions, Target } from "../options.js";
import { version } from "../version.js";
import { hashContents } from "./content-hash.js";
import { createContext, placeOf, type Emitter, type EmitSettings } from "./emitter.js";
import { extensions, printHeader, type GeneratedFile } from "./generated-file.js";
import { createNames } from "./names.js";
import { checkCollisions, planOutputPaths, type OutputBlame } from "./paths.js";
import { relativePath, renderSourceMap, type RenderedModule } from "./print/index.js";

/** What TypeScript looks for where a module is imported as `./user.thrift`. */
const idlDeclarations = ".d.thrift.ts";

/** A generated file, and what is to blame where it cannot stand beside another. */
export interface EmittedFile {
  readonly output: GeneratedFile;
  readonly blame: OutputBlame;
}

/** All files of a program without errors, in the order of its IDL files. Unusable output paths are reported. */
export function emitFiles(
  program: Program,
  options: CompilerOptions,
  sink: DiagnosticSink,
  emitters: readonly Emitter[],
  settings: EmitSettings = {},
): GeneratedFile[] {
  const emitted = emitSome(program, options, sink, emitters, () => true, settings);
  checkCollisions(emitted, options.layout, sink);
  return emitted.map(({ output }) => output);
}

/** The same for some of the IDL files, which the others may refer to; collisions are left to the caller. */
export function emitSome(
  program: Program,
  options: CompilerOptions,
  sink: DiagnosticSink,
  emitters: readonly Emitter[],
  isWanted: (file: FileDef) => boolean,
  settings: EmitSettings = {},
): EmittedFile[] {
  const paths = planOutputPaths(program, options, sink, settings);
  const context = createContext(options, createNames(options), paths, settings);
  const hashes = hashContents(program, options, version);
  const outputs: EmittedFile[] = [];
  for (const file of program.files) {
    if ((!file.isMain && !options.emitIncludes) || !isWanted(file)) continue;
    const blame = { source: file.source, namespaces: file.namespaces };
    const header = printHeader(hashes.get(file) ?? "");
    for (const writer of emitters.flatMap((emitter) => emitter.emit(file, context))) {
      for (const target of new Set(options.targets)) {
        const place = placeOf(writer.path, target, settings);
        const rendered = writer.renderModule(target, header);
        const path = place + extensionOf(target, options);
        const { text } = rendered;
        const output = { path, text, source: file.modulePath };
        const map =
          settings.sourceMaps === true
            ? { map: printMap(path, rendered, locateIdl(file, options, settings)) }
            : {};
        outputs.push({ output: { ...output, ...map }, blame });
      }
    }
  }
  return outputs;
}

function extensionOf(target: Target, { importExtension }: CompilerOptions): string {
  const isIdl = importExtension === "thrift" && target === "dts";
  return isIdl ? idlDeclarations : extensions[target];
}

/** Where modules find their IDL; those that do not stand beside it take the output directory for the root of the IDL. */
function locateIdl(
  { source, modulePath }: FileDef,
  { importExtension }: CompilerOptions,
  { pathOf = ({ path }) => path }: EmitSettings,
): string {
  return importExtension === "thrift" ? pathOf(source) : `${modulePath}.thrift`;
}

/** All modules of an IDL file come from that file alone. */
function printMap(path: string, rendered: RenderedModule, idl: string): string {
  return renderSourceMap({
    ...rendered,
    file: path.slice(path.lastIndexOf("/") + 1),
    nameOf: () => relativePath(path, idl).replace(/^\.\//, ""),
    hasContent: !path.endsWith(idlDeclarations) && !path.endsWith(extensions.dts),
  });
}
