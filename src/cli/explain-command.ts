/** `thriftgen explain`: the page of a diagnostic, or the list of all of them. */
import { catalog } from "../diagnostics/catalog.js";
import { explainCode, isDiagnosticCode } from "../diagnostics/explain.js";
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
    if (!isDiagnosticCode(code)) throw unknownCode(code);
    return explainCode(code);
  });
  terminal.stdout.write(pages.join("\n"));
  return exitCodes.ok;
}

function listCodes(): string {
  const entries = Object.entries(catalog).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...entries.map(([code]) => code.length));
  return entries
    .map(
      ([code, { severity, class: name }]) =>
        `${code.padEnd(width)}  ${severity.padEnd(7)}  ${name}\n`,
    )
    .join("");
}

function unknownCode(code: string): Error {
  const near = suggestName(code, Object.keys(catalog));
  const hint = near === undefined ? "thriftgen explain lists all codes." : `Did you mean ${near}?`;
  return usageError(`there is no diagnostic ${code}`, hint);
}
