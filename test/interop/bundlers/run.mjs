/**
 * Builds the sample app with one bundler in a process of its own, as a user's script does: once, again after an included
 * file was edited, and again with mistakes in the IDL. Prints what came of each as JSON.
 *
 *     node run.mjs NAME (in the app's directory)
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { drivers } from "./drivers.mjs";

const [name, node, edited, broken] = process.argv.slice(2);
const root = process.cwd();
const path = createRequire(join(root, "index.js")).resolve(`thriftgen/${name}`);
const { thrift } = await import(pathToFileURL(path).href);
const build = await drivers[name](thrift({ includeDirs: ["idl"] }), root);

await build();
const first = runApp();
const bundle = readFileSync("out/app.mjs", "utf8");
const map = readFileSync("out/app.mjs.map", "utf8");
writeFileSync("idl/level.thrift", edited);
await build();
const second = runApp();
writeFileSync("src/user.thrift", broken);
// One module only: which of two fails first is chance.
writeFileSync("src/app.js", 'import { User } from "./user.thrift";\nconsole.log(User);\n');
const said = [];
console.error = console.log = (...words) => said.push(words.join(" "));
const failure = await build().then(
  () => "",
  (error) => [describe(error), ...said].join("\n"),
);
writeFileSync("result.json", JSON.stringify({ first, second, bundle, map, failure }));
process.exit(0);

function runApp() {
  const { stdout, stderr } = spawnSync(node, ["out/app.mjs"], { encoding: "utf8" });
  return `${stdout}${stderr}`.trim();
}

function describe(error) {
  const inner = error instanceof AggregateError ? error.errors.map(describe).join("\n") : "";
  return inner === "" ? String(error?.message ?? error) : inner;
}
