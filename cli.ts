#!/usr/bin/env node
import { runCli } from "./src/cli/main.js";
import { createProcessTerminal } from "./src/cli/process-terminal.js";
import { version } from "./src/version.js";

process.exitCode = await runCli(process.argv.slice(2), createProcessTerminal(), version);
