/** uuid, which Debian's compiler does not know: npm thrift's own protocol reads ours and writes for us. */
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { companionOf } from "../support/companion.js";
import { loadFixture } from "../support/fixtures.js";

const require = createRequire(import.meta.url);

interface Protocol {
  readFieldBegin(): { readonly ftype: number; readonly fid: number };
  readUuid(): string;
  writeFieldBegin(name: string, type: number, id: number): void;
  writeUuid(value: string): void;
  writeFieldStop(): void;
}

const thrift = require("thrift") as {
  readonly TBinaryProtocol: new (transport: unknown) => Protocol;
  readonly TBufferedTransport: new (
    inBuffer: undefined,
    onFlush: (message: Buffer) => void,
  ) => { flush(): void };
  readonly TFramedTransport: new (inBuffer: Buffer) => object;
};

const uuidType = 16;
const owner = "00112233-4455-4677-8899-aabbccddeeff";
const parent = "550e8400-e29b-41d4-a716-446655440000";

test("npm thrift reads our uuids and writes what we read", async () => {
  const { module } = await loadFixture("kitchen_extras.thrift", { defaultFields: "optional" });
  const companion = companionOf(module, "Identified");
  const bytes = companion.encode({ owner, parent });
  const input = new thrift.TBinaryProtocol(new thrift.TFramedTransport(Buffer.from(bytes)));
  const read = new Map<number, string>();
  for (let field = input.readFieldBegin(); field.ftype !== 0; field = input.readFieldBegin()) {
    expect(field.ftype).toBe(uuidType);
    read.set(field.fid, input.readUuid());
  }
  expect(read).toEqual(
    new Map([
      [3, owner],
      [2, parent],
    ]),
  );

  let message: Buffer = Buffer.alloc(0);
  const transport = new thrift.TBufferedTransport(undefined, (flushed) => {
    message = flushed;
  });
  const output = new thrift.TBinaryProtocol(transport);
  output.writeFieldBegin("owner", uuidType, 3);
  output.writeUuid(owner);
  output.writeFieldBegin("parent", uuidType, 2);
  output.writeUuid(parent);
  output.writeFieldStop();
  transport.flush();
  expect(companion.decode(message)).toMatchObject({ owner, parent });
});
