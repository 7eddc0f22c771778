/** For each test file: the stack traces of errors are as long as Node's own. */
import { beforeAll } from "vitest";

beforeAll(() => {
  Error.stackTraceLimit = 10;
});
