/**
 * examples/gateway between Apache's client and server, with a tap on either side:
 * client -> tap (cuts what it passes on) -> gateway -> tap -> server.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasApacheCompiler } from "./apache-js.js";
import { GatewayHarness, makeParts, type GatewayParts } from "./gateway-harness.js";
import type { Cut, Recording } from "./gateway-peers.js";
import { requestFields, splitCall, splitFrames, textOf, withTraceId } from "./gateway-wire.js";

const sizes = { small: 100, large: 300_000 };

/** Pieces of all kinds of sizes: borders fall everywhere, in lengths and headers too. */
const cutSmall: Cut = (bytes) => {
  const parts: Buffer[] = [];
  for (let at = 0, size = 1; at < bytes.length; at += size, size = nextSize(size))
    parts.push(bytes.subarray(at, at + size));
  return parts;
};

/** From 1 to 20,011 and back, now and then. */
function nextSize(size: number): number {
  return (size * 7 + 3) % 20_011 || 1;
}

/** Frames of the connection on which the tenant's requests went. */
function framesOf(recordings: readonly Recording[], tenant: string): readonly Buffer[] {
  const all = recordings.map(({ sent }) => splitFrames(Buffer.concat(sent)));
  const [frames, ...others] = all.filter(
    ([first]) => first !== undefined && textOf(requestFields(first), 1) === tenant,
  );
  if (frames === undefined || others.length > 0) throw new Error(`no connection of ${tenant}`);
  return frames;
}

/** Field by field, then as a whole: the trace id is new, everything else is as it was sent. */
function checkForwarded(sent: Buffer, received: Buffer, traceId: string): void {
  const [theirs, ours] = [requestFields(sent), requestFields(received)];
  const others = (fields: typeof ours): typeof ours => fields.filter((field) => field.id !== 2);
  // The tenant twice, and both unknown fields.
  expect(others(theirs).map((field) => field.id)).toEqual([1, 1, 3, 4, 300, 301]);
  expect(others(ours).map((field) => field.id)).toEqual([1, 1, 3, 4, 300, 301]);
  for (const [index, field] of others(theirs).entries())
    expect(others(ours)[index]?.bytes.equals(field.bytes), `field ${field.id}`).toBe(true);
  expect(ours.filter((field) => field.id === 2)).toHaveLength(1);
  expect(textOf(ours, 2)).toBe(traceId);
  expect(received.equals(withTraceId(sent, traceId))).toBe(true);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function checkAll(harness: GatewayHarness, tenant: string, traceIds: readonly string[]): void {
  const [sent, received] = [framesOf(harness.before, tenant), framesOf(harness.behind, tenant)];
  expect(sent).toHaveLength(traceIds.length);
  expect(received).toHaveLength(traceIds.length);
  for (const [index, frame] of sent.entries())
    checkForwarded(frame, received[index] ?? Buffer.alloc(0), traceIds[index] ?? "");
}

describe.skipIf(!hasApacheCompiler)("the gateway between Apache's client and server", () => {
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

  for (const [kind, cut] of [
    ["as they come", undefined],
    ["in pieces", cutSmall],
  ] as const)
    for (const [name, size] of Object.entries(sizes))
      test(`${name} requests ${kind}: one field is new, all other bytes are the client's`, async () => {
        const { client, connection } = harness.apache.connect(await harness.startAll(cut));
        const traces = ["from the client", null, ""];
        const expected = traces.map((trace) => `${trace ?? "none"}, seen for acme`);
        for (const [index, trace] of traces.entries()) {
          const request = harness.createRequest("acme", size, trace);
          expect({ ...(await client.forward(request)) }).toEqual({
            served_by: "Apache, for acme",
            trace_id: expected[index],
            payload_size: size,
          });
          const { payload, ...others } = request;
          const { payload: seen, ...seenOthers } = harness.seen[index] ?? request;
          expect(seenOthers).toEqual({ ...others, trace_id: expected[index] });
          // Vitest takes seconds for so many bytes.
          expect(payload !== null && seen?.equals(payload)).toBe(true);
        }
        connection.end();
        checkAll(harness, "acme", expected);
        // Replies are passed on as they are.
        const [replies, theirs] = [harness.before, harness.behind].map(([one]) => one?.received);
        expect(Buffer.concat(replies ?? [])).toEqual(Buffer.concat(theirs ?? [Buffer.of(0)]));
        expect(harness.errors).toEqual([]);
      });

  test("two clients at once, many requests of both sizes each", async () => {
    const port = await harness.startAll(cutSmall);
    const tenants = ["acme", "umbrella"];
    const indexes = [0, 1, 2, 3, 4, 5, 6, 7];
    await Promise.all(
      tenants.map(async (tenant) => {
        const { client, connection } = harness.apache.connect(port);
        const calls = indexes.map((index) => {
          const size = index % 2 === 0 ? sizes.small : sizes.large;
          return client.forward(harness.createRequest(tenant, size + index, `${index}`));
        });
        const responses = await Promise.all(calls);
        expect(responses.map((response) => response.trace_id)).toEqual(
          indexes.map((index) => `${index}, seen for ${tenant}`),
        );
        connection.end();
      }),
    );
    for (const tenant of tenants) {
      checkAll(
        harness,
        tenant,
        indexes.map((index) => `${index}, seen for ${tenant}`),
      );
    }
    expect(harness.errors).toEqual([]);
  });

  test("methods that the gateway does not know pass as they are", async () => {
    const { client, connection } = harness.apache.connect(await harness.startAll());
    // Apache's promise for a oneway function never settles.
    void client.report("a line");
    await client.forward(harness.createRequest("acme", 10, "one"));
    connection.end();
    expect(harness.reported).toEqual(["a line"]);
    expect(harness.forwarded.map((request) => request.method)).toEqual(["report", "forward"]);
    const [sent, received] = [harness.before, harness.behind].map(([one]) =>
      splitFrames(Buffer.concat(one?.sent ?? [])),
    );
    expect(splitCall(sent?.[0] ?? Buffer.alloc(8)).method).toBe("report");
    expect(received?.[0]).toEqual(sent?.[0]);
  });

  test("large chunks are not copied", async () => {
    const chunks: number[] = [];
    const port = await harness.startGateway(await harness.startBackend(), (socket) =>
      socket.on("data", (chunk: Buffer) => chunks.push(chunk.length)),
    );
    const { client, connection } = harness.apache.connect(port);
    const { forwarded } = harness;
    for (let index = 0; index < 5; index++)
      await client.forward(harness.createRequest("acme", sizes.large, `${index}`));
    connection.end();
    const large = sum(chunks.filter((length) => length >= 8192));
    const copied = sum(forwarded.map((request) => request.copied));
    const referred = sum(forwarded.map((request) => request.referred));
    expect(copied + referred).toBe(Buffer.concat(harness.behind[0]?.sent ?? []).length);
    expect(large).toBeGreaterThan(sum(chunks) / 2);
    // Less than 8 KiB are copied where a chunk is cut: before and behind the trace id.
    expect(referred).toBeGreaterThan(large - forwarded.length * 2 * 8192);
  });
});
