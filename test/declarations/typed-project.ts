/** A project of a user who imports .thrift files in TypeScript: sources, settings, and the declarations that we write. */
import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { emitDeclarations, type DeclarationsPlace } from "../../src/index.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { runtimePaths } from "../support/typecheck.js";

const require = createRequire(import.meta.url);
const compilers = {
  "5.4": "typescript-5.4",
  "6.0": "typescript",
  "7.0": "typescript-7.0",
} as const;

export type Resolution = "bundler" | "nodenext";

export const idl = {
  "src/user.thrift": `include "../idl/shared.thrift"

/** Somebody. */
struct User {
  1: required i64 id,
  /** As printed on letters. */
  2: optional string display_name,
  3: shared.Color color,
  4: list<shared.Point> path,
}

union Contact { 1: string mail, 2: i32 phone }

exception NotFound { 1: required i64 id }

typedef User Account

const i32 LIMIT = 100

service Users {
  User find(1: i64 id) throws (1: NotFound missing),
  void rename(1: i64 id, 2: string name),
}
`,
  "idl/shared.thrift":
    "enum Color { RED = 1, GREEN = 2 }\r\nstruct Point { 1: i32 x, 2: i32 y }\r\n",
} as const;

/** Uses everything as it is meant. */
const rightUse = `import { Contact, LIMIT, NotFound, User, type Account } from "./user.thrift";
import { UserView } from "./user.view.thrift";
import type { Users } from "./user.service.thrift";
import { Color, Point } from "../idl/shared.thrift";

const user: User = User.decode(User.encode({ id: 5n, color: Color.GREEN, path: [{ x: 1 }] }));
const name: string | undefined = user.display_name;
const point: Point | undefined = user.path[0];
const view = UserView.of(User.encode(user));
view.display_name = "Ada";
const id: bigint = view.id;
const contact: Contact = { phone: 1 };
const mail = contact.mail;
const limit: number = LIMIT;
const account: Account = user;
const seen: unknown[] = [];
export const users: Users = {
  find: async (wanted) => {
    if (wanted > limit) throw new NotFound({ id: wanted });
    return user;
  },
  rename: async (wanted, changed) => void seen.push(wanted, changed, name, point, id, mail, account),
};
export const found: Promise<User> = users.find(1n);
`;

/** An error in each line but the first two. */
const wrongUse = `import { Color } from "../idl/shared.thrift";
import { User } from "./user.thrift";
export const wrongField: User.Input = { id: 5n, nickname: "Ada" };
export const wrongType: string = User.decode(new Uint8Array(1)).id;
export const wrongColor: number = Color.BLUE;
export { Missing } from "./user.thrift";
`;

export interface TypedProject {
  readonly directory: string;
  readonly place: DeclarationsPlace;
  readonly config: string;
}

export async function createTypedProject(
  place: DeclarationsPlace,
  resolution: Resolution,
): Promise<TypedProject> {
  const directory = createTemporaryDirectory();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  for (const [path, text] of Object.entries(idl)) write(path, text);
  write("src/app.ts", rightUse);
  write("src/wrong.ts", wrongUse);
  write("package.json", JSON.stringify({ name: "app", type: "module" }));
  write("tsconfig.json", JSON.stringify(settingsOf(place, resolution)));
  linkRuntime(directory);
  const result = await emitDeclarations({
    files: [join(directory, "src/user.thrift")],
    root: directory,
    project: directory,
    declarations: place,
    write: true,
  });
  if (result.diagnostics.length > 0) throw new Error(JSON.stringify(result.diagnostics));
  return { directory, place, config: join(directory, "tsconfig.json") };
}

export function settingsOf(
  place: DeclarationsPlace,
  resolution: Resolution,
): {
  readonly compilerOptions: object;
  readonly include: readonly string[];
} {
  return {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      target: "es2022",
      lib: ["es2022"],
      types: [],
      module: resolution === "bundler" ? "esnext" : "nodenext",
      moduleResolution: resolution,
      noEmit: true,
      allowArbitraryExtensions: true,
      ...(place === "mirror" ? { rootDirs: [".", ".thriftgen"] } : {}),
    },
    include: ["src"],
  };
}

/** The runtime as a user has it: its declarations, found through package.json. */
export function linkRuntime(directory: string): void {
  const [index = ""] = runtimePaths()["@thriftgen/runtime"] ?? [];
  const scope = join(directory, "node_modules/@thriftgen");
  const target = dirname(index);
  const exports = { ".": "./index.d.ts", "./codegen-v1": "./codegen-v1.d.ts" };
  const manifest = { name: "@thriftgen/runtime", version: "0.0.0", type: "module", exports };
  writeFileSync(join(target, "package.json"), JSON.stringify(manifest));
  mkdirSync(scope, { recursive: true });
  symlinkSync(target, join(scope, "runtime"));
}

/** Places and codes of what a version of TypeScript says of the project, without the texts. */
export async function listErrors(
  version: keyof typeof compilers,
  directory: string,
): Promise<readonly string[]> {
  const manifest = require.resolve(`${compilers[version]}/package.json`);
  const binary = join(dirname(manifest), "bin", "tsc");
  try {
    await promisify(execFile)(process.execPath, [binary, "--pretty", "false"], { cwd: directory });
    return [];
  } catch (error) {
    const { stdout } = error as { readonly stdout?: string };
    const lines = (stdout ?? String(error)).split("\n").filter((line) => /^\S/.test(line));
    return lines.map((line) => line.replace(/^(.*?error TS\d+):.*$/, "$1"));
  }
}
