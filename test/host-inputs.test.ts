/** Files of paths and globs, as build scripts ask for them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  compile,
  createNodeHost,
  expandFiles,
  HostError,
  loadConfig,
  OptionError,
} from "../src/index.js";
import { createTemporaryDirectory } from "./support/temporary.js";

const directory = createTemporaryDirectory();
const files = {
  "idl/user.thrift": "struct User {}",
  "idl/deep/role.thrift": "enum Role { GUEST }",
  "other.thrift": "struct Other {}",
  "thriftgen.config.json": '{ "files": ["idl/**/*.thrift", "other.thrift"], "i64": "number" }',
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

describe("expandFiles", () => {
  it("gives what globs match and paths name, each file once", () => {
    const globs = ["other.thrift", "idl/**/*.thrift", "./idl/user.thrift"];
    const expanded = ["other.thrift", "idl/deep/role.thrift", "idl/user.thrift"];
    expect(expandFiles(globs, directory)).toEqual(expanded);
    const absolute = join(directory, "other.thrift");
    expect(expandFiles([join(directory, "*.thrift")], "/")).toEqual([absolute]);
    expect(expandFiles([], directory)).toEqual([]);
  });

  it("makes of a config's settings what compile takes", async () => {
    const at = join(directory, "idl");
    const { settings } = await loadConfig({ directory: at });
    const inputs = expandFiles(settings.files ?? [], at);
    const other = join(directory, "other.thrift");
    expect(inputs).toEqual(["deep/role.thrift", "user.thrift", other]);
    const result = await compile({ ...settings, files: inputs, host: createNodeHost(at) });
    expect(result).toMatchObject({ diagnostics: [], inputs: expect.arrayContaining([other]) });
    expect(result.files).toHaveLength(3);
  });

  it.each([
    ["idl/usr.thrift", "idl/usr.thrift does not exist. Did you mean idl/user.thrift?"],
    ["*.idl", "no file matches *.idl"],
    [
      "'*.idl'",
      `no file matches '*.idl'. cmd.exe takes single quotes for a part of it: write "*.idl".`,
    ],
    [
      "'x.idl'",
      `'x.idl' does not exist. cmd.exe takes single quotes for a part of it: write "x.idl".`,
    ],
    ["idl", 'idl is a directory, not a file. Name its files: "idl/**/*.thrift".'],
    ["", "an empty path is named. Is a variable of your script unset?"],
  ])("says what is wrong with %j", (path, message) => {
    const expand = (): unknown => expandFiles(["other.thrift", path], directory);
    expect(expand).toThrow(message);
    expect(expand).toThrow(HostError);
  });

  it.each(["idl/*.thrift", undefined, [5]])("takes no %j", (given) => {
    expect(() => expandFiles(given as unknown as readonly string[])).toThrow(OptionError);
  });
});
