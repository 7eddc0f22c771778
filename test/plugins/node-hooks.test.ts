/** Node's module hooks by themselves, in front of what Node would do next. */
import { existsSync } from "node:fs";
import type { ResolveHookContext } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createNodeHooks, type NodeHooks } from "../../src/plugins/node-hooks.js";
import { createSampleApp, sampleIncludeDirs, type SampleApp } from "./sample-app.js";

let app: SampleApp;
let hooks: NodeHooks;

beforeAll(async () => {
  app = await createSampleApp();
  const includeDirs = sampleIncludeDirs.map((path) => join(app.root, path));
  hooks = await createNodeHooks({ includeDirs, config: false });
});

afterEach(() => app.reset());

function urlOf(path: string): string {
  return pathToFileURL(join(app.root, path)).href;
}

/** What Node's own hook does with a URL or a relative path. */
function resolveNext(specifier: string, context?: Partial<ResolveHookContext>): { url: string } {
  const { href } = new URL(specifier, context?.parentURL);
  if (existsSync(fileURLToPath(href))) return { url: href };
  throw Object.assign(new Error(`no ${href}`), { code: "ERR_MODULE_NOT_FOUND" });
}

const context = { conditions: [], importAttributes: {}, importAssertions: {} };

function resolve(specifier: string, parentURL = urlOf("src/app.js")): unknown {
  return hooks.resolve(specifier, { ...context, parentURL }, resolveNext);
}

function load(url: string): unknown {
  const given = { ...context, format: undefined };
  return hooks.load(url, given, () => ({ format: "builtin", source: "next" }));
}

describe("a query", () => {
  it.each(["?x=1", "?x=1#y", "#y", "?of=other.thrift", "?"])("%j names the same file", (query) => {
    const url = urlOf("src/user.thrift") + query;
    expect(resolve(`./user.thrift${query}`)).toEqual({ url: new URL(url).href });
    expect(load(url)).toEqual(load(urlOf("src/user.thrift")));
    expect(load(url)).toMatchObject({ format: "module" });
  });

  it("stays with the URL of a virtual name", () => {
    const url = `${urlOf("src/user.view.thrift")}?x=1`;
    expect(resolve("./user.view.thrift?x=1")).toMatchObject({ url });
    expect(load(url)).toEqual(load(urlOf("src/user.view.thrift")));
  });

  it("of a module does not change what it imports, which are paths", () => {
    app.put("src/a%20b.thrift", "struct A { 1: i32 x }");
    for (const parent of ["src/user.thrift", "src/user.view.thrift"]) {
      const resolved = resolve("./a%20b.thrift", `${urlOf(parent)}?x=1`);
      expect(resolved).toEqual({ url: urlOf("src/a%20b.thrift") });
    }
  });

  it("that ends in .thrift makes no IDL of other files", () => {
    expect(load(`${urlOf("src/app.js")}?idl=user.thrift`)).toMatchObject({ source: "next" });
  });
});
