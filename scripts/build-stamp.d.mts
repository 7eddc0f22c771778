/** Whether dist and packages/runtime/dist are of the sources as they are. */
export function isBuilt(root: string): boolean;

export function rememberBuild(root: string): void;
