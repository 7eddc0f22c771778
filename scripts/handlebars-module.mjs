/**
 * Our own templates as modules: `#templates/handler.hbs` is compiled when we are bundled, so that bundles hold code and
 * no user waits for a parser. For esbuild and for Vite, which runs the tests.
 */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

const directory = resolve(dirname(fileURLToPath(import.meta.url)), "../templates");
const prefix = "#templates/";

/** As users' templates are compiled (src/scaffold/render-template.ts). */
const options = { strict: true, noEscape: true };

function precompile(path) {
  return `export const specification = ${Handlebars.precompile(readFileSync(path, "utf8"), options)};\n`;
}

export const esbuildTemplates = {
  name: "templates",
  setup(build) {
    build.onResolve({ filter: /^#templates\// }, ({ path }) => ({
      path: path.slice(prefix.length),
      namespace: "templates",
    }));
    build.onLoad({ filter: /./, namespace: "templates" }, ({ path }) => ({
      contents: precompile(join(directory, path)),
      loader: "js",
    }));
  },
};

export const viteTemplates = {
  name: "templates",
  resolveId: (id) =>
    id.startsWith(prefix) ? `\0${join(directory, id.slice(prefix.length))}.js` : undefined,
  load: (id) =>
    id.startsWith(`\0${directory}`) ? precompile(id.slice(1, -".js".length)) : undefined,
};
