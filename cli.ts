#!/usr/bin/env node
import { endProcess } from "./src/cli/end-process.js";
import { runCli } from "./src/cli/main.js";
import { createProcessTerminal } from "./src/cli/process-terminal.js";
import { version } from "./src/version.js";

endProcess(await runCli(process.argv.slice(2), createProcessTerminal(), version));
