/** The end of a run: code of the user's (a config, an emitter) may have left something open, and must not keep the process. */
import type { ExitCode } from "./errors.js";

/** For what such code still does by itself; where nothing is open the process ends before. */
const graceMs = 200;

export function endProcess(code: ExitCode): void {
  process.exitCode = code;
  setTimeout(() => void exitFlushed(), graceMs).unref();
}

/** Our own output is written at once. What others have printed may be on its way, where a stream is a pipe. */
async function exitFlushed(): Promise<void> {
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  process.exit();
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => {
    // Nobody reads any more.
    stream.once("error", () => done());
    stream.write("", () => done());
  });
}
