/** The files that `scaffold` reads: the user's templates, and the handler that may be there. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { decodeUtf8, describeFailure, readStats, toPosix } from "../host-node.js";
import { SourceFile } from "../source.js";
import { templateNames, type HandlerPlace, type UserTemplates } from "../scaffold/index.js";
import { ioError, usageError } from "./errors.js";

/** The templates of a directory that replace ours. Throws where it has none, as a mistyped path would do nothing. */
export function readTemplates(
  directory: string | undefined,
  workingDirectory: string,
): UserTemplates {
  if (directory === undefined) return {};
  const found = templateNames.flatMap((name) => {
    const path = join(directory, name);
    const absolute = resolve(workingDirectory, path);
    return readStats(absolute) === undefined ? [] : [[name, readText(absolute, path)] as const];
  });
  if (found.length === 0) {
    const isThere = readStats(resolve(workingDirectory, directory))?.isDirectory() === true;
    const problem = isThere ? "has no template" : "is not a directory";
    throw usageError(`${directory} ${problem}`, `It may hold ${templateNames.join(" and ")}.`);
  }
  return Object.fromEntries(found);
}

/**
 * `out` itself where it is a TypeScript file; else `user-service.handler.ts` in it. Where that is not there, a file
 * beside it with a class that says it implements the service: people rename files.
 */
export function locateHandler(
  out: string,
  service: string,
  workingDirectory: string,
): HandlerPlace {
  const absolute = resolve(workingDirectory, out);
  const stats = readStats(absolute);
  if (/\.d\.[cm]?ts$/.test(out) && stats?.isDirectory() !== true) {
    const name = out.replace(/\.d(\.[cm]?ts)$/, "$1");
    throw usageError(`${out} is for declarations, and a handler has code`, `Name it ${name}.`);
  }
  if (/\.[cm]?tsx?$/.test(out) && stats?.isDirectory() !== true) return readPlace(absolute, out);
  if (stats !== undefined && !stats.isDirectory()) {
    throw usageError(`${out} is neither a directory nor a TypeScript file`);
  }
  if (stats === undefined && hasExtension(out)) {
    throw usageError(
      `${out} is not the name of a TypeScript file`,
      "Name a file that ends in .ts; if it is to be a directory, make that first.",
    );
  }
  const name = `${toKebabCase(service)}.handler.ts`;
  const place = readPlace(join(absolute, name), join(out, name));
  if (place.file !== undefined || stats === undefined) return place;
  const others = listMentions(absolute, service);
  const [other] = others;
  if (other === undefined) return place;
  if (others.length > 1) {
    throw usageError(
      `${others.join(" and ")} in ${out} both implement ${service}`,
      `Name the one to complete: -o ${join(out, other)}.`,
    );
  }
  return readPlace(join(absolute, other), join(out, other));
}

/** `users.js`, which nobody means for a directory; `v1.2` and `users.js/` are such names. */
function hasExtension(path: string): boolean {
  return /[^/\\]\.[a-z][a-z\d]*$/i.test(path);
}

function readPlace(absolute: string, shown: string): HandlerPlace {
  const file = readStats(absolute) === undefined ? undefined : readText(absolute, shown);
  return { path: toPosix(absolute), file };
}

/** Names of files in the directory that have `implements ... Users` somewhere. */
function listMentions(directory: string, service: string): string[] {
  const escaped = service.replace(/\W/g, "\\$&");
  const mention = new RegExp(`\\bimplements\\b[^{}()]*\\b${escaped}\\b`);
  const names = readdirSync(directory).filter((name) => /(?<!\.d)\.[cm]?tsx?$/.test(name));
  return names.toSorted().filter((name) => {
    const path = join(directory, name);
    return readStats(path)?.isFile() === true && mention.test(readText(path, path).text);
  });
}

/** The file's text with its byte order mark. Bytes that are not UTF-8 could not be written back as they are. */
function readText(path: string, shown: string): SourceFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw ioError(`cannot read ${shown}: ${describeFailure(error)}`);
  }
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw ioError(`cannot read ${shown}: it is not UTF-8`, "Save it as UTF-8.");
  return new SourceFile(shown, text);
}

/** Names that Windows keeps for devices, with any extension, and no name at all. */
const UNUSABLE = /^(?:|con|prn|aux|nul|com\d|lpt\d)$/;

/** `UserService`, `user_service` and `HTTPServer` become `user-service` and `http-server`. */
function toKebabCase(name: string): string {
  const kebab = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  return UNUSABLE.test(kebab) ? `${kebab}-service` : kebab;
}
