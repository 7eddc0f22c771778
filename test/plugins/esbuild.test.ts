/** The plugin for esbuild: what the bundle does, what it is built again for, and its messages as esbuild shows them. */
import { execFileSync } from "node:child_process";
import { SourceMap } from "node:module";
import { join } from "node:path";
import {
  build,
  context,
  formatMessages,
  type BuildOptions,
  type Message,
  type Plugin,
} from "esbuild";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { thrift } from "../../src/plugins/esbuild.js";
import {
  createSampleApp,
  SAMPLE_LINES,
  SAMPLE_OUTPUT,
  sampleIncludeDirs,
  type SampleApp,
} from "./sample-app.js";

let app: SampleApp;
const disposals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  app = await createSampleApp();
});

afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
  app.reset();
});

type InMemory = BuildOptions & { write: false };

function optionsFor(entry = "src/app.js"): InMemory {
  return {
    absWorkingDir: app.root,
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: "out.mjs",
    write: false,
    logLevel: "silent",
    plugins: [thrift({ includeDirs: sampleIncludeDirs })],
  };
}

function run(code: string | undefined): string {
  const args = ["--input-type=module", "-"];
  return execFileSync(process.execPath, args, { input: code ?? "", encoding: "utf8" }).trim();
}

/** A build that can be done again with the same plugin. */
async function startBuild(entry?: string): Promise<() => Promise<string | undefined>> {
  const builder = await context<InMemory>(optionsFor(entry));
  disposals.push(() => builder.dispose());
  return async () => (await builder.rebuild()).outputFiles[0]?.text;
}

async function failBuild(options: InMemory): Promise<readonly Message[]> {
  try {
    await build(options);
  } catch (error) {
    if (error instanceof Error && "errors" in error) return error.errors as Message[];
    throw error;
  }
  throw new Error("the build does not fail");
}

async function show(messages: readonly Message[], kind: "error" | "warning"): Promise<string> {
  return (await formatMessages([...messages], { kind, terminalWidth: 100 }))
    .join("")
    .replaceAll(app.root, "ROOT");
}

describe("a bundle", () => {
  it("runs, with types, codec, includes and views", async () => {
    const { outputFiles, warnings } = await build(optionsFor());
    expect(run(outputFiles[0]?.text)).toBe(SAMPLE_OUTPUT);
    expect(warnings).toEqual([]);
  });

  it("is made of the modules that are used, and of no struct that is not", async () => {
    const { metafile, outputFiles } = await build({ ...optionsFor(), metafile: true });
    const inputs = Object.keys(metafile.inputs).filter((path) => !path.includes("node_modules"));
    expect(inputs.toSorted()).toEqual([
      "idl/level.thrift",
      "src/app.js",
      "src/shared/place.thrift",
      "src/shared/place.view.thrift",
      "src/user.thrift",
      "src/user.view.thrift",
    ]);
    expect(outputFiles[0]?.text).toContain("city");
    expect(outputFiles[0]?.text).not.toContain("unusedMarker");
  });

  it("leads back to the IDL by its source map", async () => {
    const { outputFiles } = await build({ ...optionsFor(), sourcemap: "external" });
    const read = (end: string): string =>
      outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
    const lines = read(".mjs").split("\n");
    const map: unknown = JSON.parse(read(".map"));
    const trace = (code: string, name: string): unknown => {
      const line = lines.findIndex((text) => text.includes(code));
      const column = lines[line]?.indexOf(name) ?? 0;
      return new SourceMap(map as ConstructorParameters<typeof SourceMap>[0]).findEntry(
        line,
        column,
      );
    };
    const source = { originalSource: "src/user.thrift" };
    expect(trace("function User$write(", "User$write")).toMatchObject({
      ...source,
      originalLine: SAMPLE_LINES.struct - 1,
    });
    expect(trace("get name()", "name")).toMatchObject({
      ...source,
      originalLine: SAMPLE_LINES.name - 1,
    });
    expect(map).toMatchObject({
      sourcesContent: expect.arrayContaining([app.read("src/user.thrift")]),
    });
  });

  it("has a real file of a virtual name instead of the virtual one", async () => {
    app.put("src/user.view.thrift", 'const string WHICH = "the file"\n');
    app.put("src/real.js", 'import { WHICH } from "./user.view.thrift"; console.log(WHICH);');
    const { outputFiles } = await build(optionsFor("src/real.js"));
    expect(run(outputFiles[0]?.text)).toBe("the file");
  });

  it("takes options of the compiler", async () => {
    app.put(
      "src/number.js",
      'import { User } from "./user.thrift"; console.log(typeof User.create({ id: 7, name: "" }).id);',
    );
    const plugins = [thrift({ includeDirs: sampleIncludeDirs, i64: "number" })];
    const { outputFiles } = await build({ ...optionsFor("src/number.js"), plugins });
    expect(run(outputFiles[0]?.text)).toBe("number");
  });

  it("finds virtual names in packages", async () => {
    app.put("node_modules/idl/package.json", '{ "name": "idl" }');
    app.put("node_modules/idl/a.thrift", "struct A { 1: required i32 x }");
    app.put(
      "src/package.js",
      'import { AView } from "idl/a.view.thrift"; console.log(AView.of(new Uint8Array([8, 0, 1, 0, 0, 0, 7, 0])).x);',
    );
    const { outputFiles } = await build(optionsFor("src/package.js"));
    expect(run(outputFiles[0]?.text)).toBe("7");
  });
});

const typeOfId =
  'import { User } from "./user.thrift"; console.log(typeof User.decode(new Uint8Array([10, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 11, 0, 2, 0, 0, 0, 0, 0])).id);';

describe("settings", () => {
  it("come from the config file, and from the one that it is now", async () => {
    app.put("src/type.js", typeOfId);
    app.put(
      "thriftgen.config.json",
      '{ "includeDirs": ["idl"], "i64": "number", "outDir": "gen", "targets": "ts", "layout": "namespace", "format": true }',
    );
    const builder = await context<InMemory>({ ...optionsFor("src/type.js"), plugins: [thrift()] });
    disposals.push(() => builder.dispose());
    expect(run((await builder.rebuild()).outputFiles[0]?.text)).toBe("number");
    app.put("thriftgen.config.json", '{ "includeDirs": ["idl"], "i64": "string" }');
    expect(run((await builder.rebuild()).outputFiles[0]?.text)).toBe("string");
  });

  it("of the plugin go before those of the config file", async () => {
    app.put("src/type.js", typeOfId);
    app.put("thriftgen.config.json", '{ "includeDirs": ["none"], "i64": "string" }');
    const { outputFiles } = await build(optionsFor("src/type.js"));
    expect(run(outputFiles[0]?.text)).toBe("string");
    const plugins = [thrift({ includeDirs: sampleIncludeDirs, i64: "number", config: false })];
    const other = await build({ ...optionsFor("src/type.js"), plugins });
    expect(run(other.outputFiles[0]?.text)).toBe("number");
  });

  it("that are wrong fail the build with the reason", async () => {
    app.put("thriftgen.config.json", '{ "i46": "string" }');
    const [error] = await failBuild(optionsFor());
    expect(error?.text).toContain('thriftgen.config.json:1:3: there is no option "i46"');
    expect(error?.text).toContain('Did you mean "i64"?');
  });

  it.each([
    ["does not exist", { i46: "string" }, 'the plugin has no option "i46"\nDid you mean "i64"?'],
    ["is none of a plugin's", { views: true }, "the bundler decides about the form of the output"],
    ["has another value", { i64: "nubmer" }, 'i64 takes bigint, number or string, not "nubmer"'],
    ["places nothing", { declarations: "mirorr" }, "declarations takes beside or mirror"],
    ["is no text", { runtime: 5 }, "runtime takes a text that is not empty"],
    ["names nothing", { root: "nosuch" }, "the root nosuch does not exist"],
    ["names no directory", { root: "src/app.js" }, "the root src/app.js is not a directory"],
    ["names no file", { config: true }, "the plugin's option config takes a path"],
  ])("tell of an option that %s, without a stack", async (_case, wrong, text) => {
    // As a config in JavaScript would have it.
    const options = { includeDirs: sampleIncludeDirs, ...wrong } as Parameters<typeof thrift>[0];
    const [error] = await failBuild({ ...optionsFor(), plugins: [thrift(options)] });
    expect(error?.text).toContain(text);
    expect(error?.location?.file).toBe("src/app.js");
    expect(error?.notes).toEqual([]);
  });

  it("ask for declarations, of includes too, beside the IDL or in a mirror", async () => {
    await build({
      ...optionsFor(),
      plugins: [thrift({ includeDirs: sampleIncludeDirs, declarations: "mirror" })],
    });
    expect(app.list(".thriftgen").filter((path) => path.endsWith(".ts"))).toEqual([
      "idl/level.d.thrift.ts",
      "src/shared/place.d.thrift.ts",
      "src/shared/place.view.d.thrift.ts",
      "src/user.d.thrift.ts",
      "src/user.view.d.thrift.ts",
    ]);
    app.remove(".thriftgen");
    await build({
      ...optionsFor(),
      plugins: [thrift({ includeDirs: sampleIncludeDirs, declarations: true })],
    });
    expect(app.list("src")).toContain("user.d.thrift.ts");
    expect(app.list("idl")).toContain("level.d.thrift.ts");
    for (const path of [...app.list("src"), ...app.list("idl")]) {
      if (path.includes(".d.thrift.ts"))
        app.remove(path.startsWith("level") ? `idl/${path}` : `src/${path}`);
    }
  });
});

describe("the next build", () => {
  it("sees an edited include", async () => {
    const rebuild = await startBuild();
    expect(run(await rebuild())).toBe(SAMPLE_OUTPUT);
    app.put("idl/level.thrift", "enum Level { FIRST = 1, SECOND = 22 }\n");
    expect(run(await rebuild())).toContain("level 22");
  });

  it("sees a real file that takes a virtual name, and that it goes", async () => {
    app.put(
      "src/which.js",
      'import * as view from "./user.view.thrift"; console.log(Object.keys(view).includes("UserView"));',
    );
    const rebuild = await startBuild("src/which.js");
    expect(run(await rebuild())).toBe("true");
    app.put("src/user.view.thrift", "const i32 X = 1\n");
    expect(run(await rebuild())).toBe("false");
    app.remove("src/user.view.thrift");
    expect(run(await rebuild())).toBe("true");
  });

  it("sees an include that was missing", async () => {
    app.remove("src/shared");
    const rebuild = await startBuild();
    await expect(rebuild()).rejects.toThrow('Included file "shared/place.thrift" was not found');
    app.put("idl/shared/place.thrift", "struct Place { 1: string city }\n");
    expect(run(await rebuild())).toBe(SAMPLE_OUTPUT);
  });
});

/** Builds as esbuild does when it watches; each promise is for one more build. */
async function watch(options = optionsFor()): Promise<() => Promise<string>> {
  const ended: string[] = [];
  let wake: (() => void) | undefined;
  const observer: Plugin = {
    name: "observer",
    setup({ onEnd }) {
      onEnd(({ outputFiles = [], errors }) => {
        ended.push(errors[0]?.text ?? outputFiles[0]?.text ?? "");
        wake?.();
      });
    },
  };
  const builder = await context({ ...options, plugins: [...(options.plugins ?? []), observer] });
  disposals.push(() => builder.dispose());
  await builder.watch();
  return async () => {
    while (ended.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return ended.shift() ?? "";
  };
}

describe("watching", () => {
  it("builds again for includes, also those that were missing", async () => {
    const nextBuild = await watch();
    expect(run(await nextBuild())).toBe(SAMPLE_OUTPUT);
    app.put("idl/level.thrift", "enum Level { FIRST = 1, SECOND = 22 }\n");
    expect(run(await nextBuild())).toContain("level 22");
    app.remove("idl/level.thrift");
    expect(await nextBuild()).toMatch(/"level.thrift" was not found|Its IDL has errors/);
    app.put("src/level.thrift", "enum Level { FIRST = 1, SECOND = 3 }\n");
    expect(await nextBuild()).toContain("Could not resolve");
  });

  it("builds again for a config that comes, breaks and is mended", async () => {
    app.put("src/type.js", typeOfId);
    const nextBuild = await watch(optionsFor("src/type.js"));
    expect(run(await nextBuild())).toBe("bigint");
    app.put("thriftgen.config.json", '{ "i64": "string" }');
    expect(run(await nextBuild())).toBe("string");
    app.put("thriftgen.config.json", '{ "i64": "nmber" }');
    expect(await nextBuild()).toContain('"i64" takes bigint, number or string');
    app.put("thriftgen.config.json", '{ "i64": "number" }');
    expect(run(await nextBuild())).toBe("number");
  });

  it("builds again when a config that was wrong from the start is mended", async () => {
    app.put("src/type.js", typeOfId);
    app.put("named.json", '{ "i64": "nmber" }');
    const plugins = [thrift({ includeDirs: sampleIncludeDirs, config: "named.json" })];
    const nextBuild = await watch({ ...optionsFor("src/type.js"), plugins });
    expect(await nextBuild()).toContain('"i64" takes bigint, number or string');
    app.put("named.json", '{ "i64": "number" }');
    expect(run(await nextBuild())).toBe("number");
  });
});

describe("messages", () => {
  const broken = `include "missing.thrift"
include "shared/place.thrift"
struct User {
  1: required i64 id
  // naïve: columns are bytes
  /* é */ 2: required place.Plce home, 2: bool x
}
`;

  it("are those of all files, with underlines, notes and suggestions", async () => {
    app.put("src/codec.js", 'import { User } from "./user.thrift"; console.log(User);');
    app.put("src/user.thrift", broken);
    app.put("src/shared/place.thrift", "struct Place { 1: string city }\nstruct Place { }\n");
    const errors = await failBuild(optionsFor("src/codec.js"));
    await expect(await show(errors, "error")).toMatchFileSnapshot(
      "../../fixtures/plugins/esbuild-errors.txt",
    );
    const [first] = errors.filter(({ text }) => text.includes("[unknown-type]"));
    const { lineText = "", column = 0, length = 0 } = first?.location ?? {};
    expect(
      Buffer.from(lineText)
        .subarray(column, column + length)
        .toString(),
    ).toBe("place.Plce");
  });

  it("tell warnings, those of each file once", async () => {
    app.put("src/codec.js", 'import { Place } from "./shared/place.thrift"; console.log(Place);');
    app.put("src/shared/place.thrift", "struct Place { string city }\n");
    const { warnings } = await build(optionsFor("src/codec.js"));
    await expect(await show(warnings, "warning")).toMatchFileSnapshot(
      "../../fixtures/plugins/esbuild-warnings.txt",
    );
  });

  it("tell those who lack the runtime what to install", async () => {
    const options = {
      ...optionsFor(),
      plugins: [
        thrift({ includeDirs: sampleIncludeDirs, runtime: "@thriftgen/absent/codegen-v1" }),
      ],
    };
    expect(await failBuild(options)).toMatchObject([
      {
        text: 'The code of .thrift files imports "@thriftgen/absent/codegen-v1", which is not found.',
        notes: [
          {
            text: `Run: npm install @thriftgen/absent (it was looked for from ${join(app.root, "src")} and from ${app.root}; the option runtime can name another)`,
          },
        ],
      },
    ]);
  });

  it("say that a file does not exist", async () => {
    app.put("src/lost.js", 'import "./lost.view.thrift";');
    const [error] = await failBuild(optionsFor("src/lost.js"));
    expect(error?.text).toBe('Could not resolve "./lost.view.thrift"');
  });
});
