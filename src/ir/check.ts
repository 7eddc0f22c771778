/** Runs every check of a linked program. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { BoundProgram } from "./origins.js";
import { checkByteLists } from "./rules/byte-lists.js";
import { checkDottedNames } from "./rules/dotted-names.js";
import { checkDuplicateDefinitions } from "./rules/duplicate-definitions.js";
import { checkDuplicateEnumMembers } from "./rules/duplicate-enum-members.js";
import { checkDuplicateFields } from "./rules/duplicate-fields.js";
import { checkDuplicateFunctions } from "./rules/duplicate-functions.js";
import { checkFieldIdRange } from "./rules/field-id-range.js";
import { checkInfiniteStructs } from "./rules/infinite-structs.js";
import { checkOneway } from "./rules/oneway.js";
import { checkOptionalArguments } from "./rules/optional-arguments.js";
import { checkServiceCycles } from "./rules/service-cycles.js";
import { checkThrows } from "./rules/throws.js";
import { checkUnions } from "./rules/unions.js";
import { checkUnusedDefaults } from "./rules/unused-defaults.js";
import { checkWrittenFieldIds } from "./rules/written-field-ids.js";

type Rule = (program: BoundProgram, sink: DiagnosticSink) => void;

/** One law each; none depends on another, or on the program being free of errors. */
const RULES: readonly Rule[] = [
  checkDuplicateDefinitions,
  checkDottedNames,
  checkDuplicateEnumMembers,
  checkDuplicateFields,
  checkFieldIdRange,
  checkWrittenFieldIds,
  checkUnions,
  checkInfiniteStructs,
  checkServiceCycles,
  checkDuplicateFunctions,
  checkOneway,
  checkThrows,
  checkOptionalArguments,
  checkByteLists,
  checkUnusedDefaults,
];

/** Reports what linking alone does not find: everything that other compilers accept silently, and more. */
export function checkProgram(program: BoundProgram, sink: DiagnosticSink): void {
  for (const rule of RULES) rule(program, sink);
}
