/** Adds up vitest's JSON reports; exits with 1 on a failure, an unlisted skip, a stale entry of the list or no report. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [directory, allowedPath] = process.argv.slice(2);
const allowed = readFileSync(allowedPath, "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const failures = (process.env.CI_FAILED_STEPS ?? "").split(",").filter((name) => name !== "");
const skips = [];
let passed = 0;

for (const project of ["unit", "corpus", "interop"]) {
  const path = join(directory, `${project}.json`);
  if (!existsSync(path)) {
    failures.push(`${project}: no report`);
    continue;
  }
  for (const file of JSON.parse(readFileSync(path, "utf8")).testResults) {
    if (file.status === "failed" && file.assertionResults.length === 0) {
      failures.push(`${file.name}: ${file.message.split("\n", 1)[0]}`);
    }
    for (const { status, fullName } of file.assertionResults) {
      if (status === "passed") passed++;
      else if (status === "failed") failures.push(fullName);
      else skips.push(fullName);
    }
  }
}

const unlisted = skips.filter((name) => !allowed.includes(name));
for (const name of skips)
  console.log(`skipped${allowed.includes(name) ? "" : " (NOT ALLOWED)"}: ${name}`);
for (const name of failures) console.log(`failed: ${name}`);
console.log(`${passed} passed, ${failures.length} failed, ${skips.length} skipped`);
process.exitCode = failures.length === 0 && unlisted.length === 0 && passed > 0 ? 0 : 1;
