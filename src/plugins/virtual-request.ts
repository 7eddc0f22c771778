/**
 * Where virtual names lead, for bundlers that plugins cannot ask, and for those that take a real path with a query
 * instead of a path where nothing stands.
 */
import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { findThriftModule, parseVirtualName, type Host } from "../index.js";

/** The path that a bundler finds for a request from a directory; undefined where it finds none. */
export type FindPath = (directory: string, request: string) => Promise<string | undefined>;

const query = /^(.*)\?thriftgen=(view|service)$/s;

/**
 * The request as `./user.thrift?thriftgen=view`; undefined where it is not of a virtual name, or of a real file's.
 * Packages and aliases are what `find` makes of them.
 */
export async function rewriteRequest(
  request: string,
  directory: string,
  host: Host,
  find: FindPath,
): Promise<string | undefined> {
  const virtual = parseVirtualName(request);
  if (virtual === undefined || request.includes("!")) return undefined;
  const suffix = `?thriftgen=${virtual.kind}`;
  if (isPath(request)) {
    const found = findThriftModule(resolve(directory, request), host);
    return found.kind === "main" ? undefined : virtual.source + suffix;
  }
  if ((await find(directory, request)) !== undefined) return undefined;
  const base = await find(directory, virtual.source);
  return base === undefined ? undefined : base + suffix;
}

/**
 * The virtual path that a request from a module names, beside it or in a package that Node finds; undefined where the
 * request is not of a virtual name, or of a real file's.
 */
export function findVirtualPath(request: string, importer: string, host: Host): string | undefined {
  const virtual = parseVirtualName(request);
  if (virtual === undefined) return undefined;
  const path = isPath(request)
    ? resolve(dirname(importer), request)
    : findInPackages(virtual.source, importer)?.replace(/\.thrift$/, `.${virtual.kind}.thrift`);
  return path === undefined || findThriftModule(path, host).kind === "main" ? undefined : path;
}

function findInPackages(request: string, importer: string): string | undefined {
  try {
    return createRequire(importer).resolve(request);
  } catch {
    return undefined;
  }
}

function isPath(request: string): boolean {
  return /^\.\.?\//.test(request) || isAbsolute(request);
}

/** The virtual path behind a resource that such a request led to; other resources stay. */
export function readResource(resource: string): string {
  const [, path, kind] = query.exec(resource) ?? [];
  return path === undefined ? resource : path.replace(/\.thrift$/, `.${kind}.thrift`);
}
