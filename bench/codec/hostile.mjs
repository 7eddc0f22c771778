/** Hostile bytes: the shared cases, and our own made from a workload's messages. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFile } from "./compile.mjs";
import { cache, importOurs } from "./ours.mjs";
import { createRandom } from "./random.mjs";

const shared = fileURLToPath(new URL("../../../shared/cases/bytes.json", import.meta.url));

export const haveSharedCases = () => existsSync(shared);

/** Compiles the IDL of the shared cases; returns its bundle. */
export function compileSharedCases() {
  const { idl } = JSON.parse(readFileSync(shared, "utf8"));
  const file = resolve(cache, "hostile.thrift");
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, idl);
  return compileFile(file, "hostile", ["--default-fields", "optional"]);
}

const buildCase = ({ hex, parts }) =>
  hex === undefined
    ? Buffer.concat(parts.map(([text, times]) => Buffer.from(text.repeat(times), "hex")))
    : Buffer.from(hex, "hex");

/** Decodes; true when it threw. Anything but a typed error is a fault of ours and is thrown on. */
function isRefused(codec, source) {
  try {
    codec.decode(source);
    return false;
  } catch (error) {
    if (typeof error?.code === "string" && error.name === "ThriftError") return true;
    throw error;
  }
}

/** Runs all shared cases through decode, from bytes and from a Block. Returns how many were refused. */
export async function runSharedCases(bundle) {
  const module = await importOurs(bundle);
  const { cases } = JSON.parse(readFileSync(shared, "utf8"));
  let refused = 0;
  for (const one of cases) {
    const bytes = new Uint8Array(buildCase(one));
    const codec = module[one.struct];
    if (isRefused(codec, bytes)) refused++;
    isRefused(codec, module.wrapBlock(bytes));
  }
  return { inputs: cases.length * 2, refused };
}

const SIZES = [-1, 0x7fff_ffff, 0x0100_0000, -0x8000_0000, 0x1_0000];

/** Damages a copy of a valid message in the n-th of six ways. */
function damage(valid, n, random) {
  const at = random.int(0, valid.length);
  if (n % 6 === 0) return valid.slice(0, at);
  if (n % 6 === 1) return Uint8Array.from([...valid.subarray(0, Math.min(at, 4096)), 0, 0, 0]);
  const bytes = valid.slice();
  const view = new DataView(bytes.buffer);
  if (n % 6 === 2) bytes[at] = random.int(0, 256);
  else if (n % 6 === 3) bytes[at] ^= 1 << random.int(0, 8);
  else if (n % 6 === 4) view.setInt32(Math.min(at, bytes.length - 4), random.pick(SIZES));
  else bytes.fill(random.pick([0x00, 0x0c, 0x0f, 0x80, 0xff]), at, at + random.int(1, 64));
  return bytes;
}

/** Bytes that are damaged in all: large messages get fewer turns. */
const maximumBytes = 100e6;

/** Decodes damaged messages of a workload, from bytes and from a Block. */
export function runDamaged(codec, wrapBlock, encoded) {
  const random = createRandom(99);
  const turns = Math.max(60, Math.min(3000, Math.floor(maximumBytes / encoded[0].length)));
  let refused = 0;
  for (let n = 0; n < turns; n++) {
    const bytes = damage(encoded[n % encoded.length], n, random);
    if (isRefused(codec, bytes)) refused++;
    isRefused(codec, wrapBlock(bytes));
  }
  return { inputs: turns * 2, refused };
}
