/** Where a run of the command line reads from and writes to; tests give their own. */

export interface OutputStream {
  write(text: string): void;
  readonly isTTY?: boolean | undefined;
}

export interface Terminal {
  /** Data: what was asked for. */
  readonly stdout: OutputStream;
  /** Diagnostics, summaries, progress. */
  readonly stderr: OutputStream;
  readonly readStdin: () => Promise<Uint8Array>;
  /** The line that somebody answers with; undefined where nobody can, because input or messages are no terminal. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
}

/** Colours: as `--color` says, else NO_COLOR, FORCE_COLOR, and only on a terminal that can. */
export function wantsColor(terminal: Terminal, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  const { NO_COLOR, FORCE_COLOR, TERM } = terminal.environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return terminal.stderr.isTTY === true && TERM !== "dumb";
}
