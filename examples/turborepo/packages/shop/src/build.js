/** Writes an order as bytes: stands for any build that needs the generated code. */
import { mkdirSync, writeFileSync } from "node:fs";
import { Order } from "@example/idl/order.js";
import { Currency } from "@example/idl/shared/money.js";

const order = { id: 7n, total: { cents: 1250n, currency: Currency.EUR }, lines: ["tea"] };

mkdirSync("dist", { recursive: true });
writeFileSync("dist/order.bin", Order.encode(order));
