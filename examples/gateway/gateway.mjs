/** A gateway for framed Thrift Binary that edits one field of each request and does not copy what is large. */
import { connect, createServer } from "node:net";
import { ThriftError } from "@thriftgen/runtime";
import { FrameBuffer, maximumFrame, takeHeader } from "./frames.mjs";
import { ForwardArgsView } from "./gen/gateway.view.js";

/**
 * A server whose every connection has one of its own to the backend.
 *
 * - `backend`: host and port, as `net.connect` takes them.
 * - `traceId(request)`: the trace id to set, from the view of a request.
 * - `onRequest({ method, tenant, traceId, copied, referred })`: a request was handed to the backend's socket. `copied`
 *   counts bytes that leave in other memory than they came in, `referred` those that the socket sends from where they lie.
 * - `onError(error)`: a ThriftError for a malformed request, or an error of a socket. That client's connection is closed,
 *   others go on.
 */
export function createGateway({ backend, traceId, onRequest, onError }) {
  // Who has sent the last request may close that side, and still wants the replies.
  return createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const server = connect({ ...backend, allowHalfOpen: true, noDelay: true });
    forwardRequests(client, server, { traceId, onRequest, onError });
    server.pipe(client);
  });
}

function forwardRequests(client, server, { traceId, onRequest, onError }) {
  const frames = new FrameBuffer();
  const arrived = new WeakSet();

  const forwardAll = () => {
    let hasRoom = true;
    // One writev for all frames of a chunk.
    server.cork();
    try {
      for (let frame; (frame = frames.next()) !== undefined;) {
        const { chunks, release, ...request } = editRequest(frame, traceId);
        hasRoom = writeAll(server, chunks, release);
        onRequest({ ...request, ...countBytes(chunks, arrived) });
      }
    } finally {
      server.uncork();
    }
    return hasRoom;
  };
  const close = (error) => {
    onError(error);
    client.destroy();
    server.destroy();
  };

  client.on("data", (chunk) => {
    arrived.add(chunk.buffer);
    try {
      frames.append(chunk);
      if (forwardAll()) return;
    } catch (error) {
      return close(error);
    }
    client.pause();
    server.once("drain", () => client.resume());
  });
  client.on("end", () => {
    if (frames.length === 0) server.end();
    else close(new ThriftError("TRUNCATED", frames.length, "frame"));
  });
  client.on("error", close);
  server.on("error", close);
  client.on("close", () => {
    frames.release();
    server.destroy();
  });
  // What the backend has sent before it left still reaches the client.
  server.on("close", () => client.destroySoon());
}

/**
 * The chunks of the frame to send. They lie in the memory of the request until `release` is called: after the socket has
 * written them, not before.
 */
function editRequest(frame, traceId) {
  let args;
  const release = () => {
    args?.release();
    frame.release();
  };
  try {
    const header = takeHeader(frame);
    args = frame.slice(frame.offset);
    const edited = editArgs(header.method, args, traceId);
    return {
      ...edited,
      method: header.method,
      chunks: frameOf(header.bytes, edited.chunks),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Methods that the gateway does not know pass as they are. */
function editArgs(method, args, traceId) {
  if (method !== "forward") return { chunks: args.chunks() };
  const view = ForwardArgsView.of(args);
  const { request } = view;
  request.trace_id = traceId(request);
  return { tenant: request.tenant, traceId: request.trace_id, chunks: view.$chunks() };
}

/** The header with the new length before it, then the chunks. The trace id may have made the frame too long. */
function frameOf(header, chunks) {
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, header.length);
  if (size > maximumFrame) throw new ThriftError("SIZE_LIMIT", 0, "frame length");
  const start = Buffer.alloc(4 + header.length);
  start.writeInt32BE(size);
  start.set(header, 4);
  return [start, ...chunks];
}

/** False where the socket wants a pause. It calls back for each chunk in order, with an error if it could not write. */
function writeAll(socket, chunks, done) {
  let hasRoom = true;
  chunks.forEach((chunk, index) => {
    hasRoom = socket.write(chunk, index === chunks.length - 1 ? done : undefined);
  });
  return hasRoom;
}

/** Memory that the socket gave us is not used for anything else: bytes in it have not been copied. */
function countBytes(chunks, arrived) {
  const count = { copied: 0, referred: 0 };
  for (const chunk of chunks)
    count[arrived.has(chunk.buffer) ? "referred" : "copied"] += chunk.length;
  return count;
}
