/** `thriftgen init`: what it shows, what it writes, and all that it leaves alone. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import ts from "typescript";
import { CliError } from "../../src/cli/errors.js";
import { runInit } from "../../src/cli/init-command.js";
import { createTemporaryDirectory } from "../support/temporary.js";

type Files = Readonly<Record<string, string>>;

const parent = createTemporaryDirectory();
let count = 0;

function createProject(files: Files): string {
  const directory = join(parent, String(++count));
  mkdirSync(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `answer`: what somebody at a terminal says; without it there is no terminal. */
async function init(directory: string, line = "", answer?: string): Promise<Run> {
  const output = { stdout: "", stderr: "" };
  const code = await runInit(
    line.split(" ").filter((word) => word !== ""),
    {
      stdout: { write: (text) => void (output.stdout += text) },
      stderr: { write: (text) => void (output.stderr += text) },
      readStdin: () => Promise.reject(new Error("asked for input")),
      ask:
        answer === undefined
          ? undefined
          : (question) => {
              output.stderr += question;
              return Promise.resolve(answer);
            },
      environment: {},
      workingDirectory: directory,
    },
  );
  return { code, ...output };
}

async function failureOf(directory: string, line = "--yes"): Promise<CliError> {
  try {
    await init(directory, line);
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error("no error");
}

const read = (directory: string, path: string): string =>
  readFileSync(join(directory, path), "utf8");

/** What TypeScript itself makes of the settings. */
function settingsOf(directory: string, path = "tsconfig.json"): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(join(directory, path), ts.sys.readFile);
  expect(error).toBeUndefined();
  return ts.parseJsonConfigFileContent(config, ts.sys, directory).options;
}

const plain = `{
  // Comments stay.
  "compilerOptions": {
    "strict": true, // like this one
    "module": "nodenext" /* and this */
  }
}
`;

describe("a plain project", () => {
  const files = { "tsconfig.json": plain, ".git/HEAD": "", ".gitignore": "node_modules" };

  test("is shown the changes, and nothing is written where nobody can agree", async () => {
    const directory = createProject(files);
    expect(await init(directory)).toEqual({
      code: 1,
      stdout: `--- tsconfig.json
+++ tsconfig.json
@@ -2,6 +2,8 @@
   // Comments stay.
   "compilerOptions": {
     "strict": true, // like this one
-    "module": "nodenext" /* and this */
+    "module": "nodenext", /* and this */
+    "allowArbitraryExtensions": true,
+    "rootDirs": [".", ".thriftgen"]
   }
 }
--- /dev/null
+++ thriftgen.config.json
@@ -0,0 +1,5 @@
+{
+  "$schema": "./node_modules/thriftgen/schema/thriftgen.config.schema.json",
+  "files": ["**/*.thrift"],
+  "declarations": "mirror"
+}
--- .gitignore
+++ .gitignore
@@ -1,1 +1,2 @@
-node_modules
\\ No newline at end of file
+node_modules
+.thriftgen/
`,
      stderr: "nothing written: add --yes to write these changes\n",
    });
    expect(read(directory, "tsconfig.json")).toBe(plain);
    expect(existsSync(join(directory, "thriftgen.config.json"))).toBe(false);
  });

  test("gets them with --yes, once", async () => {
    const directory = createProject(files);
    const first = await init(directory, "--yes");
    expect(first.code).toBe(0);
    expect(first.stderr).toBe(
      "wrote tsconfig.json, thriftgen.config.json (new), .gitignore; thriftgen compile writes the declarations now\n",
    );
    expect(settingsOf(directory)).toMatchObject({
      strict: true,
      allowArbitraryExtensions: true,
      rootDirs: [directory, join(directory, ".thriftgen")],
    });
    expect(read(directory, "tsconfig.json")).toContain("// like this one\n");
    expect(read(directory, ".gitignore")).toBe("node_modules\n.thriftgen/\n");
    const before = readdirSync(directory).map((name) => [name, existsSync(join(directory, name))]);
    expect(await init(directory, "--yes")).toEqual({
      code: 0,
      stdout: "",
      stderr: "nothing to change: imports of .thrift files are set up\n",
    });
    expect(readdirSync(directory).map((name) => [name, true])).toEqual(before);
  });

  test.each([
    ["y\n", true],
    ["YES\r\n", true],
    ["n\n", false],
    ["\n", false],
    ["", false],
  ])("asks on a terminal: %j", async (answer, isWritten) => {
    const directory = createProject(files);
    const { code, stdout, stderr } = await init(directory, "", answer);
    expect(code).toBe(0);
    expect(stdout).toContain('+    "allowArbitraryExtensions": true');
    expect(stderr).toMatch(/^Write these changes\? \[y\/N\] (?:wrote|nothing written)/);
    expect(read(directory, "tsconfig.json") !== plain).toBe(isWritten);
  });

  test("is only shown them with --dry-run", async () => {
    const directory = createProject(files);
    const { code, stderr } = await init(directory, "--yes --dry-run");
    expect([code, stderr]).toEqual([0, "(dry run, nothing written)\n"]);
    expect(read(directory, "tsconfig.json")).toBe(plain);
  });

  test("needs no mirror with declarations beside the IDL", async () => {
    const directory = createProject(files);
    await init(directory, "--yes --declarations=beside");
    expect(settingsOf(directory)).toMatchObject({ allowArbitraryExtensions: true });
    expect(settingsOf(directory).rootDirs).toBeUndefined();
    expect(read(directory, "thriftgen.config.json")).toContain('"declarations": "beside"');
    expect(read(directory, ".gitignore")).toBe("node_modules");
  });
});

describe("tsconfig.json of any form", () => {
  test.each([
    [
      "empty",
      "{}",
      '{\n  "compilerOptions": {\n    "allowArbitraryExtensions": true,\n    "rootDirs": [".", ".thriftgen"]\n  }\n}',
    ],
    [
      "on one line",
      '{ "include": ["src"] }',
      '{ "include": ["src"], "compilerOptions": {\n  "allowArbitraryExtensions": true,\n  "rootDirs": [".", ".thriftgen"]\n} }',
    ],
    [
      "trailing commas",
      '{\n\t"compilerOptions": {\n\t\t"strict": true,\n\t},\n}\n',
      '{\n\t"compilerOptions": {\n\t\t"strict": true,\n\t\t"allowArbitraryExtensions": true,\n\t\t"rootDirs": [".", ".thriftgen"],\n\t},\n}\n',
    ],
    [
      "no options yet",
      '{\r\n  "compilerOptions": {} // none\r\n}\r\n',
      '{\r\n  "compilerOptions": {\r\n    "allowArbitraryExtensions": true,\r\n    "rootDirs": [".", ".thriftgen"]\r\n  } // none\r\n}\r\n',
    ],
    [
      "only a comment inside",
      '{\n  "compilerOptions": {\n    // "strict": true\n  }\n}\n',
      '{\n  "compilerOptions": {\n    "allowArbitraryExtensions": true,\n    "rootDirs": [".", ".thriftgen"]\n    // "strict": true\n  }\n}\n',
    ],
    [
      "switched off",
      '{ "compilerOptions": { "allowArbitraryExtensions": false } }',
      '{ "compilerOptions": { "allowArbitraryExtensions": true, "rootDirs": [".", ".thriftgen"] } }',
    ],
    [
      "a byte order mark",
      '\uFEFF{\n  "compilerOptions": { "strict": true }\n}',
      '\uFEFF{\n  "compilerOptions": { "strict": true, "allowArbitraryExtensions": true, "rootDirs": [".", ".thriftgen"] }\n}',
    ],
    [
      "half done",
      '{ "compilerOptions": { "rootDirs": ["."], "allowArbitraryExtensions": true } }',
      '{ "compilerOptions": { "rootDirs": [".", ".thriftgen"], "allowArbitraryExtensions": true } }',
    ],
    [
      "roots of its own",
      '{ "compilerOptions": { "allowArbitraryExtensions": true, "rootDirs": ["src", "../lib"] } }',
      '{ "compilerOptions": { "allowArbitraryExtensions": true, "rootDirs": ["src", "../lib", ".", ".thriftgen", ".thriftgen/src"] } }',
    ],
  ])("%s", async (_, before, after) => {
    const directory = createProject({ "tsconfig.json": before });
    expect((await init(directory, "--yes")).code).toBe(0);
    expect(read(directory, "tsconfig.json")).toBe(after);
    expect(settingsOf(directory).allowArbitraryExtensions).toBe(true);
    expect((await init(directory, "--yes")).stderr).toMatch(/^nothing to change/);
  });

  test("what it extends counts, and its roots are kept", async () => {
    const directory = createProject({
      "base/tsconfig.json":
        '{ "compilerOptions": { "allowArbitraryExtensions": true, "rootDirs": ["../src"] } }',
      "app/tsconfig.json": '{ "extends": ["../base/tsconfig"] }',
    });
    await init(join(directory, "app"), "--yes");
    const options = settingsOf(join(directory, "app"));
    expect(options.allowArbitraryExtensions).toBe(true);
    expect(options.rootDirs).toEqual([
      join(directory, "src"),
      join(directory, "app"),
      join(directory, "app/.thriftgen"),
    ]);
    expect(read(directory, "app/tsconfig.json")).not.toContain("allowArbitraryExtensions");
    expect((await init(join(directory, "app"), "--yes")).stderr).toMatch(/^nothing to change/);
  });

  test("what it extends and nobody finds is said", async () => {
    const directory = createProject({ "tsconfig.json": '{ "extends": "@nobody/has-this" }' });
    const { stderr } = await init(directory, "--yes");
    expect(stderr).toContain("extends @nobody/has-this, which was not found");
  });

  test("a list of references stands for those beside it, as Vite has them", async () => {
    const directory = createProject({
      "tsconfig.json":
        '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "../other" }] }',
      "tsconfig.app.json": '{ "compilerOptions": { "strict": true } }',
    });
    await init(directory, "--yes");
    expect(settingsOf(directory, "tsconfig.app.json").allowArbitraryExtensions).toBe(true);
    expect(read(directory, "tsconfig.json")).not.toContain("allowArbitraryExtensions");
  });

  test("is found upward, and named by file or directory", async () => {
    const directory = createProject({
      "tsconfig.json": plain,
      "src/deep/a.ts": "",
      "own.json": plain,
    });
    await init(join(directory, "src/deep"), "--yes");
    expect(settingsOf(directory).allowArbitraryExtensions).toBe(true);
    expect(existsSync(join(directory, "thriftgen.config.json"))).toBe(true);
    await init(parent, `--yes --project ${join(directory, "own.json")}`);
    expect(settingsOf(directory, "own.json").allowArbitraryExtensions).toBe(true);
  });
});

describe("what is there is kept", () => {
  test("a config keeps its settings, and gets what it lacks", async () => {
    const directory = createProject({
      "tsconfig.json": "{}",
      "thriftgen.config.json": '{\n  "outDir": "gen"\n}\n',
    });
    await init(directory, "--yes");
    expect(JSON.parse(read(directory, "thriftgen.config.json"))).toEqual({
      outDir: "gen",
      declarations: "mirror",
    });
  });

  test.each([
    ["thriftgen.config.mjs", "export default {};"],
    ["thriftgen.config.json", '{ "declarations": "beside" }'],
  ])("a config that says otherwise, or is code, is left to the user: %s", async (name, text) => {
    const directory = createProject({ "tsconfig.json": "{}", [name]: text });
    const { stderr } = await init(directory, "--yes");
    expect(stderr).toContain(
      `hint: ${join(directory, name)} holds here: put declarations: "mirror" into it\n`,
    );
    expect(read(directory, name)).toBe(text);
  });

  test.each([".thriftgen", "/.thriftgen/", "# mine\r\n**/.thriftgen/\r\n"])(
    ".gitignore that covers the mirror: %j",
    async (text) => {
      const directory = createProject({
        "tsconfig.json": "{}",
        ".git/HEAD": "",
        ".gitignore": text,
      });
      await init(directory, "--yes");
      expect(read(directory, ".gitignore")).toBe(text);
    },
  );

  test("no .gitignore is made where git is not in use", async () => {
    const directory = createProject({ "tsconfig.json": "{}" });
    await init(directory, "--yes");
    expect(existsSync(join(directory, ".gitignore"))).toBe(false);
  });
});

describe("what cannot be understood is left as it is", () => {
  test.each([
    [
      "no JSON",
      '{\n  "compilerOptions": {\n    strict: true\n  }\n}',
      /tsconfig\.json:3:5: a key in quotes is missing/,
    ],
    ["a missing comma", '{ "a": 1 "b": 2 }', /tsconfig\.json:1:10: "," or "}" is missing/],
    ["an open comment", "{ /* }", /tsconfig\.json:1:3: a key in quotes is missing/],
    ["more behind it", "{} {}", /tsconfig\.json:1:4: the file should end here/],
    ["a list", "[]", /tsconfig\.json:1:1: the file should hold an object/],
    [
      "options of another kind",
      '{ "compilerOptions": [] }',
      /tsconfig\.json:1:22: compilerOptions should hold an object/,
    ],
    ["nothing", "", /tsconfig\.json:1:1: a value is missing/],
    ["endless nesting", "[".repeat(100_000), /tsconfig\.json:1:102: this is nested too deeply/],
  ])("%s", async (_, text, message) => {
    const directory = createProject({ "tsconfig.json": text, ".git/HEAD": "" });
    const error = await failureOf(directory);
    expect([error.kind, error.message]).toEqual(["usage", expect.stringMatching(message)]);
    expect(readdirSync(directory).toSorted()).toEqual([".git", "tsconfig.json"]);
    expect(read(directory, "tsconfig.json")).toBe(text);
  });

  test("bytes that are no text", async () => {
    const directory = createProject({});
    writeFileSync(join(directory, "tsconfig.json"), Buffer.from([0x7b, 0xff, 0x7d]));
    expect((await failureOf(directory)).message).toMatch(/is not UTF-8$/);
  });

  test("a link in the file's place", async () => {
    const directory = createProject({ "real.json": "{}" });
    symlinkSync("real.json", join(directory, "tsconfig.json"));
    await expect(init(directory, "--yes")).rejects.toThrow(/is a symbolic link/);
    expect(read(directory, "real.json")).toBe("{}");
  });

  test("what is not there", async () => {
    const directory = createProject({});
    expect((await failureOf(directory, "--project nowhere.json")).message).toMatch(
      /^there is no .*nowhere\.json$/,
    );
    expect((await failureOf(directory, "src")).message).toBe(
      "init takes no files, but src was given",
    );
  });

  test("files that change while the question stands", async () => {
    const directory = createProject({ "tsconfig.json": "{}" });
    const changing = init(directory, "", "y");
    writeFileSync(join(directory, "tsconfig.json"), '{ "include": [] }');
    await expect(changing).rejects.toThrow("the files changed while the question stood");
    expect(read(directory, "tsconfig.json")).toBe('{ "include": [] }');
  });
});
