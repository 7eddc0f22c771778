import { expect, it } from "vitest";
import { explainFailure } from "../../src/plugins/load-unplugin.js";

const pnp = { node: "20.20.2", pnp: "3" };

it.each([
  [
    "MODULE_NOT_FOUND",
    {},
    /^thriftgen\/vite needs unplugin, which is not installed\. Install it: /,
  ],
  [
    "MODULE_NOT_FOUND",
    pnp,
    /^thriftgen\/vite needs unplugin, which is not installed\. Install it: /,
  ],
  [
    "ERR_MODULE_NOT_FOUND",
    pnp,
    /^thriftgen\/vite needs .* Node 20\.20\.2 cannot load from Yarn's archives\. Use Node 22 /,
  ],
  ["ERR_MODULE_NOT_FOUND", {}, /^as Node says it$/],
  ["ERR_REQUIRE_ESM", pnp, /^as Node says it$/],
])("%s with %j is told", (code, versions, message) => {
  const error = Object.assign(new Error("as Node says it"), { code });
  expect(explainFailure(error, "vite", versions)).toMatchObject({
    message: expect.stringMatching(message) as unknown,
  });
});
