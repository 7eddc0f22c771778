import type { BuildResult } from "esbuild";

/** Result with the metafile, whose `outputs` name every import that is left. */
export type BundleResult = BuildResult<{ metafile: true }>;

export function bundleCli(outfile: string): Promise<BundleResult>;
export function bundleApi(outfile: string): Promise<BundleResult>;
export function bundleBrowser(outfile: string): Promise<BundleResult>;

/** The plugins that package.json exports, by file name. */
export const plugins: readonly string[];
export function bundlePlugins(outdir: string): Promise<BundleResult>;
