export interface CodecReport {
  readonly environment: { readonly node: string };
  readonly workloads: readonly unknown[];
}

/** The table of the root README, of what results/codec.json holds. */
export declare function renderArticle(report: CodecReport): string;
