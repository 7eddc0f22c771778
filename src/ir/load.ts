/** From named files to the syntax trees of everything that they include. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import type { DocumentNode, IncludeNode } from "../parser/ast.js";
import type { SourceFile } from "../source.js";
import { findInclude, pathUnderRoots, type IncludeRoot, type Place } from "./include-roots.js";
import { limits } from "./limits.js";
import {
  commonDirectory,
  directoryForDisplay,
  directoryOf,
  isAbsolutePath,
  joinForDisplay,
  pathUnder,
  prefixOf,
  resolvePath,
} from "./paths.js";
import { readSource, type FindComments } from "./read-source.js";

export interface LoadRequest {
  readonly host: Host;
  /** As the user wrote them; relative ones start at the host's working directory. */
  readonly files: readonly string[];
  /** Default: the directory that holds all named files. */
  readonly root?: string | undefined;
  readonly includeDirs: readonly string[];
  readonly parse: (file: SourceFile) => DocumentNode;
  readonly findComments: FindComments;
}

export interface LoadedDocument {
  readonly node: DocumentNode;
  readonly source: SourceFile;
  readonly modulePath: string;
  readonly prefix: string;
  readonly isMain: boolean;
  /** It has syntax errors, so definitions may be missing from its tree. */
  readonly isBroken: boolean;
  /** Where those begin. */
  readonly brokenLines: ReadonlySet<number>;
  readonly includes: readonly LoadedInclude[];
}

export interface LoadedInclude {
  readonly prefix: string;
  readonly node: IncludeNode;
  /** Undefined where the file could not be loaded; reported. */
  readonly document: LoadedDocument | undefined;
}

/** A named file that nothing can be read from: a matter of the command line, not of the IDL. */
export interface UnreadableFile {
  readonly path: string;
  readonly reason: "missing" | "not-a-file";
}

export interface LoadResult {
  /** Each file once, sorted by module path. */
  readonly documents: readonly LoadedDocument[];
  readonly missing: readonly UnreadableFile[];
}

interface OpenDocument extends LoadedDocument {
  readonly includes: LoadedInclude[];
  readonly place: Place;
  readonly real: string;
}

interface FilePath {
  readonly absolute: string;
  readonly real: string;
  readonly display: string;
}

/**
 * Loads the named files and, once each, everything that they include. An include is looked for beside the including
 * file, then in the root, then in each include directory, and may not leave these roots.
 * Mistakes are reported; a file that exists but cannot be read throws the host's HostError.
 */
export function loadDocuments(request: LoadRequest, sink: DiagnosticSink): LoadResult {
  return new Loader(request, sink).load();
}

class Loader {
  readonly #request: LoadRequest;
  readonly #sink: DiagnosticSink;
  readonly #roots: readonly IncludeRoot[];
  readonly #named = new Map<string, FilePath>();
  readonly #missing: UnreadableFile[] = [];
  /** By real path; undefined where a file was refused. */
  readonly #documents = new Map<string, OpenDocument | undefined>();
  #isOverLimit = false;

  constructor(request: LoadRequest, sink: DiagnosticSink) {
    this.#request = request;
    this.#sink = sink;
    const paths = request.files.map((path) => resolvePath(path, request.host.workingDirectory));
    const root = request.root ?? commonDirectory(paths) ?? ".";
    this.#roots = [root, ...request.includeDirs].map((path) => this.#makeRoot(path));
    // Sorted, so that neither the order of the arguments nor two names of one file change the result.
    const order = paths.map((_, index) => index).toSorted((a, b) => compare(paths[a], paths[b]));
    for (const index of order) this.#addNamed(request.files[index] ?? "", paths[index] ?? "");
  }

  load(): LoadResult {
    for (const path of this.#named.values()) {
      if (this.#documents.has(path.real)) continue;
      const document = this.#open(path, undefined);
      if (document !== undefined) this.#followIncludes(document);
    }
    const documents = [...this.#documents.values()].filter((document) => document !== undefined);
    documents.sort((a, b) => compare(a.modulePath, b.modulePath));
    return { documents, missing: this.#missing };
  }

  #makeRoot(path: string): IncludeRoot {
    const { host } = this.#request;
    const absolute = resolvePath(path, host.workingDirectory);
    const isGiven = path === this.#request.root || this.#request.includeDirs.includes(path);
    const display = isGiven ? joinForDisplay("", path) : this.#displayDefaultRoot(absolute);
    return { absolute, display, real: host.realPath(absolute) };
  }

  /** The default root as the user would write it: the directory of the first file up to where they part. */
  #displayDefaultRoot(absolute: string): string {
    const { host, files } = this.#request;
    const first = files[0] ?? "";
    const rest = resolvePath(first, host.workingDirectory)
      .slice(absolute.length)
      .replace(/^\/+/, "");
    return first.endsWith(`/${rest}`) ? first.slice(0, first.length - rest.length - 1) : "";
  }

  #addNamed(display: string, absolute: string): void {
    const { host } = this.#request;
    const kind = host.kindOf(absolute);
    const real = kind === "file" ? host.realPath(absolute) : undefined;
    if (real === undefined) {
      const reason = kind === undefined ? "missing" : "not-a-file";
      this.#missing.push({ path: display, reason });
      return;
    }
    const path = { absolute, real, display };
    const known = this.#named.get(real);
    // Where a file is named by its own path too, that is where its output is looked for.
    if (known === undefined || (this.#isLinked(known) && !this.#isLinked(path))) {
      this.#named.set(real, path);
    }
  }

  /** Whether a path leads through a link; one above the root is above all paths. */
  #isLinked({ absolute, real }: FilePath): boolean {
    if (absolute === real) return false;
    const [root] = this.#roots;
    const below = root && pathUnder(root.absolute, absolute);
    return below === undefined || below !== pathUnder(root?.real ?? "", real);
  }

  #open(found: FilePath, include: IncludeNode | undefined): OpenDocument | undefined {
    const named = this.#named.get(found.real);
    const path = named ?? found;
    const document = this.#read(path, include, named !== undefined);
    this.#documents.set(path.real, document);
    return document;
  }

  #read(
    path: FilePath,
    include: IncludeNode | undefined,
    isMain: boolean,
  ): OpenDocument | undefined {
    const { host, parse, findComments } = this.#request;
    const root = this.#roots[0]?.display || ".";
    const relative = pathUnderRoots(this.#roots, path.absolute, path.real);
    if (relative === undefined) {
      this.#sink.report("file-outside-root", include?.pathSpan, { path: path.display, root });
      return undefined;
    }
    const { absolute, display } = path;
    const source = readSource(host, absolute, display, include?.pathSpan, this.#sink, findComments);
    if (source === undefined) return undefined;
    const before = this.#sink.diagnostics.length;
    const node = parse(source);
    const brokenLines = this.#sink.diagnostics
      .slice(before)
      .flatMap(({ severity, span }) =>
        severity === "error" && span !== undefined ? [source.positionAt(span.start).line] : [],
      );
    const place = {
      absolute: directoryOf(path.absolute),
      display: directoryForDisplay(path.display),
    };
    const modulePath = relative.replace(/\.thrift$/, "");
    const prefix = prefixOf(relative);
    return {
      node,
      source: node.file,
      modulePath,
      prefix,
      isMain,
      isBroken: brokenLines.length > 0,
      brokenLines: new Set(brokenLines),
      includes: [],
      place,
      real: path.real,
    };
  }

  /** Depth first without recursion; the stack is the chain of includes that leads to the file at hand. */
  #followIncludes(first: OpenDocument): void {
    const chain: { document: OpenDocument; pending: IncludeNode[] }[] = [];
    const enter = (document: OpenDocument): void => {
      chain.push({ document, pending: this.#includesOf(document).toReversed() });
    };
    enter(first);
    for (let top = chain.at(-1); top !== undefined; top = chain.at(-1)) {
      const node = top.pending.pop();
      if (node === undefined) {
        chain.pop();
        continue;
      }
      const path = this.#find(node, top.document);
      const known = path && this.#documents.get(path.real);
      const isNew = path !== undefined && !this.#documents.has(path.real);
      const document = isNew ? this.#openIncluded(path, node, chain.length) : known;
      top.document.includes.push({ node, prefix: prefixOf(node.path), document });
      const position = chain.findIndex((link) => link.document === document);
      if (position >= 0) {
        const files = chain.slice(position).map((link) => link.document.source.path);
        this.#sink.report("include-cycle", node.pathSpan, { chain: [...files, files[0] ?? ""] });
      } else if (isNew && document !== undefined) {
        enter(document);
      }
    }
  }

  /** The include lines of a file, each path once. */
  #includesOf(document: OpenDocument): IncludeNode[] {
    const byPath = new Map<string, IncludeNode>();
    for (const header of document.node.headers) {
      if (header.kind !== "include" || byPath.has(header.path)) continue;
      if (byPath.size === limits.includes) {
        this.#reportOverLimit(header);
        break;
      }
      byPath.set(header.path, header);
    }
    return [...byPath.values()];
  }

  #openIncluded(path: FilePath, node: IncludeNode, depth: number): OpenDocument | undefined {
    if (depth >= limits.includeDepth) {
      this.#sink.report("includes-too-deep", node.pathSpan, { limit: limits.includeDepth });
      return undefined;
    }
    if (this.#documents.size >= limits.includes) {
      this.#reportOverLimit(node);
      return undefined;
    }
    return this.#open(path, node);
  }

  #reportOverLimit(node: IncludeNode): void {
    if (!this.#isOverLimit) {
      this.#sink.report("too-many-includes", node.pathSpan, { limit: limits.includes });
    }
    this.#isOverLimit = true;
  }

  #find(node: IncludeNode, from: OpenDocument): FilePath | undefined {
    const found = findInclude(this.#request.host, this.#roots, from.place, node.path);
    if (found.kind === "found") return found;
    const span = node.pathSpan;
    const path = node.path;
    if (found.kind === "not-a-file") this.#sink.report("include-not-a-file", span, { path });
    else if (found.kind === "outside") {
      const isAbsolute = isAbsolutePath(path);
      const hint = isAbsolute
        ? "Write the path relative to this file, or to a directory that -I names."
        : found.directory &&
          `Add -I ${found.directory} to allow it, or choose a --root that holds it.`;
      this.#sink.report("include-outside-roots", span, { path, isAbsolute }, { hint });
    } else {
      const message = `Looked in ${found.looked.map((place) => `"${place}"`).join(", ")}.`;
      this.#sink.report("include-not-found", span, { path }, { notes: [{ message }] });
    }
    return undefined;
  }
}

function compare(a: string | undefined, b: string | undefined): number {
  return (a ?? "") < (b ?? "") ? -1 : a === b ? 0 : 1;
}
