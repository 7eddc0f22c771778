/** `thriftgen explain`: the page of a diagnostic or of a ThriftError's code, or the list of all of them. */
import { catalog } from "../diagnostics/catalog.js";
import { explainCode, isDiagnosticCode, isThriftErrorCode } from "../diagnostics/explain.js";
import { errorExplanations } from "../diagnostics/runtime-errors.js";
import { suggestName } from "../suggest.js";
import { parseArguments } from "./arguments.js";
import { optionsOf } from "./command-table.js";
import { exitCodes, usageError, type ExitCode } from "./errors.js";
import type { Terminal } from "./terminal.js";

export function runExplain(argv: readonly string[], terminal: Terminal): ExitCode {
  const { operands } = parseArguments(argv, optionsOf("explain"), "explain");
  if (operands.length === 0) {
    terminal.stdout.write(listCodes());
    return exitCodes.ok;
  }
  const pages = operands.map((code) => {
    if (isDiagnosticCode(code) || isThriftErrorCode(code)) return explainCode(code);
    throw unknownCode(code);
  });
  terminal.stdout.write(pages.join("\n"));
  return exitCodes.ok;
}

function listCodes(): string {
  const diagnostics = Object.entries(catalog)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { severity, class: name }]) => [code, severity, name]);
  const errors = Object.keys(errorExplanations).map((code) => [code, "thrown", "ThriftError"]);
  const rows = [...diagnostics, ...errors];
  const width = Math.max(...rows.map(([code = ""]) => code.length));
  return rows
    .map(
      ([code = "", severity = "", name]) =>
        `${code.padEnd(width)}  ${severity.padEnd(7)}  ${name}\n`,
    )
    .join("");
}

function unknownCode(code: string): Error {
  const near = suggestName(code, [...Object.keys(catalog), ...Object.keys(errorExplanations)]);
  const hint = near === undefined ? "thriftgen explain lists all codes." : `Did you mean ${near}?`;
  return usageError(`there is no code ${code}`, hint);
}
