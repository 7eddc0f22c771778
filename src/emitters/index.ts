/** Everything that is emitted, one line for each kind of output. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { Program } from "../ir/definitions.js";
import type { CompilerOptions } from "../options.js";
import { binaryCodec } from "./codec/index.js";
import { emitFiles, type GeneratedFile } from "./emit-program.js";
import type { Emitter } from "./emitter.js";
import { serviceEmitter } from "./services/index.js";
import { createTypesEmitter } from "./types/index.js";
import { viewEmitter } from "./views/index.js";

export type { EmitContext, Emitter } from "./emitter.js";
export type { GeneratedFile } from "./emit-program.js";

const emitters: readonly Emitter[] = [createTypesEmitter(binaryCodec), serviceEmitter, viewEmitter];

/** All files of a program without errors. Unusable output paths are reported to the sink. */
export function emitProgram(
  program: Program,
  options: CompilerOptions,
  sink: DiagnosticSink,
): GeneratedFile[] {
  return emitFiles(program, options, sink, emitters);
}
