/**
 * npm thrift: TBinaryProtocol, into a TBufferedTransport that is flushed after each list, and out of a framed one, as its
 * connections read. i64 goes in as a number and comes out as Int64, of which the caller makes what the kind wants.
 */
import { createRequire } from "node:module";
import { compile } from "./baselines.mjs";

const require = createRequire(import.meta.url);

const outputOf = ({ form, Typed }, n) => (form === "typed" ? new Typed(n) : Array(n));

const convert = ({ element, form }) =>
  element !== "i64" ? "" : form === "number" ? "Number" : "toBigInt";

const toBigInt = (value) => value.buffer.readBigInt64BE(value.offset);

const EACH = "for (let i = 0; i < a.length; i++)";

/** Node looks at the stack in the first 10,000 calls of new Buffer, to warn callers outside of node_modules. */
function forgetDeprecation() {
  let last;
  for (let i = 0; i < 10_000; i++) last = new Buffer(1);
  return last;
}

export function createThrift(kind) {
  const { TBinaryProtocol, TBufferedTransport, TFramedTransport } = require("thrift");
  forgetDeprecation();
  let flushed;
  const writer = new TBinaryProtocol(
    new TBufferedTransport(undefined, (bytes) => (flushed = bytes)),
  );
  const writeAll = compile(["p", "a"], `${EACH} p.write${kind.thrift}(a[i]);`);
  const readAll = compile(
    ["toBigInt", "p", "out", "n"],
    `for (let i = 0; i < n; i++) out[i] = ${convert(kind)}(p.read${kind.thrift}());`,
  );
  return {
    encode: (numbers) => {
      writer.writeListBegin(kind.type, numbers.length);
      writeAll(writer, numbers);
      writer.writeListEnd();
      writer.flush();
      return flushed;
    },
    /** `out` is undefined where a new array is wanted. */
    decode: (bytes, out) => {
      const protocol = new TBinaryProtocol(new TFramedTransport(bytes));
      const { size } = protocol.readListBegin();
      const list = out ?? outputOf(kind, size);
      readAll(toBigInt, protocol, list, size);
      return list;
    },
  };
}
