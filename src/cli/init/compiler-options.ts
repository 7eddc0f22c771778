/** The settings of a tsconfig.json that typed imports need, and what holds of them through `extends`. */
import { createRequire } from "node:module";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { findUpward, readStats } from "../../host-node.js";
import { mirrorName } from "../../options.js";
import { usageError } from "../errors.js";
import {
  findMember,
  type JsoncArray,
  type JsoncObject,
  type JsoncValue,
} from "../../config/jsonc.js";
import { appendSettings, asObject, parseSettings, readText, setSetting } from "./settings-file.js";

/** Files that extend one another; more are a cycle. */
const maximumChain = 32;

/** What a config file says, paths absolute. */
interface Effective {
  readonly allowsExtensions: boolean;
  readonly rootDirs: readonly string[] | undefined;
  /** What `extends` names and nobody found. */
  readonly unresolved: readonly string[];
}

export interface PatchedConfig {
  readonly text: string;
  /** Remarks for the user. */
  readonly notes: readonly string[];
}

/** The text of a tsconfig.json with what is missing: `allowArbitraryExtensions`, and for the mirror `rootDirs`. */
export function patchConfig(path: string, before: string, withMirror: boolean): PatchedConfig {
  const name = path;
  const effective = readEffective(path, before, 0);
  const directory = dirname(path);
  let text = before;
  if (!effective.allowsExtensions) {
    text = setSetting(text, name, ["compilerOptions", "allowArbitraryExtensions"], true);
  }
  if (withMirror) {
    const known = effective.rootDirs?.map((root) => toSetting(directory, root));
    const missing = listMirrorRoots(known ?? []).filter((root) => known?.includes(root) !== true);
    const own = findRootDirs(parseSettings(text, name), text, name);
    if (own !== undefined) {
      text = appendSettings(text, name, (root) => findRootDirs(root, text, name), missing);
    } else if (missing.length > 0) {
      text = setSetting(
        text,
        name,
        ["compilerOptions", "rootDirs"],
        [...(known ?? []), ...missing],
      );
    }
  }
  const notes = effective.unresolved.map(
    (base) => `${path} extends ${base}, which was not found: what it sets was not looked at`,
  );
  return { text, notes };
}

/**
 * What rootDirs has to hold: TypeScript maps a path from the longest root that holds it to the same path below the others, so
 * each root needs a mirror of its own.
 */
function listMirrorRoots(known: readonly string[]): readonly string[] {
  const others = known.filter((root) => root !== "." && !isInMirror(root));
  const inProject = others.filter((root) => !root.startsWith("../") && !isAbsolute(root));
  return [".", mirrorName, ...inProject.map((root) => `${mirrorName}/${root}`)];
}

function isInMirror(root: string): boolean {
  return root === mirrorName || root.startsWith(`${mirrorName}/`);
}

function readEffective(path: string, text: string, depth: number): Effective {
  const root = parseSettings(text, path);
  const bases = listBases(root).map((base) => readBase(path, base, depth));
  const options = findMember(root, "compilerOptions");
  const object = options && asObject(options.value, text, path, "compilerOptions");
  const allows = object && findMember(object, "allowArbitraryExtensions")?.value;
  const own = findRootDirs(root, text, path);
  const inherited = bases.reduce<Effective>(
    (before, base) => ({
      allowsExtensions: base.allowsExtensions || before.allowsExtensions,
      rootDirs: base.rootDirs ?? before.rootDirs,
      unresolved: [...before.unresolved, ...base.unresolved],
    }),
    { allowsExtensions: false, rootDirs: undefined, unresolved: [] },
  );
  return {
    allowsExtensions:
      allows === undefined
        ? inherited.allowsExtensions
        : allows.kind === "scalar" && allows.value === true,
    rootDirs:
      own === undefined
        ? inherited.rootDirs
        : listStrings(own).map((entry) => resolve(dirname(path), entry)),
    unresolved: inherited.unresolved,
  };
}

function readBase(from: string, base: string, depth: number): Effective {
  const none = { allowsExtensions: false, rootDirs: undefined };
  const path = depth < maximumChain ? findBase(from, base) : undefined;
  const text = path === undefined ? undefined : readText(path);
  if (path === undefined || text === undefined) return { ...none, unresolved: [base] };
  return readEffective(path, text, depth + 1);
}

function listBases(root: JsoncObject): readonly string[] {
  const value = findMember(root, "extends")?.value;
  if (value?.kind === "array") return listStrings(value);
  return value?.kind === "scalar" && typeof value.value === "string" ? [value.value] : [];
}

/** As TypeScript does: a path with or without .json, or a package's file. */
function findBase(from: string, base: string): string | undefined {
  if (/^\.{0,2}[\\/]/.test(base) || isAbsolute(base)) {
    const path = resolve(dirname(from), base);
    return [path, `${path}.json`].find((candidate) => readStats(candidate)?.isFile() === true);
  }
  const { resolve: find } = createRequire(from);
  for (const candidate of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return find(candidate);
    } catch {
      // The next form may be the one that is meant.
    }
  }
  return undefined;
}

/**
 * The configs that hold for the project's sources: the file itself, or where it only lists references, as Vite's template
 * has it, those beside it. Throws a usage error where it has none.
 */
export function listConfigs(path: string, text: string): readonly string[] {
  const root = parseSettings(text, path);
  const references = findMember(root, "references")?.value;
  const files = findMember(root, "files")?.value;
  const isSolution =
    references?.kind === "array" && files?.kind === "array" && files.items.length === 0;
  if (!isSolution) return [path];
  const directory = dirname(path);
  const beside = references.items
    .flatMap((item) => (item.kind === "object" ? [findMember(item, "path")?.value] : []))
    .flatMap((value) => (value?.kind === "scalar" ? [resolve(directory, String(value.value))] : []))
    .filter((file) => dirname(file) === directory && readStats(file)?.isFile() === true);
  if (beside.length > 0) return [...new Set(beside)];
  throw usageError(
    `${path} lists other projects and has no sources of its own`,
    "Name the one that imports .thrift files: --project packages/app/tsconfig.json.",
  );
}

function findRootDirs(root: JsoncObject, text: string, name: string): JsoncArray | undefined {
  const options = findMember(root, "compilerOptions");
  const object = options && asObject(options.value, text, name, "compilerOptions");
  const value: JsoncValue | undefined = object && findMember(object, "rootDirs")?.value;
  return value?.kind === "array" ? value : undefined;
}

function listStrings(array: JsoncArray): readonly string[] {
  return array.items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" ? [item.value] : [],
  );
}

/** An absolute path as a setting relative to the config's directory. */
function toSetting(directory: string, path: string): string {
  const short = relative(directory, path).split(sep).join("/");
  return short === "" ? "." : short;
}

/** Where the search for tsconfig.json ends: the first one upward. */
export function findTsconfig(start: string): string | undefined {
  return findUpward(start, "tsconfig.json");
}
