/** The module hooks as Node's loader thread imports them, on versions without `registerHooks`. */
import { createNodeHooks } from "./node-hooks.js";

export const { resolve, load } = await createNodeHooks({});
