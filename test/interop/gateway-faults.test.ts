/** examples/gateway where something goes wrong: with what is sent, with who sends it, or with how fast it is read. */
import { EventEmitter, once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { ThriftError } from "@thriftgen/runtime";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasApacheCompiler } from "./apache-js.js";
import { GatewayHarness, makeParts, type GatewayParts } from "./gateway-harness.js";
import { splitFrames, withTraceId } from "./gateway-wire.js";

const host = "127.0.0.1";
const header = Buffer.from("\x80\x01\0\x01\0\0\0\x07forward\0\0\0\x01", "latin1");
/** A tenant and nothing else. */
const args = Buffer.from("\x0c\0\x01\x0b\0\x01\0\0\0\x01x\0\0", "latin1");
const good = callOf(args);

function frameOf(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}

function callOf(body: Buffer): Buffer {
  return frameOf(Buffer.concat([header, body]));
}

/** The good call with another byte somewhere. */
function change(at: number, value: number): Buffer {
  const bytes = Buffer.from(good);
  bytes[at] = value;
  return bytes;
}

/** A call with so many bytes of payload. */
function largeCall(size: number, fill: string): Buffer {
  const start = Buffer.from("\x0c\0\x01\x0b\0\x04\0\0\0\0", "latin1");
  start.writeInt32BE(size, 6);
  return callOf(Buffer.concat([start, Buffer.alloc(size, fill), Buffer.of(0, 0)]));
}

function connectTo(port: number): Socket {
  return connect(port, host).on("error", () => undefined);
}

/** As long as the test may take. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

const malformed: Readonly<Record<string, readonly [code: string, bytes: Buffer]>> = {
  "a frame above 16,384,000 bytes": ["SIZE_LIMIT", Buffer.of(0, 0xfa, 0, 1)],
  "a negative frame length": ["SIZE_LIMIT", Buffer.of(0xff, 0xff, 0xff, 0xff)],
  "a frame that the trace id makes too long": [
    "SIZE_LIMIT",
    largeCall(16_384_000 - header.length - 12, "x"),
  ],
  "an empty frame": ["TRUNCATED", frameOf(Buffer.alloc(0))],
  "a header without version": ["INVALID_DATA", change(4, 0)],
  "a reply": ["INVALID_DATA", change(7, 2)],
  "a negative length of the name": ["NEGATIVE_SIZE", change(8, 0xff)],
  "a name longer than the frame": ["TRUNCATED", change(10, 1)],
  "no arguments": ["TRUNCATED", callOf(Buffer.alloc(0))],
  "no request": ["MISSING_REQUIRED", callOf(Buffer.of(0))],
  "arguments cut short": ["TRUNCATED", callOf(args.subarray(0, -1))],
  "bytes behind the arguments": ["TRAILING_BYTES", callOf(Buffer.concat([args, Buffer.of(0)]))],
  "a text longer than the frame": ["TRUNCATED", change(31, 1)],
  "an unknown type": ["INVALID_TYPE", change(26, 9)],
};

describe.skipIf(!hasApacheCompiler)("the gateway in trouble", () => {
  let parts: GatewayParts;
  let harness: GatewayHarness;

  beforeAll(async () => {
    parts = await makeParts();
  });

  beforeEach(() => {
    harness = new GatewayHarness(parts);
  });

  afterEach(async () => {
    await harness.stop();
  });

  /** Sends it behind a good call, and sees that this connection is closed, and that of another client is not. */
  async function checkRefused(bytes: Buffer, code: string, isLast = false): Promise<void> {
    const port = await harness.startGateway(await harness.startBackend());
    const other = harness.apache.connect(port);
    await other.client.forward(harness.createRequest("acme", 10, "one"));
    const bad = connectTo(port).resume();
    bad.write(Buffer.concat([good, bytes]));
    if (isLast) bad.end();
    await once(bad, "close");
    expect(harness.errors).toHaveLength(1);
    expect(harness.errors[0]).toBeInstanceOf(ThriftError);
    expect(harness.errors[0]).toHaveProperty("code", code);
    const { trace_id } = await other.client.forward(harness.createRequest("acme", 10, "two"));
    expect(trace_id).toBe("two, seen for acme");
    other.connection.end();
    expect(harness.forwarded).toHaveLength(3);
  }

  test.each(Object.entries(malformed))("%s is refused, others go on", async (_, [code, bytes]) => {
    await checkRefused(bytes, code);
  });

  test("half a frame, then the end", async () => {
    await checkRefused(good.subarray(0, 20), "TRUNCATED", true);
  });

  test("a client that has nothing more to send gets all replies", async () => {
    const backend = createServer({ allowHalfOpen: true }, (socket) => {
      const arrived: Buffer[] = [];
      socket.on("data", (bytes) => arrived.push(bytes));
      // Late enough that nothing could be answered any more, had the end of requests been the end of all.
      socket.on("end", () => socket.end(Buffer.concat(arrived)));
    });
    const client = connectTo(await harness.startGateway(await harness.start(backend)));
    client.end(Buffer.concat([good, good]));
    const replies = Buffer.concat(await client.toArray());
    const expected = frameOf(withTraceId(good.subarray(4), "none, seen for x"));
    expect(replies).toEqual(Buffer.concat([expected, expected]));
    expect(harness.errors).toEqual([]);
  });

  test("a backend that does not read makes the gateway stop reading, and nothing is lost", async () => {
    const arrived: Buffer[] = [];
    const server = createServer((socket) =>
      socket.pause().on("data", (bytes: Buffer) => arrived.push(bytes)),
    );
    const connected = once(server, "connection") as Promise<readonly Socket[]>;
    const events = new EventEmitter();
    const paused = once(events, "pause");
    const port = await harness.startGateway(await harness.start(server), (socket) =>
      socket.once("pause", () => events.emit("pause")),
    );
    const client = connectTo(port);
    const calls = Array.from({ length: 40 }, (_, index) => largeCall(1_000_000, `${index} `));
    for (const call of calls) client.write(call);
    client.end();
    await paused;
    expect(harness.forwarded.length).toBeLessThan(calls.length);
    const [backend] = await connected;
    if (backend === undefined) throw new Error("no connection");
    backend.resume();
    await once(backend, "end");
    const frames = splitFrames(Buffer.concat(arrived));
    expect(frames).toHaveLength(calls.length);
    for (const [index, frame] of frames.entries())
      expect(frame.equals(withTraceId((calls[index] ?? good).subarray(4), "none, seen for "))).toBe(
        true,
      );
    expect(harness.errors).toEqual([]);
  });

  test("memory of requests that wait for the backend is not used for others", async () => {
    const calls = ["one ", "two "].map((fill) => largeCall(16_000_000, fill));
    const backends: { readonly socket: Socket; readonly arrived: Buffer[] }[] = [];
    const server = createServer((socket) => {
      const arrived: Buffer[] = [];
      socket.pause().on("data", (bytes: Buffer) => arrived.push(bytes));
      backends.push({ socket, arrived });
    });
    const sockets: Socket[] = [];
    const port = await harness.startGateway(await harness.start(server), (socket) =>
      sockets.push(socket),
    );
    for (const [index, call] of calls.entries()) {
      const client = connectTo(port);
      // Small chunks are copied into pooled memory, more than one block of it.
      const small = call.length - 160_000;
      for (let at = 0, end = small; at < call.length; at = end, end += 4000) {
        client.write(call.subarray(at, end));
        await until(() => sockets[index]?.bytesRead === Math.min(end, call.length));
      }
      client.end();
      await until(() => harness.forwarded.length === index + 1);
    }
    await until(() => backends.length === calls.length);
    for (const { socket } of backends) await once(socket.resume(), "end");
    const frames = backends.map(({ arrived }) => Buffer.concat(arrived).subarray(4));
    for (const call of calls) {
      const expected = withTraceId(call.subarray(4), "none, seen for ");
      expect(frames.filter((frame) => frame.equals(expected))).toHaveLength(1);
    }
  });

  test("a backend that is not there closes the client's connection", async () => {
    const gone = createServer();
    const port = await harness.start(gone);
    await new Promise((done) => gone.close(done));
    const client = connectTo(await harness.startGateway(port)).resume();
    client.write(good);
    await once(client, "close");
    expect(harness.errors).toHaveLength(1);
    expect(harness.errors[0]).toHaveProperty("code", "ECONNREFUSED");
  });
});
