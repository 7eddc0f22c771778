/** A client and a backend that know just enough of Thrift's messages to have something to say to each other. */
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { FrameBuffer } from "./frames.mjs";
import { ForwardArgs, Response } from "./gen/gateway.js";

const name = "forward";
const headerSize = 12 + name.length;
const types = { call: 1, reply: 2 };

/** A server that replies to each request with what it has seen of it. */
export function createBackend() {
  return createServer((socket) => {
    onFrame(socket, (frame) => {
      const { request } = ForwardArgs.decode(frame.subarray(headerSize));
      const response = Response.encode({
        served_by: "the toy backend",
        trace_id: request.trace_id ?? "no trace id",
        payload_size: request.payload.length,
      });
      // A result is a struct, in which field 0 is what the function returns.
      const result = Buffer.concat([Buffer.of(12, 0, 0), response, Buffer.of(0)]);
      socket.write(frameOf(types.reply, frame.readInt32BE(headerSize - 4), result));
    });
    // Left by a client in the middle of something: its own loss.
    socket.on("error", () => socket.destroy());
  });
}

/** Sends requests over one connection, each when the one before is answered; gives their responses. */
export async function* callForward(port, requests) {
  const socket = connect(port, "127.0.0.1");
  const replies = [];
  onFrame(socket, (frame) => {
    replies.push(frame);
    socket.emit("reply");
  });
  for (const [index, request] of requests.entries()) {
    const answered = once(socket, "reply");
    socket.write(frameOf(types.call, index, ForwardArgs.encode({ request })));
    await answered;
    yield Response.decode(replies.shift().subarray(headerSize + 3, -1));
  }
  socket.end();
}

function onFrame(socket, use) {
  const frames = new FrameBuffer();
  socket.on("data", (chunk) => {
    frames.append(chunk);
    for (let frame; (frame = frames.next()) !== undefined; frame.release())
      use(Buffer.from(frame.toBytes()));
  });
  socket.on("close", () => frames.release());
}

/** Length, header and body. */
function frameOf(type, sequenceId, body) {
  const frame = Buffer.alloc(4 + headerSize);
  frame.writeInt32BE(headerSize + body.length);
  frame.writeUInt32BE(0x80010000 + type, 4);
  frame.writeInt32BE(name.length, 8);
  frame.write(name, 12);
  frame.writeInt32BE(sequenceId, 12 + name.length);
  return Buffer.concat([frame, body]);
}
