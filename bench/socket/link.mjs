/** Both ends of a TCP connection over loopback, in this process. */
import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * `receive` is called with each chunk that arrives; it lies in one buffer, so that the receiver's garbage is not measured. Only
 * the end that connects can have one (`onread`), so the server is the one who sends.
 */
export async function openLink(receive) {
  const server = createServer({ noDelay: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const accepted = once(server, "connection");
  const callback = (length, buffer) => {
    receive(buffer.subarray(0, length));
    return true;
  };
  const buffer = Buffer.alloc(256 * 1024);
  const receiver = connect({
    host: "127.0.0.1",
    port: server.address().port,
    onread: { buffer, callback },
  });
  const [socket] = await accepted;
  return {
    socket,
    close() {
      socket.destroy();
      receiver.destroy();
      server.close();
    },
  };
}
