/** Starts what a test of examples/gateway needs, remembers what it did, and stops it. */
import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import {
  ApacheBackend,
  createTap,
  loadGateway,
  type ApacheRequest,
  type Cut,
  type Forwarded,
  type GatewayOptions,
  type Recording,
} from "./gateway-peers.js";

/** What takes a while to make, once for many tests. */
export interface GatewayParts {
  readonly apache: ApacheBackend;
  readonly createGateway: (options: GatewayOptions) => Server;
}

export async function makeParts(): Promise<GatewayParts> {
  return { apache: new ApacheBackend(), createGateway: await loadGateway() };
}

export class GatewayHarness {
  /** Requests that Apache's server has read, and lines that were reported to it. */
  readonly seen: ApacheRequest[] = [];
  readonly reported: string[] = [];
  /** What the gateway says. */
  readonly forwarded: Forwarded[] = [];
  readonly errors: Error[] = [];
  /** What went through the taps before and behind it, by connection. */
  readonly before: Recording[] = [];
  readonly behind: Recording[] = [];
  readonly apache: ApacheBackend;
  readonly #createGateway: (options: GatewayOptions) => Server;
  readonly #servers: Server[] = [];
  readonly #sockets: Socket[] = [];

  constructor({ apache, createGateway }: GatewayParts) {
    this.apache = apache;
    this.#createGateway = createGateway;
  }

  /** Its port. */
  async start(server: Server): Promise<number> {
    this.#servers.push(server);
    server.on("connection", (socket) => this.#sockets.push(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((done) => server.close(done))));
  }

  /** Apache's server behind a tap. */
  async startBackend(): Promise<number> {
    const server = this.apache.createServer({
      forward: async (request) => {
        this.seen.push(request);
        return this.apache.response({
          served_by: `Apache, for ${request.tenant}`,
          trace_id: request.trace_id ?? "",
          payload_size: request.payload?.length ?? 0,
        });
      },
      report: (line) => this.reported.push(line),
    });
    return this.start(createTap(await this.start(server), this.behind));
  }

  /** The gateway before a backend. */
  async startGateway(port: number, onConnection?: (socket: Socket) => void): Promise<number> {
    const gateway = this.#createGateway({
      backend: { host: "127.0.0.1", port },
      traceId: ({ trace_id, tenant }) => `${trace_id ?? "none"}, seen for ${tenant}`,
      onRequest: (request) => this.forwarded.push(request),
      onError: (error) => this.errors.push(error),
    });
    if (onConnection !== undefined) gateway.on("connection", onConnection);
    return this.start(gateway);
  }

  /** Everything between a client and its backend. */
  async startAll(cut?: Cut): Promise<number> {
    const gateway = await this.startGateway(await this.startBackend());
    return this.start(createTap(gateway, this.before, cut));
  }

  /** The gateway does not know the last two fields. */
  createRequest(tenant: string, size: number, trace: string | null): ApacheRequest {
    return this.apache.request({
      tenant,
      trace_id: trace,
      labels: { zone: "ä", "": "empty" },
      payload: Buffer.alloc(size, `${tenant} pays `),
      comment: "unknown to the gateway",
      marks: [1, -1, 2 ** 31 - 1],
    });
  }
}
