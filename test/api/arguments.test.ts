/** What functions of the API say to those who call them without types, with too little or the wrong things. */
import { describe, expect, it } from "vitest";
import * as api from "../../src/index.js";

const functions: Readonly<Record<string, (...given: never[]) => unknown>> = {
  createWatcher: api.createWatcher,
  createMemoryHost: api.createMemoryHost,
  createNodeHost: api.createNodeHost,
  loadConfig: api.loadConfig,
  listConfigFiles: api.listConfigFiles,
  parse: api.parse,
  formatDiagnostics: api.formatDiagnostics,
  compile: api.compile,
  expandFiles: api.expandFiles,
  set: (...given) => api.createMemoryHost({}).set(...(given as unknown as [string, string])),
  delete: (path: string) => api.createMemoryHost({}).delete(path),
};

/** Also of those that reject. */
async function call(name: string, given: readonly unknown[]): Promise<unknown> {
  return functions[name]?.(...(given as never[]));
}

describe("an argument that cannot be", () => {
  it.each([
    ["createWatcher", [], "createWatcher takes an object: { compilation: { files, outDir } }"],
    ["createWatcher", [null], "createWatcher takes an object: "],
    ["createWatcher", ["a.thrift"], "createWatcher takes an object: "],
    ["createMemoryHost", [], 'createMemoryHost takes an object: { "a.thrift": text }'],
    ["createMemoryHost", [null], "createMemoryHost takes an object: "],
    ["createMemoryHost", [5], "createMemoryHost takes an object: "],
    ["createMemoryHost", [{ "a.thrift": null }], "the content of a.thrift takes a text or a Uint8"],
    ["set", ["a.thrift"], "the content of a.thrift takes a text or a Uint8Array"],
    [
      "set",
      ["a.thrift", new ArrayBuffer(1)],
      "the content of a.thrift takes a text or a Uint8Array",
    ],
    ["set", [5, ""], "set takes the path of a file"],
    ["delete", [undefined], "delete takes the path of a file"],
    ["expandFiles", [[], 5], "the second argument of expandFiles takes the path of a directory"],
    ["expandFiles", [[], null], "the second argument of expandFiles takes the path of a directory"],
    ["createNodeHost", [5], "createNodeHost takes the path of a directory"],
    ["createNodeHost", [null], "createNodeHost takes the path of a directory"],
    ["loadConfig", [null], "the argument of loadConfig takes an object"],
    ["loadConfig", [{ file: 5 }], "file takes the path of a file"],
    ["loadConfig", [{ file: null }], "file takes the path of a file"],
    ["loadConfig", [{ directory: 5 }], "directory takes the path of a directory"],
    ["listConfigFiles", [{ file: 5 }], "file takes the path of a file"],
    ["parse", [], "parse takes a text"],
    ["parse", [null], "parse takes a text"],
    ["parse", ["", null], "the second argument of parse takes an object"],
    ["formatDiagnostics", [], "formatDiagnostics takes a list: the diagnostics that compile gives"],
    ["formatDiagnostics", [null], "formatDiagnostics takes a list: "],
    ["formatDiagnostics", [[], 5], "the second argument of formatDiagnostics takes an object"],
    ["formatDiagnostics", [[], { format: "xml" }], "format takes text, json or github, not xml"],
    ["compile", [{ files: [], targets: "js" }], 'targets takes a list here: ["js"]'],
    ["compile", [{ files: [], targets: "js+dts" }], 'targets takes a list here: ["js","dts"]'],
  ])("%s %j", async (name, given, message) => {
    const failure = await call(name, given).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(api.OptionError);
    expect(String(failure)).toContain(message);
  });

  it.each([
    ["createNodeHost", [undefined]],
    ["loadConfig", [{ file: undefined, directory: undefined }]],
    ["parse", ["", undefined]],
    ["expandFiles", [[], undefined]],
    ["formatDiagnostics", [[], undefined]],
  ])("is none where it is undefined: %s", async (name, given) => {
    await expect(call(name, given)).resolves.toBeDefined();
  });
});
