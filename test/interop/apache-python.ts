/** Apache's Python code for an IDL, run as one process for a whole batch of questions. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { StructDef } from "../../src/ir/definitions.js";
import type { CanonicalStruct } from "../support/canonical.js";
import { repositoryRoot } from "../support/shared.js";
import { apacheCompiler } from "./apache-js.js";

/** Debian's own Python sees Debian's python3-thrift; another one on the path may not. */
const python = "/usr/bin/python3";

export const hasPythonThrift: boolean = existsSync(apacheCompiler) && canImport();

function canImport(): boolean {
  try {
    execFileSync(python, ["-c", "import thrift"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export interface PythonDecoded {
  readonly value: CanonicalStruct;
  readonly consumed: number;
}

export class PythonPeer {
  readonly #directory: string;

  constructor(idl: string, name: string) {
    const out = join(repositoryRoot, ".cache", "apache", `${name}-py`);
    mkdirSync(out, { recursive: true });
    execFileSync(apacheCompiler, ["-r", "-o", out, "--gen", "py", idl], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#directory = join(out, "gen-py");
  }

  decode(def: StructDef, messages: readonly Uint8Array[]): readonly PythonDecoded[] {
    return this.#ask<PythonDecoded>(
      def,
      messages.map((bytes) => ({ hex: Buffer.from(bytes).toString("hex") })),
    );
  }

  encode(def: StructDef, values: readonly CanonicalStruct[]): readonly Uint8Array[] {
    return this.#ask<{ readonly hex: string }>(
      def,
      values.map((value) => ({ value })),
    ).map(({ hex }) => Buffer.from(hex, "hex"));
  }

  #ask<T>(def: StructDef, requests: readonly object[]): readonly T[] {
    const input = requests
      .map((request) => JSON.stringify({ module: def.file.prefix, struct: def.name, ...request }))
      .join("\n");
    const script = join(repositoryRoot, "test/interop/peer.py");
    const output = execFileSync(python, [script, this.#directory], {
      input,
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    const answers = output.trimEnd().split("\n");
    if (answers.length !== requests.length) throw new Error("Python did not answer every question");
    return answers.map((answer) => JSON.parse(answer) as T);
  }
}
