/** Bytes that Kitex and a Jaeger client wrote, both ways, and what Apache's libraries make of ours. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Reader } from "@thriftgen/runtime";
import { beforeAll, expect, test } from "vitest";
import type { Program } from "../../src/ir/definitions.js";
import { canonicalStructText, fillDefaults, type Canonical } from "../support/canonical.js";
import { companionOf } from "../support/companion.js";
import { loadModule, type GeneratedModule } from "../support/compile-module.js";
import { structToCanonical } from "../support/convert.js";
import { linkProgram, structNamed } from "../support/program.js";
import {
  describeShared,
  readShared,
  readSharedJson,
  repositoryRoot,
  sha256,
} from "../support/shared.js";
import { readWire, type WireValue } from "../support/wire.js";
import { ApachePeer, hasApacheCompiler } from "./apache-js.js";
import { hasPythonThrift, PythonPeer } from "./apache-python.js";
import { structFromGolden } from "./golden.js";

const shapes = [
  ["small", "Small"],
  ["medium", "Medium"],
  ["large", "Large"],
] as const;

describeShared("golden/kitex", "golden/kitex", () => {
  let module: GeneratedModule;
  let program: Program;
  let idl = "";

  beforeAll(async () => {
    const files = { "baseline.thrift": readShared("golden/kitex/baseline.thrift") };
    module = await loadModule(files, "baseline.thrift", { fieldOrder: "kitex" });
    program = await linkProgram(files, "baseline.thrift", { fieldOrder: "kitex" });
    const directory = join(repositoryRoot, ".cache", "golden");
    mkdirSync(directory, { recursive: true });
    idl = join(directory, "baseline.thrift");
    writeFileSync(idl, files["baseline.thrift"]);
  });

  test.each(shapes)("%s decodes to the given values", (name, struct) => {
    const def = structNamed(program, struct);
    const bytes = readShared(`golden/kitex/${name}.bin`);
    const { files } = readSharedJson<{ files: { name: string; bytes: number; sha256: string }[] }>(
      "golden/kitex/manifest.json",
    );
    expect(files.find((file) => file.name === name)).toMatchObject({
      bytes: bytes.length,
      sha256: sha256(bytes),
    });
    const given = structFromGolden(def, readSharedJson<Canonical>(`golden/kitex/${name}.json`));
    const decoded = structToCanonical(def, companionOf(module, struct).decode(bytes));
    expect(canonicalStructText(def, decoded)).toBe(
      canonicalStructText(def, fillDefaults(def, given)),
    );
  });

  test.each(shapes)("%s: --field-order kitex gives its field order and length", (name, struct) => {
    const companion = companionOf(module, struct);
    const golden = readShared(`golden/kitex/${name}.bin`);
    const value = companion.decode(golden);
    const encoded = companion.encode(value);
    expect(companion.byteLength(value)).toBe(golden.length);
    expect(encoded).toHaveLength(golden.length);
    expect(fieldOrder(readWire(encoded).value)).toEqual(fieldOrder(readWire(golden).value));
    // Map keeps the order in which the entries came, so that not even maps make a difference.
    expect(Buffer.compare(encoded, golden)).toBe(0);
  });

  test.skipIf(!hasApacheCompiler).each(shapes.slice(0, 2))(
    "%s: Apache's JavaScript decodes our encoding to the same values",
    (name, struct) => {
      const def = structNamed(program, struct);
      const companion = companionOf(module, struct);
      const ours = companion.encode(companion.decode(readShared(`golden/kitex/${name}.bin`)));
      const given = structFromGolden(def, readSharedJson<Canonical>(`golden/kitex/${name}.json`));
      const decoded = new ApachePeer(idl, "golden").decode(def, ours);
      expect(canonicalStructText(def, decoded)).toBe(canonicalStructText(def, given));
    },
  );

  test.skipIf(!hasPythonThrift).each(shapes)(
    "%s: Apache's Python decodes our encoding to the same values, struct keys too",
    (name, struct) => {
      const def = structNamed(program, struct);
      const companion = companionOf(module, struct);
      const ours = companion.encode(companion.decode(readShared(`golden/kitex/${name}.bin`)));
      const given = structFromGolden(def, readSharedJson<Canonical>(`golden/kitex/${name}.json`));
      const [decoded] = new PythonPeer(idl, "golden").decode(def, [ours]);
      expect(decoded?.consumed).toBe(ours.length);
      expect(canonicalStructText(def, decoded?.value ?? {})).toBe(canonicalStructText(def, given));
    },
  );
});

/** The ids of the fields, in wire order, of a value and all that it holds. */
function fieldOrder(value: WireValue): unknown {
  switch (value.kind) {
    case "struct":
      return value.fields.map((field) => [field.id, fieldOrder(field.value)]);
    case "list":
      return value.elements.map(fieldOrder);
    case "map":
      return value.entries.map(([key, item]) => [fieldOrder(key), fieldOrder(item)]);
    default:
      return value.kind;
  }
}

describeShared("golden/jaeger", "corpus/jaeger-idl", () => {
  let module: GeneratedModule;
  let program: Program;

  beforeAll(async () => {
    const files = { "jaeger.thrift": readShared("corpus/jaeger-idl/thrift/jaeger.thrift") };
    module = await loadModule(files, "jaeger.thrift");
    program = await linkProgram(files, "jaeger.thrift");
  });

  test.each(["batch-1", "batch-2"])("%s decodes to the given values and back", (name) => {
    const def = structNamed(program, "Batch");
    const companion = companionOf(module, "Batch");
    const bytes = readShared(`golden/jaeger/${name}.bin`);
    const { args } = readSharedJson<{ readonly args: { readonly batch: Canonical } }>(
      `golden/jaeger/${name}.json`,
    );
    // version and type, name, sequence id, then the header of argument 1 of the arguments' struct
    const nameLength = bytes.readInt32BE(4);
    const start = 4 + 4 + nameLength + 4 + 3;
    const reader = new Reader(bytes);
    reader.offset = start;
    const decoded = companion.fastRead(reader);
    // What is left is the STOP of the arguments.
    expect(reader.offset).toBe(bytes.length - 1);
    const given = structFromGolden(def, args.batch);
    expect(canonicalStructText(def, structToCanonical(def, decoded))).toBe(
      canonicalStructText(def, given),
    );
    const encoded = companion.encode(decoded);
    expect(encoded).toHaveLength(reader.offset - start);
    expect(companion.equals(companion.decode(encoded), decoded)).toBe(true);
  });
});
