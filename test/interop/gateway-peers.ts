/** Apache's client and server for the service of examples/gateway, and what stands between them and the gateway. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { repositoryRoot } from "../support/shared.js";
import { apacheCompiler } from "./apache-js.js";

const require = createRequire(import.meta.url);
const example = join(repositoryRoot, "examples", "gateway");

export interface Forwarded {
  readonly method: string;
  readonly tenant?: string;
  readonly traceId?: string;
  readonly copied: number;
  readonly referred: number;
}

export interface GatewayOptions {
  readonly backend: { readonly host: string; readonly port: number };
  readonly traceId: (request: { readonly tenant: string; readonly trace_id?: string }) => string;
  readonly onRequest: (request: Forwarded) => void;
  readonly onError: (error: Error) => void;
}

/** The example as it is, over code that this repository's sources generate and run. */
export async function loadGateway(): Promise<(options: GatewayOptions) => Server> {
  const idl = { "gateway.thrift": readFileSync(join(example, "gateway.thrift")) };
  const options = { targets: ["js"], views: true, format: false } as const;
  const generated = await compileOrFail(idl, "gateway.thrift", options);
  const directory = writeGenerated([
    ...generated.map(({ path, text }) => ({ path: `gen/${path}`, text })),
    ...["gateway.mjs", "frames.mjs"].map((path) => ({
      path,
      text: readFileSync(join(example, path), "utf8"),
    })),
  ]);
  const { createGateway } = await importGenerated(directory, "gateway.mjs");
  return createGateway as (options: GatewayOptions) => Server;
}

/** An instance of Apache's class. */
export interface ApacheRequest {
  tenant: string | null;
  trace_id: string | null;
  labels: Record<string, string> | null;
  payload: Buffer | null;
  comment: string | null;
  marks: readonly number[] | null;
  write(output: ApacheProtocol): void;
}

export interface ApacheProtocol {
  writeFieldBegin(name: string, type: number, id: number): void;
  writeString(text: string): void;
  writeFieldEnd(): void;
}

export interface ApacheResponse {
  served_by: string;
  trace_id: string;
  payload_size: number;
}

export interface ApacheClient {
  forward(request: ApacheRequest): Promise<ApacheResponse>;
  report(line: string): Promise<void>;
}

export interface ApacheHandler {
  forward(request: ApacheRequest): Promise<ApacheResponse>;
  report(line: string): void;
}

interface Connection {
  on(event: "error", listener: (error: Error) => void): void;
  end(): void;
}

const thrift = require("thrift") as {
  readonly TBinaryProtocol: unknown;
  readonly TFramedTransport: unknown;
  createServer(service: unknown, handler: ApacheHandler, options: object): Server;
  createConnection(host: string, port: number, options: object): Connection;
  createClient(service: unknown, connection: Connection): ApacheClient;
};
const wire = { transport: thrift.TFramedTransport, protocol: thrift.TBinaryProtocol };

interface ApacheClass<T> {
  readonly prototype: T;
  new (fields: object): T;
}

/** No generated code writes a field twice, yet all of it reads that: the last one counts. */
function sendTwice(prototype: ApacheRequest): void {
  const { write } = prototype;
  prototype.write = function (output) {
    for (const [id, name] of [
      [1, "tenant"],
      [2, "trace_id"],
    ] as const) {
      if (this[name] === null) continue;
      output.writeFieldBegin(name, 11, id);
      output.writeString(`an earlier ${name}`);
      output.writeFieldEnd();
    }
    write.call(this, output);
  };
}

/** Its code for a newer version of the service: two fields of the request are unknown to the gateway. */
export class ApacheBackend {
  readonly #service: unknown;
  readonly #types: {
    readonly Request: ApacheClass<ApacheRequest>;
    readonly Response: ApacheClass<ApacheResponse>;
  };

  constructor() {
    const out = join(repositoryRoot, ".cache", "apache", "gateway");
    mkdirSync(out, { recursive: true });
    const known = "4: binary payload\n";
    const idl = readFileSync(join(example, "gateway.thrift"), "utf8");
    if (!idl.includes(known)) throw new Error("the example's IDL has changed");
    const newer = idl.replace(known, `${known}  300: string comment\n  301: list<i32> marks\n`);
    writeFileSync(join(out, "gateway.thrift"), newer);
    const args = ["-o", out, "--gen", "js:node,es6", join(out, "gateway.thrift")];
    execFileSync(apacheCompiler, args, { stdio: ["ignore", "ignore", "pipe"] });
    writeFileSync(join(out, "package.json"), '{ "type": "commonjs" }');
    this.#service = require(join(out, "gen-nodejs", "Backend.js"));
    this.#types = require(join(out, "gen-nodejs", "gateway_types.js")) as never;
    sendTwice(this.#types.Request.prototype);
  }

  request(fields: Partial<ApacheRequest>): ApacheRequest {
    return new this.#types.Request(fields);
  }

  response(fields: ApacheResponse): ApacheResponse {
    return new this.#types.Response(fields);
  }

  createServer(handler: ApacheHandler): Server {
    return thrift.createServer(this.#service, handler, wire);
  }

  connect(port: number): { readonly client: ApacheClient; readonly connection: Connection } {
    const connection = thrift.createConnection("127.0.0.1", port, wire);
    connection.on("error", () => undefined);
    return { client: thrift.createClient(this.#service, connection), connection };
  }
}

/** What went through a tap on one connection. */
export interface Recording {
  readonly sent: Buffer[];
  readonly received: Buffer[];
}

/** How a tap cuts what it passes on towards the backend; as it came where there is none. */
export type Cut = (bytes: Buffer) => readonly Buffer[];

/** Passes everything on to `port` and records it. */
export function createTap(port: number, recordings: Recording[], cut?: Cut): Server {
  return createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: "127.0.0.1", noDelay: true });
    const recording: Recording = { sent: [], received: [] };
    recordings.push(recording);
    passOn(near, far, recording.sent, cut ?? ((bytes) => [bytes])).then(
      () => far.end(),
      () => far.destroy(),
    );
    far.on("data", (bytes: Buffer) => {
      recording.received.push(bytes);
      near.write(bytes);
    });
    far.on("end", () => near.end());
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on("error", () => other.destroy());
  });
}

/** One write after the other, so that the cuts are seen at the other end. */
async function passOn(near: Socket, far: Socket, sent: Buffer[], cut: Cut): Promise<void> {
  for await (const bytes of near as AsyncIterable<Buffer>) {
    sent.push(bytes);
    for (const part of cut(bytes)) {
      await new Promise((done) => far.write(part, done));
      await new Promise(setImmediate);
    }
  }
}
