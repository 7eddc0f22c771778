/** Directories that vanish after the test file. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];

// Once for the file: inside of a test Vitest takes no hook.
afterAll(() => {
  // What a test has ended may take a moment to stop writing there.
  const patience = { maxRetries: 10, retryDelay: 100 };
  for (const path of made) rmSync(path, { recursive: true, force: true, ...patience });
});

/** A fresh directory's real path; removed when the test file ends. */
export function createTemporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "thriftgen-test-")));
  made.push(directory);
  return directory;
}
