/** The command and its first arguments; undefined where no C compiler works. */
export function findCompiler(os: string): readonly string[] | undefined;
