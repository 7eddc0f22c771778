/** Adds up vitest's JSON reports; exits with 1 on a failed test or step, an unlisted skip, or a missing report. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [directory, allowedPath] = process.argv.slice(2);
const allowed = readFileSync(allowedPath, "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const failedSteps = (process.env.CI_FAILED_STEPS ?? "").split(",").filter((name) => name !== "");
const failures = [];
const skips = [];
let passed = 0;

const path = join(directory, "tests.json");
if (existsSync(path)) readReport(JSON.parse(readFileSync(path, "utf8")));
else failures.push("tests: no report");
for (const step of failedSteps) {
  // vitest also fails where no test does: an error outside of tests, say.
  if (step !== "tests") failures.push(step);
  else if (failures.length === 0) failures.push("tests: vitest failed");
}

const unlisted = skips.filter((name) => !allowed.includes(name));
for (const name of skips)
  console.log(`skipped${unlisted.includes(name) ? " (NOT ALLOWED)" : ""}: ${name}`);
for (const name of failures) console.log(`failed: ${name}`);
console.log(`${passed} passed, ${failures.length} failed, ${skips.length} skipped`);
process.exitCode = failures.length === 0 && unlisted.length === 0 && passed > 0 ? 0 : 1;

function readReport({ testResults }) {
  for (const { name, status, message, assertionResults } of testResults) {
    if (status === "failed" && assertionResults.every((result) => result.status !== "failed")) {
      failures.push(`${name}: ${message.split("\n", 1)[0]}`);
    }
    for (const result of assertionResults) {
      if (result.status === "passed") passed++;
      else if (result.status === "failed") failures.push(result.fullName);
      else skips.push(result.fullName);
    }
  }
}
