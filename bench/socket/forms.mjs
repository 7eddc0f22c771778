/** A message as it is handed to a socket: all in one block, or the body as a node by reference. */
import { ChainBuffer } from "@thriftgen/runtime";

/** Bytes around the user's. */
export const edge = 200;

const head = new Uint8Array(edge).fill(0x48);
const tail = new Uint8Array(edge).fill(0x54);

/** One pooled block, as an encode fills it; the chain has one node then. */
export function copyForm(body) {
  const chain = new ChainBuffer();
  chain.write(body.length + 2 * edge, (target, offset) => {
    target.set(head, offset);
    target.set(body, offset + edge);
    target.set(tail, offset + edge + body.length);
  });
  return chain;
}

/** The same in a block of its own, as where there is no pool: for the garbage collector. */
export function freshForm(body) {
  const bytes = new Uint8Array(body.length + 2 * edge);
  bytes.set(head);
  bytes.set(body, edge);
  bytes.set(tail, edge + body.length);
  const chain = new ChainBuffer({ threshold: 0 });
  return chain.append(bytes);
}

/** Three nodes, of which two share a pooled block. */
export function nodeForm(body) {
  const chain = new ChainBuffer({ threshold: 0 });
  chain.append(head, { copy: true });
  chain.append(body);
  chain.append(tail, { copy: true });
  return chain;
}

/** With the default threshold. */
export function defaultForm(body) {
  const chain = new ChainBuffer();
  chain.append(head, { copy: true });
  chain.append(body);
  chain.append(tail, { copy: true });
  return chain;
}

/** Hands a chain to a socket in one system call, and releases it when that is done. */
export function sendChain(socket, chain, done) {
  const chunks = chain.chunks();
  const finish = () => {
    chain.release();
    done();
  };
  if (chunks.length === 1) return void socket.write(chunks[0], finish);
  socket.cork();
  for (let i = 0; i < chunks.length - 1; i++) socket.write(chunks[i]);
  socket.write(chunks[chunks.length - 1], finish);
  socket.uncork();
}
