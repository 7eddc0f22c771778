/** Everything that is emitted, one line for each kind of output. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { FileDef, Program } from "../ir/definitions.js";
import type { CompilerOptions } from "../options.js";
import { binaryCodec } from "./codec/index.js";
import { emitFiles, emitSome, type EmittedFile } from "./emit-program.js";
import type { EmitSettings, Emitter } from "./emitter.js";
import type { GeneratedFile } from "./generated-file.js";
import { serviceEmitter } from "./services/index.js";
import { createTypesEmitter } from "./types/index.js";
import { viewEmitter } from "./views/index.js";

export type { EmitContext, EmitSettings, Emitter } from "./emitter.js";
export type { EmittedFile } from "./emit-program.js";
export { sortByPath, type GeneratedFile } from "./generated-file.js";
export {
  emitCustom,
  EmitterError,
  type CustomEmitter,
  type CustomFile,
  type EmitterTools,
} from "./custom.js";
export { checkCollisions } from "./paths.js";

const emitters: readonly Emitter[] = [createTypesEmitter(binaryCodec), serviceEmitter, viewEmitter];

/** All files of a program without errors. Unusable output paths are reported to the sink. */
export function emitProgram(
  program: Program,
  options: CompilerOptions,
  sink: DiagnosticSink,
  settings: EmitSettings = {},
): GeneratedFile[] {
  return emitFiles(program, options, sink, emitters, settings);
}

/** The files of some IDL files of a program; collisions are left to the caller, who knows the other outputs. */
export function emitSelected(
  program: Program,
  options: CompilerOptions,
  sink: DiagnosticSink,
  isWanted: (file: FileDef) => boolean,
  settings: EmitSettings = {},
): EmittedFile[] {
  return emitSome(program, options, sink, emitters, isWanted, settings);
}
