/** Sources of kernels, relative to the runtime's. */
export const kernelSources: readonly string[];
/** Where the kernels of a source are committed. */
export function kernelsPath(source: string): string;
/** The text of that file. */
export function renderKernels(source: string): Promise<string>;
