/** A settings file of the project: read with its comments, changed member by member. */
import { readFileSync } from "node:fs";
import { maximumSettingsSize } from "../../host-config.js";
import { decodeUtf8, describeFailure, readStats } from "../../host-node.js";
import { ioError, usageError } from "../errors.js";
import { appendItem, applyEdits, setMember, type TextEdit } from "./edit-jsonc.js";
import {
  findMember,
  JsoncError,
  parseJsonc,
  type JsoncArray,
  type JsoncObject,
  type JsoncValue,
} from "../../config/jsonc.js";

/** The text of a file, undefined where there is none. Throws a CliError where it cannot be read as UTF-8. */
export function readText(path: string): string | undefined {
  const stats = readStats(path);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw ioError(`cannot read ${path}: it is not a file`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw ioError(`cannot read ${path}: ${describeFailure(error)}`);
  }
  if (bytes.length > maximumSettingsSize)
    throw usageError(`${path} is too large for a settings file`);
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw usageError(`${path} is not UTF-8`, "Save it as UTF-8, and try again.");
  return text;
}

/** The object that a settings file holds; `name` is its path for messages. Throws a usage error at the place of a mistake. */
export function parseSettings(text: string, name: string): JsoncObject {
  let value: JsoncValue;
  try {
    value = parseJsonc(text);
  } catch (error) {
    if (!(error instanceof JsoncError)) throw error;
    throw usageError(
      `${describePlace(text, error.offset, name)}: ${error.message}`,
      "Mend the file, and try again; nothing was written.",
    );
  }
  return asObject(value, text, name, "the file");
}

/** Throws where a member is of another kind than settings have. */
export function asObject(value: JsoncValue, text: string, name: string, what: string): JsoncObject {
  if (value.kind === "object") return value;
  throw usageError(`${describePlace(text, value.start, name)}: ${what} should hold an object`);
}

/** Sets `path`, two keys deep at most; objects on the way are made where they are missing. */
export function setSetting(
  text: string,
  name: string,
  path: readonly [string] | readonly [string, string],
  value: unknown,
): string {
  const root = parseSettings(text, name);
  const [outer, inner] = path;
  if (inner === undefined) return applyEdits(text, [setMember(text, root, outer, value)]);
  const known = findMember(root, outer);
  const edit =
    known === undefined
      ? setMember(text, root, outer, { [inner]: value })
      : setMember(text, asObject(known.value, text, name, outer), inner, value);
  return applyEdits(text, [edit]);
}

/** Adds strings to the end of an array that `find` takes from the file's object. */
export function appendSettings(
  text: string,
  name: string,
  find: (root: JsoncObject) => JsoncArray | undefined,
  values: readonly string[],
): string {
  let result = text;
  for (const value of values) {
    const array = find(parseSettings(result, name));
    const edits: readonly TextEdit[] =
      array === undefined ? [] : [appendItem(result, array, value)];
    result = applyEdits(result, edits);
  }
  return result;
}

function describePlace(text: string, offset: number, name: string): string {
  const lines = text.slice(0, offset).split(/\r\n|[\n\r]/);
  return `${name}:${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}
