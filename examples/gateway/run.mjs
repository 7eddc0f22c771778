/**
 * A gateway at work, in one process: a client sends requests of several sizes, the gateway sets their trace id, a backend
 * answers; somebody else sends what is no Thrift. Compiles gateway.thrift first.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const show = (name) => relative(root, join(here, name));

const args = ["compile", show("gateway.thrift"), "-o", show("gen"), "--views", "--target", "ts+js"];
console.log(`thriftgen ${args.join(" ")}`);
const cli = join(root, "dist/cli.js");
const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

const { createGateway } = await import("./gateway.mjs");
const { callForward, createBackend } = await import("./toy.mjs");

const total = { copied: 0, referred: 0 };
let traces = 0;

const backend = createBackend();
const gateway = createGateway({
  backend: { host: "127.0.0.1", port: await listen(backend) },
  traceId: () => `trace-${++traces}`,
  onRequest({ method, tenant, traceId, copied, referred }) {
    total.copied += copied;
    total.referred += referred;
    const counts = `${count(copied)} copied, ${count(referred)} forwarded by reference`;
    console.log(`gateway: ${method} of tenant ${tenant}, trace id set to ${traceId}; ${counts}`);
  },
  onError({ message }) {
    console.log(`gateway: refused, ${message}; its connection is closed, others go on`);
  },
});
const port = await listen(gateway);

console.log("\nSomebody sends what is no Thrift:");
const stranger = connect(port, "127.0.0.1").on("error", () => undefined);
stranger.write("GET / HTTP/1.1\r\n\r\n");
await once(stranger, "close");

console.log("\nA client sends three requests:");
const requests = [100, 300_000, 4_000_000].map((size) => ({
  tenant: "acme",
  trace_id: "mine",
  payload: new Uint8Array(size),
}));
for await (const { served_by, trace_id, payload_size } of callForward(port, requests))
  console.log(`client:  ${served_by} has seen ${trace_id} and ${count(payload_size)} of payload`);

console.log(
  `\nIn all ${count(total.copied)} copied, ${count(total.referred)} forwarded by reference.`,
);
gateway.close();
backend.close();

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

function count(bytes) {
  return `${bytes.toLocaleString("en")} B`;
}
