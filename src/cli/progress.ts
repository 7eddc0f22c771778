/** A line on the terminal that counts files while a large compilation runs. */
import type { ErrorFormat } from "../diagnostics/render.js";
import type { CompileProgress } from "../index.js";
import type { Terminal } from "./terminal.js";

/** Below this a compilation is over before anyone reads the line; above, every so many are news. */
const minimumFiles = 20;

export interface Progress {
  readonly show: (progress: CompileProgress) => void;
  /** Takes the line away again. */
  readonly clear: () => void;
}

/** Silent where the error stream is no terminal or is meant for a program. */
export function createProgress({ stderr, environment }: Terminal, format: ErrorFormat): Progress {
  const isSilent = stderr.isTTY !== true || format !== "text" || environment["TERM"] === "dumb";
  if (isSilent) return { show: () => undefined, clear: () => undefined };
  let isShown = false;
  return {
    show({ step, files }) {
      if (files % minimumFiles !== 0) return;
      isShown = true;
      stderr.write(`\r\u001b[K${step}: ${files} files`);
    },
    clear() {
      if (isShown) stderr.write("\r\u001b[K");
      isShown = false;
    },
  };
}
