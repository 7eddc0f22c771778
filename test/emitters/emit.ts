/** Emits IDL with a stand-in for the codec, whose functions have the right types and throw. */
import { DiagnosticSink } from "../../src/diagnostics/diagnostic.js";
import { emitFiles } from "../../src/emitters/emit-program.js";
import type {
  CompanionVerbs,
  EmitContext,
  StructCodecEmitter,
} from "../../src/emitters/emitter.js";
import type { GeneratedFile } from "../../src/emitters/generated-file.js";
import { block, code, ident, typeOnly, type ModuleWriter } from "../../src/emitters/print/index.js";
import { serviceEmitter } from "../../src/emitters/services/index.js";
import { createTypesEmitter } from "../../src/emitters/types/index.js";
import type { StructDef } from "../../src/ir/definitions.js";
import { defaultOptions, type CompilerOptions } from "../../src/options.js";
import { linkProgram } from "../support/program.js";

type Files = Readonly<Record<string, string>>;

const roles = [
  "encode",
  "encodePooled",
  "decode",
  "byteLength",
  "fastWrite",
  "fastRead",
  "create",
  "equals",
] as const satisfies readonly (keyof CompanionVerbs)[];

const fakeCodec: StructCodecEmitter = {
  emitStructCodec(writer: ModuleWriter, struct: StructDef, context: EmitContext): CompanionVerbs {
    const verbs = roles.map((role) => {
      const name = context.declaredInternal(struct, role);
      const parameters = code`...${ident("values")}${typeOnly`: unknown[]`}`;
      const body = block(code`throw new globalThis.Error(globalThis.String(values));`);
      writer.add(code`function ${name}(${parameters})${typeOnly`: never`} ${body}`);
      return [role, context.internal(struct, role)] as const;
    });
    return Object.fromEntries(verbs) as unknown as CompanionVerbs;
  },
};

export async function emitIdl(
  files: Files | string,
  options: Partial<CompilerOptions> = {},
): Promise<{ readonly files: readonly GeneratedFile[]; readonly sink: DiagnosticSink }> {
  const sources = typeof files === "string" ? { "/a.thrift": files } : files;
  const main = Object.keys(sources)[0] ?? "";
  const complete = { ...defaultOptions, ...options };
  const program = await linkProgram(sources, main, { ...options, root: "/" });
  const sink = new DiagnosticSink();
  const emitters = [createTypesEmitter(fakeCodec), serviceEmitter];
  return { files: emitFiles(program, complete, sink, emitters), sink };
}

/** The text of one file without its header and codec. */
export async function emitText(
  files: Files | string,
  options: Partial<CompilerOptions> = {},
  path = "a.ts",
): Promise<string> {
  const emitted = await emitIdl(files, options);
  const file = emitted.files.find((candidate) => candidate.path === path);
  if (file === undefined) {
    throw new Error(`${path} is not among ${emitted.files.map((one) => one.path).join()}`);
  }
  return file.text
    .replace(/^\/\* eslint-disable \*\/\n.*\n.*\n\n/, "")
    .replace(/^function .*values.*\n.*\n\}\n\n/gm, "");
}
