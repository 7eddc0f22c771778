/** The linked program of an IDL: what drives converters, generators of values and reference codec. */
import { DiagnosticSink } from "../../src/diagnostics/diagnostic.js";
import { createMemoryHost } from "../../src/host.js";
import { bindProgram } from "../../src/ir/bind.js";
import type { Program, StructDef } from "../../src/ir/definitions.js";
import { loadDocuments } from "../../src/ir/load.js";
import { completeOptions } from "../../src/options.js";
import { findComments, parseDocument } from "../../src/parser/index.js";
import type { Files, TestOptions } from "./compile-module.js";

/** Fails with the messages where the IDL has errors. */
export async function linkProgram(
  files: Files,
  main: string,
  options: TestOptions = {},
): Promise<Program> {
  const sink = new DiagnosticSink({ lenient: options.lenient ?? false });
  const complete = completeOptions(options);
  const loaded = loadDocuments(
    {
      host: createMemoryHost(files),
      files: [main],
      root: options.root,
      includeDirs: options.includeDirs ?? [],
      parse: (file) => parseDocument(file, complete, sink),
      findComments,
    },
    sink,
  );
  const program = bindProgram(loaded.documents, complete, sink);
  const errors = sink.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join("\n"));
  return program;
}

/** The struct, union or exception of that name, looked for in every file. */
export function structNamed(program: Program, name: string): StructDef {
  for (const file of program.files) {
    for (const definition of file.definitions) {
      if (definition.kind === "struct" && definition.name === name) return definition;
    }
  }
  throw new Error(`no struct is called ${name}`);
}
