/** `./user.view.thrift` for bundlers that take a real path with a query instead of a path where nothing stands. */
import { isAbsolute, resolve } from "node:path";
import { findThriftModule, parseVirtualName, type Host } from "../index.js";

const query = /^(.*)\?thriftgen=(view|service)$/s;

/** The request as `./user.thrift?thriftgen=view`, unless it is a package's, or a real file's. */
export function rewriteRequest(request: string, directory: string, host: Host): string | undefined {
  const virtual = parseVirtualName(request);
  if (virtual === undefined || !(request.startsWith(".") || isAbsolute(request))) return undefined;
  const found = findThriftModule(resolve(directory, request), host);
  return found.kind === "main" ? undefined : `${virtual.source}?thriftgen=${virtual.kind}`;
}

/** The virtual path behind a resource that such a request led to; other resources stay. */
export function readResource(resource: string): string {
  const [, path, kind] = query.exec(resource) ?? [];
  return path === undefined ? resource : path.replace(/\.thrift$/, `.${kind}.thrift`);
}
