/** What README.md shows is what one gets: its types, its programs, its options, its exit codes, its times. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderArticle } from "../../bench/codec/article.mjs";
import { bundleApi } from "../../scripts/bundle.mjs";
import { commands } from "../../src/cli/command-table.js";
import { exitCodes } from "../../src/cli/errors.js";
import { settingOptions } from "../../src/config/option-table.js";
import { configOptions } from "../../src/config/read-settings.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { loadConfig } from "../../src/index.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { typecheck } from "../support/typecheck.js";

const text = readFileSync(join(repositoryRoot, "README.md"), "utf8");
const runtimeText = readFileSync(join(repositoryRoot, "packages/runtime/README.md"), "utf8");

/** Fenced blocks of a language, in order. */
function findBlocks(language: string, markdown = text): string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms");
  return [...markdown.matchAll(pattern)].map(([, block = ""]) => block);
}

/** Cells of the rows of the table below a header cell, without the header. */
function findTable(header: string): string[][] {
  const start = text.indexOf(`\n| ${header}`);
  if (start < 0) throw new Error(`README.md has no table "${header}"`);
  const [, , ...rows] = text.slice(start + 1, text.indexOf("\n\n", start)).split("\n");
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function byName(a: readonly string[], b: readonly string[]): number {
  return (a[0] ?? "") < (b[0] ?? "") ? -1 : 1;
}

/** Without line breaks and what Prettier, which formats the README, adds at them. */
function squeeze(code: string): string {
  return code.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/,? \)/g, ")");
}

const [idl = "", samples = ""] = findBlocks("thrift");
const programs = [...findBlocks("ts"), ...findBlocks("ts", runtimeText)].filter((block) =>
  /from "\.\/gen\/(user|samples)\.js"/.test(block),
);
/** What the programs use of Node. */
const hostTypes = `
  declare const console: { log(...words: unknown[]): void };
  declare const Buffer: { from(bytes: Uint8Array): { toString(encoding: "base64"): string } };
`;
const sources = { "user.thrift": idl, "samples.thrift": samples };
const generated = await compileOrFail(sources, Object.keys(sources), { views: true });

describe("the first screen", () => {
  it("shows the types that come out", async () => {
    const [declared] = await compileOrFail({ "user.thrift": idl }, "user.thrift", {
      targets: ["dts"],
    });
    const shown = findBlocks("ts")[0]?.trim().split("\n\n") ?? [];
    expect(shown).toHaveLength(5);
    for (const paragraph of shown) {
      expect(squeeze(declared?.text ?? "")).toContain(squeeze(paragraph));
    }
  });
});

describe("ARCHITECTURE.md", () => {
  it("shows the hot part of a codec as it comes out", async () => {
    const architecture = readFileSync(join(repositoryRoot, "ARCHITECTURE.md"), "utf8");
    const shown = /^For `(struct User .*)` the hot part is:\n\n```ts\n(.*?)^```/ms.exec(
      architecture,
    );
    const [, struct = "", hotPart = ""] = shown ?? [];
    const [module] = await compileOrFail({ "user.thrift": struct }, "user.thrift");
    expect(hotPart).toContain("User$write");
    expect(squeeze(module?.text ?? "")).toContain(squeeze(hotPart));
  });
});

describe("its programs", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(programs.map((program, n) => [n, program] as const))(
    "number %d runs",
    async (n, program) => {
      const printed: string[] = [];
      vi.spyOn(console, "log").mockImplementation((...words) => void printed.push(words.join(" ")));
      const files = generated.map((file) => ({ ...file, path: `gen/${file.path}` }));
      await importGenerated(
        writeGenerated([...files, { path: "app.ts", text: program }]),
        "app.ts",
      );
      const [, promised] = /console\.log\([^\n]*\); \/\/ (.*)/.exec(program) ?? [];
      expect(printed.length, `program ${n}`).toBeGreaterThan(0);
      if (promised !== undefined) expect(printed).toContain(promised);
    },
  );

  it("pass tsc --strict", async () => {
    const files = generated.map((file) => ({ ...file, path: `gen/${file.path}` }));
    const apps = programs.map((program, n) => ({ path: `app${n}.ts`, text: program }));
    const host = { path: "console.d.ts", text: hostTypes };
    const directory = writeGenerated([...files, ...apps, host]);
    const paths = [...apps, host].map(({ path }) => join(directory, path));
    expect(await typecheck("6.0", paths)).toEqual([]);
  });

  it("are all there", () => {
    expect(programs).toHaveLength(7);
  });
});

it("its config with an emitter works", async () => {
  const [config = ""] = findBlocks("js").filter((block) => block.includes("emitters:"));
  const directory = createTemporaryDirectory();
  await bundleApi(join(directory, "api.mjs"));
  const file = join(directory, "thriftgen.config.mjs");
  writeFileSync(file, config.replace('from "thriftgen"', 'from "./api.mjs"'));
  const { settings } = await loadConfig({ file, directory });
  const emitters = settings.emitters ?? [];
  const files = await compileOrFail(sources, "user.thrift", { emitters });
  const textOf = (path: string): string | undefined =>
    files.find((made) => made.path === path)?.text;
  expect(textOf("files.txt")).toBe("user");
  expect(textOf("counts.ts")).toMatch(/\nexport const structs: number = [1-9];\n$/);
});

it.each(["createSession(", "expandFiles("])("its script with %s works", async (call) => {
  const [script = ""] = findBlocks("ts").filter((block) => block.includes(call));
  const [, promised = ""] = /console\.log\([^\n]*\); \/\/ (.*)/.exec(script) ?? [];
  const cwd = createTemporaryDirectory();
  await bundleApi(join(cwd, "api.mjs"));
  mkdirSync(join(cwd, "idl"));
  for (const name of ["role", "user"])
    writeFileSync(join(cwd, `idl/${name}.thrift`), "const i32 MANY = 5");
  const config = '{ "files": ["idl/*.thrift"], "outDir": "gen" }';
  writeFileSync(join(cwd, "thriftgen.config.json"), config);
  const file = join(cwd, "script.mjs");
  writeFileSync(file, script.replace('from "thriftgen"', 'from "./api.mjs"'));
  const printed = execFileSync(process.execPath, [file], { cwd, encoding: "utf8" });
  expect(printed.trim()).toBe(promised);
  expect(promised).not.toBe("");
});

describe("its tables", () => {
  it("have every option, with its key", () => {
    const compile = commands.find((command) => command.name === "compile");
    const known = (compile?.options ?? []).filter((option) => option.key !== "help");
    const expected = known.map((option) => {
      const isNegative = option.kind === "flag" && option.isOnByDefault === true;
      const isSetting = configOptions.some((setting) => setting.key === option.key);
      return [`--${isNegative ? "no-" : ""}${option.flag}`, isSetting ? option.key : ""];
    });
    const shown = findTable("Option").flatMap(([names = "", key = ""]) =>
      [...names.matchAll(/--[a-z0-9-]+/g)].map(([name]) => [name, key.replaceAll("`", "")]),
    );
    expect(shown.filter(([name]) => name !== "--no-color").toSorted(byName)).toEqual(
      expected.toSorted(byName),
    );
  });

  it("have every value of an option", () => {
    const rows = findTable("Option");
    for (const option of settingOptions) {
      if (option.kind !== "choice" && option.kind !== "choices") continue;
      const row = rows.find(([names]) => names?.includes(`--${option.flag}`)) ?? [];
      for (const value of option.values) expect(row.at(-1), option.flag).toContain(`\`${value}\``);
    }
  });

  it("have every exit code", () => {
    const shown = findTable("Exit code").map(([code]) => Number(code));
    expect(shown).toEqual(Object.values(exitCodes));
  });
});

/** Lines without the padding of Prettier, which formats the README. */
function compactLines(markdown: string): string[] {
  const lines = markdown.split("\n").filter((line) => line !== "");
  return lines.map((line) => line.replace(/ +/g, " ").replace(/-+(?=:? \|)/g, "--"));
}

it("its table of codecs is that of the recorded run", () => {
  const recorded = join(repositoryRoot, "bench/results/codec.json");
  const table = renderArticle(JSON.parse(readFileSync(recorded, "utf8")));
  const [, shown = ""] = /<!-- bench:codec -->(.*)<!-- \/bench:codec -->/s.exec(text) ?? [];
  expect(compactLines(shown)).toEqual(compactLines(table));
});
