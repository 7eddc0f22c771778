/** Kills concurrent compile runs at random moments; gives a line for each problem found. */
export function runCrashRounds(cli: string, kills: number, seed: number): Promise<string[]>;
