/** `npm run docs`: the documentation of both packages' API as HTML, in .cache/docs. Ends with 1 where a link leads nowhere. */
import { join, resolve, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Application } from "typedoc";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, ".cache", "docs");

const app = await Application.bootstrap({
  name: "thriftgen",
  entryPoints: [join(root, "src/index.ts"), join(root, "packages/runtime/src/index.ts")],
  tsconfig: join(root, "tsconfig.json"),
  // `npm run typecheck` checks types.
  skipErrorChecking: true,
  excludePrivate: true,
  excludeInternal: true,
  readme: join(root, "README.md"),
  // test/rules/public-docs.test.ts looks for what has no words. The README names directories too.
  validation: { notExported: false, invalidLink: true, invalidPath: false, notDocumented: false },
  ignoredHighlightLanguages: ["thrift"],
  githubPages: false,
  disableGit: true,
  sourceLinkTemplate: "{path}",
});
const project = await app.convert();
if (project === undefined) process.exit(1);
app.validate(project);
if (!app.logger.hasErrors()) await app.generateDocs(project, out);
console.log(`${out}/index.html`);
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
