/** The last step of a scaffold run: the handler is written, compared or shown. */
import { basename, dirname, relative, resolve } from "node:path";
import { toPosix } from "../host-node.js";
import { compareFiles, writeFiles } from "../index.js";
import type { Scaffold } from "../scaffold/index.js";
import { exitCodes, type ExitCode } from "./errors.js";
import type { Interruption } from "./interruption.js";
import type { ScaffoldRequest } from "./scaffold-options.js";
import { count, listChanges } from "./report.js";
import type { Terminal } from "./terminal.js";

export interface HandlerDelivery {
  readonly request: ScaffoldRequest;
  readonly handler: Scaffold;
  readonly terminal: Terminal;
  readonly tell: (text: string) => void;
  readonly interruption: Interruption;
}

export async function deliverHandler(delivery: HandlerDelivery): Promise<ExitCode> {
  const { request, handler, terminal, tell, interruption } = delivery;
  const { workingDirectory } = terminal;
  const path = resolve(workingDirectory, handler.path);
  const shown = toPosix(relative(workingDirectory, path));
  const directory = dirname(path);
  const files = [{ path: basename(path), text: handler.text }];
  const report = compareFiles(directory, files);
  if (request.check) {
    if (report.unchanged.length > 0) tell(describe(handler, shown));
    else
      tell(
        `${shown} ${describeLack(handler, report.created.length > 0)}: run thriftgen without --check`,
      );
    if (report.unchanged.length === 0) terminal.stdout.write(`${shown}\n`);
    return report.unchanged.length > 0 ? exitCodes.ok : exitCodes.findings;
  }
  if (request.dryRun) {
    terminal.stdout.write(listChanges(report, () => shown));
    tell(`${describe(handler, shown)} (dry run, nothing written)`);
    return exitCodes.ok;
  }
  const { signal } = interruption;
  await interruption.protect(() => writeFiles(directory, files, { signal }));
  tell(describe(handler, shown));
  return exitCodes.ok;
}

/** `src/users.handler.ts: created with 3 methods`, `... 2 methods added: get, put`, `... no method is missing`. */
function describe({ insertions, added }: Scaffold, shown: string): string {
  if (insertions === undefined) return `${shown}: created with ${count(added.length, "method")}`;
  if (added.length === 0) return `${shown}: no method is missing`;
  return `${shown}: ${count(added.length, "method")} added: ${listNames(added)}`;
}

function describeLack({ insertions, added }: Scaffold, isNew: boolean): string {
  if (isNew) return "does not exist";
  if (insertions === undefined) return "is empty";
  return `lacks ${count(added.length, "method")}: ${listNames(added)}`;
}

/** Services can have thousands. */
function listNames(names: readonly string[]): string {
  const more = names.length - 20;
  return names.slice(0, 20).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
