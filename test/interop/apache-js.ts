/** Apache's own code for an IDL: Debian's compiler, npm `thrift`, and values of its classes from and to canonical. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { resolveType } from "../../src/ir/definitions.js";
import type { StructDef, Type } from "../../src/ir/definitions.js";
import {
  asList,
  asPair,
  asRecord,
  createRecord,
  doubleFromCanonical,
  doubleToCanonical,
  getOwn,
  type Canonical,
  type CanonicalStruct,
} from "../support/canonical.js";
import { repositoryRoot } from "../support/shared.js";

const require = createRequire(import.meta.url);

/** Where Debian's package puts it; another `thrift` on the path may be another version. */
export const apacheCompiler = "/usr/bin/thrift";
export const hasApacheCompiler: boolean = existsSync(apacheCompiler);

/** An instance of a generated class. */
interface ApacheStruct {
  [field: string]: unknown;
  read(input: unknown): void;
  write(output: unknown): void;
}

interface Int64 {
  readonly buffer: Buffer;
}

const thrift = require("thrift") as {
  readonly TBinaryProtocol: new (transport: unknown) => object;
  readonly TBufferedTransport: new (
    inBuffer: undefined,
    onFlush: (message: Buffer) => void,
  ) => { flush(): void };
  readonly TFramedTransport: new (inBuffer: Buffer) => object;
};

const Int64 = require("node-int64") as new (value: Buffer) => Int64;

/** The generator's `gen-nodejs` directory for an IDL file and all that it includes. */
export class ApachePeer {
  readonly #directory: string;

  constructor(idl: string, name: string) {
    const out = join(repositoryRoot, ".cache", "apache", name);
    mkdirSync(out, { recursive: true });
    // The es5 output fails on npm thrift 0.24 (`thrift.Q` is gone).
    execFileSync(apacheCompiler, ["-r", "-o", out, "--gen", "js:node,es6", idl], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    // Its modules are CommonJS, which this repository's packages are not.
    writeFileSync(join(out, "package.json"), '{ "type": "commonjs" }');
    this.#directory = join(out, "gen-nodejs");
  }

  encode(def: StructDef, value: Canonical): Buffer {
    let message: Buffer | undefined;
    const transport = new thrift.TBufferedTransport(undefined, (bytes) => {
      message = bytes;
    });
    this.#toStruct(def, value).write(new thrift.TBinaryProtocol(transport));
    transport.flush();
    if (message === undefined) throw new Error("Apache wrote nothing");
    return message;
  }

  decode(def: StructDef, bytes: Uint8Array): CanonicalStruct {
    const instance = this.#create(def);
    const transport = new thrift.TFramedTransport(Buffer.from(bytes));
    instance.read(new thrift.TBinaryProtocol(transport));
    return structFromApache(def, instance);
  }

  #create(def: StructDef): ApacheStruct {
    const path = join(this.#directory, `${def.file.prefix}_types.js`);
    const types = require(path) as Readonly<Record<string, new () => ApacheStruct>>;
    const Struct = types[def.name];
    if (Struct === undefined) throw new Error(`Apache has no ${def.name}`);
    return new Struct();
  }

  #toStruct(def: StructDef, value: Canonical): ApacheStruct {
    const record = asRecord(value);
    const instance = this.#create(def);
    for (const field of def.fields) {
      // null is what its writers take for absent; the constructor may have set a default.
      instance[field.name] = Object.hasOwn(record, field.name)
        ? this.#toApache(field.type, getOwn(record, field.name))
        : null;
    }
    return instance;
  }

  #toApache(type: Type, value: Canonical): unknown {
    const resolved = resolveType(type);
    switch (resolved.kind) {
      case "double":
        return doubleFromCanonical(value);
      case "i64": {
        const buffer = Buffer.alloc(8);
        buffer.writeBigInt64BE(BigInt(String(value)));
        return new Int64(buffer);
      }
      case "binary":
        return Buffer.from(String(value), "hex");
      case "list":
      case "set":
        return asList(value).map((element) => this.#toApache(resolved.element, element));
      case "map": {
        const result: Record<string, unknown> = {};
        for (const entry of asList(value)) {
          const [key, item] = asPair(entry);
          result[String(key)] = this.#toApache(resolved.value, item);
        }
        return result;
      }
      case "struct":
        return this.#toStruct(resolved.def, value);
      default:
        return value;
    }
  }
}

function structFromApache(def: StructDef, instance: ApacheStruct): CanonicalStruct {
  const record = createRecord<Canonical>();
  for (const field of def.fields) {
    const value = instance[field.name];
    if (value !== null && value !== undefined) record[field.name] = fromApache(field.type, value);
  }
  return record;
}

function fromApache(type: Type, value: unknown): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "double":
      return doubleToCanonical(value as number);
    case "i64":
      return (value as Int64).buffer.readBigInt64BE().toString();
    case "binary":
      return (value as Buffer).toString("hex");
    case "list":
    case "set":
      return (value as readonly unknown[]).map((element) => fromApache(resolved.element, element));
    case "map":
      return Object.entries(value as object).map(([key, item]): Canonical => [
        keyFromApache(resolved.key, key),
        fromApache(resolved.value, item),
      ]);
    case "struct":
      return structFromApache(resolved.def, value as ApacheStruct);
    default:
      return value as Canonical;
  }
}

/** Its maps are plain objects, so every key has become a text. */
function keyFromApache(type: Type, key: string): Canonical {
  const { kind } = resolveType(type);
  if (kind === "string" || kind === "i64") return key;
  if (kind === "bool") return key === "true";
  return doubleToCanonical(Number(key));
}
