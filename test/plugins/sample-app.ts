/** A small app outside the repository that imports .thrift files, with the runtime as it is published. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

export interface SampleApp {
  readonly root: string;
  put(path: string, text: string): void;
  read(path: string): string;
  remove(path: string): void;
  /** Paths of the files below a directory, sorted. */
  list(directory: string): string[];
  /** Puts back what the app is made of, and removes what else was put. */
  reset(): void;
}

/** What the app prints. */
export const SAMPLE_OUTPUT = "Ada in London, 46 bytes, level 2";

/** The line of user.thrift where the struct, and where its field `name`, stand. */
export const SAMPLE_LINES = { struct: 7, name: 10 };

const sampleFiles = {
  "package.json": '{ "type": "module", "private": true }',
  "src/user.thrift": `include "shared/place.thrift"
include "level.thrift"

// It is not used, and costs no bundle anything.
struct Unused { 1: string unusedMarker }
/** Somebody. */
struct User {
  1: required i64 id
  /** Shown to others. */
  2: required string name
  3: optional place.Place home
  4: level.Level level = level.Level.SECOND
}
`,
  "src/shared/place.thrift": "struct Place { 1: string city }\n",
  "idl/level.thrift": "enum Level { FIRST = 1, SECOND = 2 }\n",
  "src/app.js": `import { User } from "./user.thrift";
import { UserView } from "./user.view.thrift";
import { Level } from "../idl/level.thrift";

const bytes = User.encode({ id: 7n, name: "Ada", home: { city: "London" }, level: Level.SECOND });
const view = UserView.of(bytes);
const city = User.decode(bytes).home.city;
console.log(\`\${view.name} in \${city}, \${bytes.length} bytes, level \${view.level}\`);
`,
};

/** `includeDirs` that the app needs, relative to its root. */
export const sampleIncludeDirs = ["idl"];

export async function createSampleApp(): Promise<SampleApp> {
  const root = createTemporaryDirectory();
  const added = new Set<string>();
  const app: SampleApp = {
    root,
    put(path, text) {
      if (!(path in sampleFiles)) added.add(path);
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    list: (directory) =>
      readdirSync(join(root, directory), { recursive: true, encoding: "utf8" })
        .filter((path) => statSync(join(root, directory, path)).isFile())
        .toSorted(),
    reset() {
      for (const path of added) rmSync(join(root, path), { force: true });
      added.clear();
      for (const [path, text] of Object.entries(sampleFiles)) app.put(path, text);
    },
  };
  app.reset();
  await installRuntime(join(root, "node_modules/@thriftgen/runtime"));
  return app;
}

/** The runtime's sources without their types, under the package's own exports. */
export async function installRuntime(directory: string): Promise<void> {
  const source = join(repositoryRoot, "packages/runtime");
  const entryPoints = readdirSync(join(source, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(source, "src", path));
  await build({
    entryPoints,
    outdir: join(directory, "dist"),
    outbase: join(source, "src"),
    format: "esm",
  });
  copyFileSync(join(source, "package.json"), join(directory, "package.json"));
}
