/** Where the kernels are committed. */
export const kernelsPath: string;
/** The text of kernels.ts. */
export function renderKernels(): Promise<string>;
