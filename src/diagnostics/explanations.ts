/** The page of every diagnostic code; a test compiles each example. */
import type { DiagnosticCode } from "./catalog.js";
import { constantExplanations } from "./explanations-constants.js";
import { includeExplanations } from "./explanations-includes.js";
import { nameExplanations } from "./explanations-names.js";
import { ruleExplanations } from "./explanations-rules.js";
import { scaffoldExplanations } from "./explanations-scaffold.js";
import { syntaxExplanations } from "./explanations-syntax.js";
import type { Explanation } from "./explanation.js";

export const explanations: Readonly<Record<DiagnosticCode, Explanation>> = {
  ...syntaxExplanations,
  ...includeExplanations,
  ...nameExplanations,
  ...constantExplanations,
  ...ruleExplanations,
  ...scaffoldExplanations,
};
