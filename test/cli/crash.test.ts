import { expect, it } from "vitest";
import { runCrashRounds } from "../../scripts/crash.mjs";
import { buildCli } from "../support/cli.js";

it("50 kills amid four concurrent runs tear no file and end in one complete set", async () => {
  expect(await runCrashRounds(await buildCli(), 50, 20_251)).toEqual([]);
}, 240_000);
