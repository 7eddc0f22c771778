/** The command and its first arguments; undefined where no C compiler works. */
export function findCompiler(os: string): readonly string[] | undefined;

/** The command that compiles a source into a module for a platform. */
export function listArguments(
  compiler: readonly string[],
  target: { readonly os: string; readonly cpu?: string },
  source: string,
  output: string,
): { readonly command: string; readonly args: readonly string[] };
