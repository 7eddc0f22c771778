/** Ctrl-C: ends the run with 130, but never between two renames of an output set. */
import { exitCodes } from "./errors.js";

export interface Interruption {
  readonly signal: AbortSignal;
  /** Runs work that must clean up by itself; it sees the interrupt through `signal`. */
  readonly protect: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Takes over SIGINT. Outside of protected work an interrupt exits at once, as does a second one anywhere. */
export function watchInterrupts(): Interruption {
  const controller = new AbortController();
  let isProtected = false;
  process.on("SIGINT", () => {
    if (!isProtected || controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  });
  return {
    signal: controller.signal,
    async protect(work) {
      isProtected = true;
      try {
        return await work();
      } finally {
        isProtected = false;
        if (controller.signal.aborted) process.exit(exitCodes.interrupted);
      }
    },
  };
}
