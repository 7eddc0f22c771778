/** `thriftgen init`: settings for typed imports of .thrift files; shown first, and written only when agreed to. */
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { writeFiles } from "../index.js";
import { parseArguments } from "./arguments.js";
import { optionsOf } from "./command-table.js";
import { exitCodes, ioError, usageError, type ExitCode } from "./errors.js";
import { formatDiff } from "./init/diff.js";
import { displayPath, planInit, type InitPlan } from "./init/plan.js";
import type { Terminal } from "./terminal.js";

export async function runInit(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, operands } = parseArguments(argv, optionsOf("init"), "init");
  if (operands.length > 0) {
    throw usageError(
      `init takes no files, but ${operands[0]} was given`,
      "It finds tsconfig.json upward; --project names another.",
    );
  }
  const { workingDirectory } = terminal;
  const project = values.get("project");
  const request = {
    workingDirectory,
    project: typeof project === "string" ? project : undefined,
    place: values.get("declarations") === "beside" ? "beside" : "mirror",
  } as const;
  const plan = planInit(request);
  for (const note of plan.notes) terminal.stderr.write(`hint: ${note}\n`);
  if (plan.changes.length === 0) {
    terminal.stderr.write("nothing to change: imports of .thrift files are set up\n");
    return exitCodes.ok;
  }
  terminal.stdout.write(showChanges(plan, workingDirectory));
  if (values.get("dryRun") === true) {
    terminal.stderr.write("(dry run, nothing written)\n");
    return exitCodes.ok;
  }
  const isAgreed = values.get("yes") === true || (await agree(terminal));
  if (!isAgreed) return refuse(terminal);
  if (!isDeepStrictEqual(planInit(request), plan)) {
    throw ioError("the files changed while the question stood", "Run thriftgen init again.");
  }
  await write(plan);
  terminal.stderr.write(`${describe(plan)}\n`);
  return exitCodes.ok;
}

function showChanges({ directory, changes }: InitPlan, workingDirectory: string): string {
  return changes
    .map(({ path, before, after }) =>
      formatDiff(displayPath(workingDirectory, join(directory, path)), before, after),
    )
    .join("");
}

async function agree({ ask }: Terminal): Promise<boolean> {
  if (ask === undefined) return false;
  const answer = await ask("Write these changes? [y/N] ");
  return /^y(?:es)?$/i.test(answer.trim());
}

function refuse(terminal: Terminal): ExitCode {
  if (terminal.ask !== undefined) {
    terminal.stderr.write("nothing written\n");
    return exitCodes.ok;
  }
  terminal.stderr.write("nothing written: add --yes to write these changes\n");
  return exitCodes.findings;
}

/** All of them or none. */
async function write({ directory, changes }: InitPlan): Promise<void> {
  await writeFiles(
    directory,
    changes.map(({ path, after }) => ({ path, text: after })),
  );
}

function describe({ changes }: InitPlan): string {
  const names = changes.map(({ path, before }) => `${path}${before === undefined ? " (new)" : ""}`);
  return `wrote ${names.join(", ")}; thriftgen compile writes the declarations now`;
}
