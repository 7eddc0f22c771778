/**
 * Every diagnostic: its class, severity and text. The catalogue files hold all the words; passes give parameters
 * only. Each code has an explanation (explanations.ts) and a scenario (fixtures/scenarios), which tests check.
 */
import { constantEntries } from "./catalog-constants.js";
import type { CatalogEntry } from "./catalog-entry.js";
import { includeEntries } from "./catalog-includes.js";
import { nameEntries } from "./catalog-names.js";
import { outputEntries } from "./catalog-output.js";
import { ruleEntries } from "./catalog-rules.js";
import { scaffoldEntries } from "./catalog-scaffold.js";
import { syntaxEntries } from "./catalog-syntax.js";

export type { DiagnosticClass } from "./catalog-entry.js";

export const catalog = {
  ...syntaxEntries,
  ...includeEntries,
  ...nameEntries,
  ...constantEntries,
  ...ruleEntries,
  ...outputEntries,
  ...scaffoldEntries,
} as const;

/** Kebab-case name of a kind of finding; `explainCode` gives its page. */
export type DiagnosticCode = keyof typeof catalog;
export type DiagnosticParameters<C extends DiagnosticCode> =
  (typeof catalog)[C] extends CatalogEntry<infer P> ? P : never;
