/** `npm run demo`: compiles a small order service, shows what came out, and sends an order through the codec. */
import { deepStrictEqual } from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const out = join(here, "gen");
const show = (path) => relative(root, path);

rmSync(out, { recursive: true, force: true });
const args = ["compile", show(join(here, "idl/order.thrift")), "-o", show(out)];
title(`thriftgen ${args.join(" ")} --target ts+js`);
const cli = join(root, "dist/cli.js");
const { status } = spawnSync(process.execPath, [cli, ...args, "--target", "ts+js"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);
for (const name of readdirSync(out).toSorted()) {
  const lines = readFileSync(join(out, name), "utf8").split("\n").length - 1;
  console.log(`  ${show(join(out, name))}, ${lines} lines`);
}

title("A struct of the IDL, and the types made from it");
console.log(excerpt(join(here, "idl/order.thrift"), /^struct Line/));
console.log(excerpt(join(out, "order.ts"), /^export interface Line/));

const { Order } = await import("./gen/order.js");
const { AccountState } = await import("./gen/user.js");

const order = Order.create({
  id: "6f1c1f0a-4b53-4e0c-9c1e-2f6f0d5a7b11",
  customer: {
    id: 9_007_199_254_740_993n,
    name: "Ada Lovelace",
    state: AccountState.ACTIVE,
    roles: new Set(["admin", "buyer"]),
    addresses: new Map([["home", { street: "12 St James's Square", city: "London" }]]),
  },
  lines: [{ sku: "engine-1", quantity: 2, price: { amount: 1_999n, currency: "GBP" } }],
  payment: { on_delivery: true },
  route: [51.5072, -0.1276],
});
title("An order");
console.log(inspect(order, { depth: 4, colors: process.stdout.isTTY }));

const bytes = Order.encode(order);
title(
  `Encoded: ${bytes.length} bytes of Thrift Binary (Order.byteLength says ${Order.byteLength(order)})`,
);
console.log(
  hex(bytes.subarray(0, 64)),
  bytes.length > 64 ? `\n  ... ${bytes.length - 64} more` : "",
);

const decoded = Order.decode(bytes);
deepStrictEqual(decoded, order);
if (!Order.equals(decoded, order)) throw new Error("the round trip changed the order");
title("Decoded: the same order");

const pooled = Order.encodePooled(order);
console.log(`  encodePooled gives the same ${pooled.bytes.length} bytes and reuses its memory`);
pooled.release();

try {
  Order.decode(bytes.subarray(0, bytes.length - 20));
} catch (error) {
  console.log(`  cut short it is refused: ${error.code} at byte ${error.offset}, in ${error.path}`);
}
console.log();

function title(text) {
  console.log(`\n${process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text}`);
}

/** The block that begins with the line that matches, indented. */
function excerpt(path, pattern) {
  const lines = readFileSync(path, "utf8").split("\n");
  const start = lines.findIndex((line) => pattern.test(line));
  const end = lines.findIndex((line, index) => index > start && line.startsWith("}"));
  return lines
    .slice(start, end + 1)
    .map((line) => `  ${line}`)
    .join("\n");
}

function hex(data) {
  const text = Buffer.from(data)
    .toString("hex")
    .replaceAll(/(.{2})/g, "$1 ");
  return (text.match(/.{1,48}/g) ?? []).map((line) => `  ${line}`).join("\n");
}
