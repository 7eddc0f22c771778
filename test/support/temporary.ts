/** Directories that vanish after the test file. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A fresh directory's real path; removed when the test file ends. */
export function createTemporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "thriftgen-test-")));
  // What a test has ended may take a moment to stop writing there.
  const patience = { maxRetries: 10, retryDelay: 100 };
  afterAll(() => rmSync(directory, { recursive: true, force: true, ...patience }));
  return directory;
}
