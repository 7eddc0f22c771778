/**
 * Lets Node itself import `.thrift` files:
 *
 *     node --import thriftgen/register app.js
 */
import * as nodeModule from "node:module";
import { createNodeHooks, type NodeHooks } from "./node-hooks.js";

/** Since Node 22.15 and 23.5; it also serves `require`, and needs no thread. */
const { registerHooks } = nodeModule as { registerHooks?: (hooks: NodeHooks) => unknown };

if (registerHooks === undefined) nodeModule.register("./register-hooks.js", import.meta.url);
else registerHooks(await createNodeHooks({}));
