/**
 * The modules of an IDL file, as imports name them: `./user.thrift` is its types and codec, and the names of the others
 * are virtual: `./user.view.thrift` and `./user.service.thrift` stand for modules of `user.thrift`.
 */
import type { Host } from "../host.js";

/** `main`: types, constants and codec; `view`: views of structs; `service`: services. */
export type ModuleKind = "main" | "view" | "service";

/** A module that can be loaded. */
export interface ThriftModule {
  /** The path of the IDL file. */
  readonly source: string;
  /** Which of its modules: types and codec, views, or services. */
  readonly kind: ModuleKind;
}

const virtualName = /^(.*)\.(view|service)\.thrift$/s;

/**
 * The IDL file and the kind of module behind a virtual name, `user.thrift` and `view` for `user.view.thrift`; undefined
 * for every other name. The disk is not asked.
 */
export function parseVirtualName(path: string): ThriftModule | undefined {
  const [, base, kind] = virtualName.exec(path) ?? [];
  if (base === undefined || (kind !== "view" && kind !== "service")) return undefined;
  return { source: `${base}.thrift`, kind };
}

/**
 * What a path stands for: the file of that name where there is one, else what its virtual name says, else the path
 * itself, so that the error is about the name that was asked for.
 */
export function findThriftModule(path: string, host: Host): ThriftModule {
  const main: ThriftModule = { source: path, kind: "main" };
  if (host.kindOf(path) !== undefined) return main;
  const virtual = parseVirtualName(path);
  return virtual !== undefined && host.kindOf(virtual.source) === "file" ? virtual : main;
}
