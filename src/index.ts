/**
 * The API of the compiler, for build scripts, plugins and the command line.
 *
 *     const { files, diagnostics } = await compile({ files: ["user.thrift"] });
 *     process.stderr.write(formatDiagnostics(diagnostics));
 *     await writeFiles("gen", files);
 *
 * `compile` alone touches no disk but to read; `createMemoryHost` keeps it from that too.
 */
export { OptionError } from "./argument-kinds.js";
export {
  compile,
  emitDeclarations,
  type CompileOptions,
  type CompileProgress,
  type CompileResult,
  type DeclarationsOptions,
  type DeclarationsResult,
} from "./compile.js";
export { ConfigError, type ConfigProblem } from "./config/config-error.js";
export { defineConfig, type Config } from "./config/define-config.js";
export type { Settings } from "./config/option-table.js";
export type { RunSettings } from "./config/run-options.js";
export type { DeclarationFile } from "./declarations/emit-declarations.js";
export type { DeclarationsPlace } from "./declarations/places.js";
export type { DiagnosticClass, DiagnosticCode } from "./diagnostics/catalog.js";
export type { Diagnostic, DiagnosticNote, Severity } from "./diagnostics/diagnostic.js";
export { explainCode, isDiagnosticCode, isThriftErrorCode } from "./diagnostics/explain.js";
export type { ThriftErrorCode } from "./diagnostics/runtime-errors.js";
export { formatDiagnostics, type ErrorFormat, type FormatOptions } from "./diagnostics/render.js";
export {
  EmitterError,
  type CustomEmitter,
  type CustomFile,
  type EmitterTools,
  type GeneratedFile,
} from "./emitters/index.js";
/** What custom emitters make modules with: text of the IDL can become a name or a literal, never code. */
export * as printer from "./emitters/print/index.js";
export { MissingPackageError, type FormatText } from "./format.js";
export {
  comparePlacedFiles,
  writePlacedFiles,
  type PlacedFile,
} from "./host-output/placed-files.js";
export {
  compareFiles,
  writeFiles,
  type OutputFile,
  type WriteOptions,
  type WriteReport,
} from "./host-output/write-files.js";
export {
  listConfigFiles,
  loadConfig,
  type LoadConfigOptions,
  type LoadedConfig,
} from "./host-config.js";
export { expandFiles } from "./host-inputs.js";
export { createNodeHost } from "./host-node.js";
export {
  createMemoryHost,
  HostError,
  overlayFile,
  type EntryKind,
  type Host,
  type MemoryHost,
} from "./host.js";
export {
  createSession,
  type CompileSession,
  type SessionBuild,
  type SessionOptions,
} from "./incremental/session.js";
export { resolveType } from "./ir/definitions.js";
export type * from "./ir/definitions.js";
export {
  createLoadCache,
  loadThrift,
  loadThriftSync,
  type LoadCache,
  type LoadedThrift,
  type LoadThriftOptions,
  type ModuleOptions,
} from "./load-thrift/load-thrift.js";
export {
  findThriftModule,
  parseVirtualName,
  type ModuleKind,
  type ThriftModule,
} from "./load-thrift/module-name.js";
export {
  defaultOptions,
  type CompilerOptions,
  type EmitOptions,
  type FieldOrder,
  type Given,
  type I64Mode,
  type IrOptions,
  type ParseOptions,
  type Target,
} from "./options.js";
export { parse, type ParseResult, type ParseTextOptions } from "./parse.js";
export type * from "./parser/ast.js";
export { SourceFile, type Position, type Span } from "./source.js";
export { version } from "./version.js";
export { createWatcher } from "./watch/create-watcher.js";
export type {
  BuiltEvent,
  WatchedCompilation,
  Watcher,
  WatchEvents,
  WatchOptions,
} from "./watch/watcher.js";
