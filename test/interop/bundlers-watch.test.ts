/** Bundlers in their own watch mode: edits, mistakes and losses of an included file and the config, none of which may leave them stale. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared.js";
import { createInstalledApp } from "./bundlers/installed-app.js";
import type { SampleApp } from "../plugins/sample-app.js";

const path = "src/shared/place.thrift";
const config = "thriftgen.config.json";
const settings = '{ "includeDirs": ["idl"] }';
const place = (type: string, city: string): string =>
  `struct Place { 1: ${type} city = "${city}" }\n`;

/** The app prints the default of a field of an included struct. */
const edits = [
  { expected: "London" },
  { path, text: place("string", "Paris"), expected: "Paris" },
  { path, text: place("strng", "Paris"), expected: 'Type "strng" is not defined' },
  { path, text: place("string", "Rome"), expected: "Rome" },
  { path, text: null, expected: 'Included file "shared/place.thrift" was not found' },
  { path, text: place("string", "Oslo"), expected: "Oslo" },
  { path: config, text: '{ "i64": "nmber" }', expected: '"i64" takes bigint' },
  { path: config, text: settings, expected: "Oslo" },
];

let app: SampleApp;

beforeAll(async () => {
  app = await createInstalledApp();
  app.put(config, settings);
  app.put(
    "src/app.js",
    'import { User } from "./user.thrift";\nconsole.log(User.create({ id: 1n, name: "", home: {} }).home.city);\n',
  );
});

it.each(["vite", "rollup", "rolldown", "webpack", "rspack"])("%s", { timeout: 120_000 }, (name) => {
  app.put(path, place("string", "London"));
  const script = join(repositoryRoot, "test/interop/bundlers/watch.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [script, name, JSON.stringify(edits)], {
    cwd: app.root,
    encoding: "utf8",
    timeout: 100_000,
  });
  const seen = stdout.split("\n").filter((line) => line !== "");
  expect(seen, stderr).toEqual(edits.map(({ expected }) => expected));
});
