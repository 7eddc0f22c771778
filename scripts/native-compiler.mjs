/** Which C compiler builds the native kernels, and with which arguments on which platform. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { basename } from "node:path";

const CANDIDATES = {
  linux: ["gcc", "clang", "cc"],
  darwin: ["clang", "cc", "gcc"],
  win32: ["clang", "gcc"],
};

/** A compiler as a command and its first arguments: what CC says, or the first known one that works. */
export function findCompiler(os) {
  const named = (process.env.CC ?? "").split(/\s+/).filter((part) => part !== "");
  if (named.length > 0) return named;
  const found = CANDIDATES[os].find((command) => canCompile(command));
  return found === undefined ? undefined : [found];
}

/** Some machines have a compiler, but not the headers of its C library. */
function canCompile(command) {
  const input = "#include <stdlib.h>\n#include <string.h>\n";
  return spawnSync(command, ["-x", "c", "-fsyntax-only", "-"], { input }).status === 0;
}

const COMMON = ["-std=c11", "-O3", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra"];

const MACOS_NAMES = { x64: "x86_64", arm64: "arm64" };

/** How a module is linked whose `napi_*` functions come from the process that loads it. */
const LINKING = {
  linux: () => ["-shared", "-s", "-Wl,-z,relro,-z,now"],
  darwin: ({ cpu }) => ["-bundle", "-undefined", "dynamic_lookup", "-arch", MACOS_NAMES[cpu]],
  win32: (_target, output) => ["-shared", "-s", ...buildImportLibraries(output)],
};

/** The command that compiles `source` into `output` for one of the targets. */
export function listArguments([command, ...first], target, source, output) {
  const include = createRequire(import.meta.url)("node-api-headers").include_dir;
  const args = [...first, ...COMMON, "-I", include, "-o", output, source];
  return { command, args: [...args, ...LINKING[target.os](target, output)] };
}

/**
 * Windows links against a list of what the process has; the headers bring that list. Made beside the output, by the
 * dlltool of MinGW or LLVM.
 */
function buildImportLibraries(output) {
  const { def_paths } = createRequire(import.meta.url)("node-api-headers");
  return Object.values(def_paths).map((definition) => {
    const library = `${output}.${basename(definition, ".def")}.a`;
    const dlltool = process.env.DLLTOOL ?? "dlltool";
    const result = spawnSync(dlltool, ["-d", definition, "-l", library], { encoding: "utf8" });
    if (result.status === 0) return library;
    throw new Error(`${dlltool} failed: ${result.error?.message ?? result.stderr}`);
  });
}
