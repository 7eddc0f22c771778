/** Imports run one way (ARCHITECTURE.md): who may import whom, and why. */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { findImports, readSources, type ImportEdge } from "./support/imports.js";

interface Area {
  readonly name: string;
  readonly pattern: RegExp;
  /** Names of areas that this one may import. */
  readonly imports: readonly string[];
  /** The same, but only what vanishes when compiled. */
  readonly types?: readonly string[];
  /** The same, but only by `import()`. */
  readonly lazy?: readonly string[];
  readonly packages?: RegExp;
  readonly why: string;
}

const shared = ["source", "options", "suggest", "argument-kinds", "version", "vlq"];

const areas: readonly Area[] = [
  {
    name: "cli",
    pattern: /^(cli\.ts|src\/cli\/)/,
    imports: ["index", "config", "diagnostics", "host", "host-node", "scaffold", ...shared],
    packages: /^node:/,
    why: "the command line uses the public API, so that everything it can do build scripts can do too",
  },
  {
    name: "plugins",
    pattern: /^src\/plugins\//,
    imports: ["index", "diagnostics", "host", "host-specifier", ...shared],
    packages:
      /^(?:node:|(?:unplugin|esbuild|vite|rollup|rolldown|webpack|@rspack\/core|@rsbuild\/core|@farmfe\/core)$)/,
    why: "plugins use the public API, so that everything they can do build scripts can do too",
  },
  {
    name: "index",
    pattern: /^src\/index\.ts$/,
    imports: [
      "compile",
      "load-thrift",
      "diagnostics",
      "format",
      "host",
      "host-node",
      "config",
      "incremental",
      "emitters",
      "ir",
      "parse",
      "watch",
      ...shared,
    ],
    types: ["declarations", "emitters", "parser/ast"],
    why: "index is the list of what is public",
  },
  {
    name: "load-thrift",
    pattern: /^src\/load-thrift\//,
    imports: ["link", "ir", "emitters", "config", "declarations", "diagnostics", "host", ...shared],
    lazy: ["host-node"],
    why: "modules are loaded by the pipeline, from whatever host there is",
  },
  {
    name: "compile",
    pattern: /^src\/compile\.ts$/,
    imports: ["link", "emitters", "declarations", "config", "diagnostics", "host", ...shared],
    types: ["ir", "host-node", "format"],
    lazy: ["host-node"],
    why: "the pipeline must run in memory, so the disk is loaded only when it is asked for",
  },
  {
    name: "link",
    pattern: /^src\/link\.ts$/,
    imports: ["parser", "ir", "diagnostics", "host", ...shared],
    why: "IDL is loaded, bound and checked in one way, for all who compile it, and without knowing what is made of it",
  },
  {
    name: "parse",
    pattern: /^src\/parse\.ts$/,
    imports: ["parser", "diagnostics", ...shared],
    why: "tools that only read syntax need nothing of what comes after it",
  },
  {
    name: "incremental",
    pattern: /^src\/incremental\//,
    imports: [
      "compile",
      "link",
      "declarations",
      "parser",
      "ir",
      "emitters",
      "config",
      "diagnostics",
      "host",
      ...shared,
    ],
    why: "a repeated compilation runs the passes on parts of a program, in memory like the pipeline itself",
  },
  {
    name: "watch",
    pattern: /^src\/watch\//,
    imports: [
      "compile",
      "declarations",
      "incremental",
      "diagnostics",
      "host",
      "host-node",
      ...shared,
    ],
    types: ["emitters"],
    packages: /^node:/,
    why: "watching is repeated compilation of what stands on a disk; the API loads it when it is asked for",
  },
  {
    name: "declarations",
    pattern: /^src\/declarations\//,
    imports: ["emitters", "ir", "diagnostics", "host", ...shared],
    why: "they are emitted from a linked program; what is written of them, and by whom, is for the callers",
  },
  {
    name: "scaffold",
    pattern: /^src\/scaffold\//,
    imports: ["link", "ir", "emitters", "config", "diagnostics", "host", ...shared],
    types: ["host-node"],
    packages: /^(handlebars|ts-morph|#templates\/.*)$/,
    why: "handlers are other output of the same front half; templates and the user's ts-morph are met nowhere else",
  },
  {
    name: "parser",
    pattern: /^src\/parser\//,
    imports: ["diagnostics", ...shared],
    packages: /^chevrotain$/,
    why: "the parser knows text and syntax trees, nothing that comes after them",
  },
  {
    name: "ir",
    pattern: /^src\/ir\//,
    imports: ["diagnostics", "host", ...shared],
    types: ["parser/ast"],
    why: "the IR takes the shape of the syntax tree, but no parser: another front end could feed it",
  },
  {
    name: "emitters",
    pattern: /^src\/emitters\//,
    imports: ["ir", "diagnostics", ...shared],
    why: "emitters see linked definitions only; what they need of the text belongs in the IR",
  },
  {
    name: "config",
    pattern: /^src\/config\//,
    imports: shared,
    types: ["emitters"],
    why: "the option table is data for the API and the command line",
  },
  {
    name: "diagnostics",
    pattern: /^src\/diagnostics\//,
    imports: ["source", "argument-kinds"],
    why: "everyone reports, so diagnostics may depend on nobody",
  },
  { name: "format", pattern: /^src\/format\.ts$/, imports: [], why: "it is an interface" },
  {
    name: "host",
    pattern: /^src\/host\.ts$/,
    imports: ["argument-kinds"],
    why: "it is an interface, and a host in memory",
  },
  {
    name: "host-specifier",
    pattern: /^src\/host-specifier\.ts$/,
    imports: [],
    packages: /^node:/,
    why: "the command line and plugins advise on imports alike, and the API has no use for that",
  },
  {
    name: "host-node",
    pattern: /^src\/host-/,
    imports: ["config", "host", "format", "argument-kinds", "suggest"],
    packages: /^(node:.*|ts-morph)$/,
    why: "file access knows nothing of Thrift but where its settings stand",
  },
  { name: "parser/ast", pattern: /^src\/parser\/ast\.ts$/, imports: ["source"], why: "it is data" },
  ...shared.map((name) => ({
    name,
    pattern: new RegExp(`^src/${name}\\.ts$`),
    imports: [],
    why: "everyone imports it, so it may depend on nobody",
  })),
  {
    name: "runtime",
    pattern: /^packages\/runtime\/src\//,
    imports: [],
    why: "the runtime ships to browsers and production: no compiler, no package, nothing of Node",
  },
];

const sources = readSources(["src", "packages/runtime/src"]);
const edges = sources.flatMap(findImports);

function areasOf(path: string): Area[] {
  return areas.filter((area) => area.pattern.test(path));
}

/** Why an import is not allowed; undefined where it is. */
function findViolation(edge: ImportEdge): string | undefined {
  const [area] = areasOf(edge.from);
  const place = `${edge.from}:${edge.line} imports ${edge.specifier}`;
  if (area === undefined) return `${edge.from} belongs to no area of this test: add one`;
  if (edge.target === undefined) {
    return area.packages?.test(edge.specifier) === true ? undefined : `${place}: ${area.why}`;
  }
  const targets = areasOf(edge.target);
  if (targets.length === 0) return `${place}, which belongs to no area`;
  const allowed = [
    area.name,
    ...area.imports,
    ...(edge.kind === "types" ? (area.types ?? []) : []),
    ...(edge.kind === "dynamic" ? (area.lazy ?? []) : []),
  ];
  return targets.some((target) => allowed.includes(target.name))
    ? undefined
    : `${place}: ${area.why}`;
}

describe("imports", () => {
  it("are found at all", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(edges.length).toBeGreaterThan(150);
    expect(new Set(edges.map((edge) => edge.kind))).toEqual(new Set(["types", "value", "dynamic"]));
  });

  it("run one way", () => {
    expect(edges.map(findViolation).filter((violation) => violation !== undefined)).toEqual([]);
  });

  it("name files that exist", () => {
    const known = new Set(sources.map((source) => source.path));
    const broken = edges.filter((edge) => edge.target !== undefined && !known.has(edge.target));
    expect(broken.map((edge) => `${edge.from}: ${edge.specifier}`)).toEqual([]);
  });

  // Within a folder modules may call one another: what walks types is recursive by nature.
  it("form no cycle of loaded modules between folders", () => {
    const next = new Map<string, string[]>();
    for (const edge of edges) {
      if (edge.kind !== "value" || edge.target === undefined) continue;
      if (folderOf(edge.from) === folderOf(edge.target)) continue;
      next.set(edge.from, [...(next.get(edge.from) ?? []), edge.target]);
    }
    expect(findCycle(next)).toBeUndefined();
  });
});

it("there are only named exports", () => {
  const defaults = sources.filter(({ syntax }) =>
    syntax.statements.some(
      (statement) =>
        ts.isExportAssignment(statement) ||
        (ts.canHaveModifiers(statement) &&
          ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
    ),
  );
  expect(defaults.map((source) => source.path)).toEqual([]);
});

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** A chain of modules that leads back to its start. */
function findCycle(next: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const chain: string[] = [];
  const visit = (path: string): string | undefined => {
    const position = chain.indexOf(path);
    if (position >= 0) return [...chain.slice(position), path].join(" -> ");
    if (done.has(path)) return undefined;
    chain.push(path);
    for (const target of next.get(path) ?? []) {
      const cycle = visit(target);
      if (cycle !== undefined) return cycle;
    }
    chain.pop();
    done.add(path);
    return undefined;
  };
  for (const path of next.keys()) {
    const cycle = visit(path);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
