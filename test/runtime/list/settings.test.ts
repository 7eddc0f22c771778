/** Which tier is used, what users are told of it, and what happens where WebAssembly is not to be had. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { configureLists, simdInfo, ThriftError } from "@thriftgen/runtime";

type Runtime = typeof import("@thriftgen/runtime") & typeof import("@thriftgen/runtime/codegen-v1");

/** As in another realm: what was found out is forgotten. */
async function loadRuntime(): Promise<Runtime> {
  vi.resetModules();
  return {
    ...(await import("@thriftgen/runtime")),
    ...(await import("@thriftgen/runtime/codegen-v1")),
  };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  configureLists();
});

const values = Array.from({ length: 3000 }, (_, i) => Math.imul(i, 0x9e3779b1));

/** A list of every kind, written and read back by a runtime. */
function expectRight({ writeListI32, readTypedI32, Reader }: Runtime): void {
  for (const source of [values, Int32Array.from(values)]) {
    const r = new Reader(new Uint8Array(16_000));
    expect(writeListI32(r, 3, source)).toBe(3 + 5 + 4 * values.length);
    r.offset = 3;
    expect(readTypedI32(r)).toEqual(Int32Array.from(values));
    expect(values.every((x, i) => r.view.getInt32(8 + i * 4) === x)).toBe(true);
  }
}

describe("the environment", () => {
  test.each([
    ["off", "js"],
    ["js", "js"],
    ["wasm", "wasm"],
  ])("THRIFTGEN_SIMD=%s gives the tier %s", async (setting, tier) => {
    vi.stubEnv("THRIFTGEN_SIMD", setting);
    const runtime = await loadRuntime();
    const info = runtime.simdInfo();
    expect(info.tier).toBe(tier);
    expect(info.absent.native).toBe(`${tier} is asked for`);
    expect(info.absent.wasm).toBe(tier === "js" ? "js is asked for" : undefined);
    expect(info.thresholds.native).toBe(Infinity);
    expectRight(runtime);
  });

  test.each(["", "fast", "__proto__", "constructor"])(
    "THRIFTGEN_SIMD=%s counts for nothing, and it is said",
    async (setting) => {
      vi.stubEnv("THRIFTGEN_SIMD", setting);
      const runtime = await loadRuntime();
      const { tier, refused } = runtime.simdInfo();
      expect(tier).not.toBe("js");
      expect(refused).toBe(
        setting === ""
          ? undefined
          : `THRIFTGEN_SIMD=${setting}: neither off, js, wasm nor native; ${tier} is used`,
      );
      // What is asked for otherwise counts alone.
      runtime.configureLists({ tier: "js" });
      expect(runtime.simdInfo().refused).toBe(undefined);
      expectRight(runtime);
    },
  );

  test("native is the best there is, where there is none", async () => {
    vi.stubEnv("THRIFTGEN_SIMD", "native");
    const runtime = await loadRuntime();
    const { tier, absent } = runtime.simdInfo();
    expect(tier).toBe(absent.native === undefined ? "native" : "wasm");
    expectRight(runtime);
  });

  test("is not needed, as in browsers", async () => {
    vi.stubGlobal("process", undefined);
    const runtime = await loadRuntime();
    expect(runtime.simdInfo().tier).toBe("wasm");
    expectRight(runtime);
  });

  test("may be forbidden, as in Deno", async () => {
    const env = new Proxy(
      {},
      {
        get: () => {
          throw new Error("requires env access");
        },
      },
    );
    vi.stubGlobal("process", { env });
    const runtime = await loadRuntime();
    expect(runtime.simdInfo().features).toContain("wasm-simd128");
    expectRight(runtime);
  });
});

// No arrow: it is called with new.
function refuse(): never {
  throw new RangeError("could not allocate memory");
}

describe("WebAssembly", () => {
  test.each<readonly [string, () => void, string]>([
    [
      "is not there",
      () => vi.stubGlobal("WebAssembly", undefined),
      "this engine has no WebAssembly",
    ],
    [
      "has no address space",
      () => vi.spyOn(WebAssembly, "Memory").mockImplementation(refuse),
      "could not allocate memory",
    ],
    [
      "may not compile",
      () => vi.spyOn(WebAssembly, "Module").mockImplementation(refuse),
      "could not allocate memory",
    ],
    [
      "does nothing",
      () => {
        const exports = { swap16: () => 0, swap32: () => 0, swap64: () => 0 };
        vi.stubGlobal("WebAssembly", {
          Memory: WebAssembly.Memory,
          Module: WebAssembly.Module,
          Instance: class {
            exports = exports;
          },
        });
      },
      "its kernels fail their test",
    ],
  ])("that %s is left out", async (_name, spoil, reason) => {
    vi.stubEnv("THRIFTGEN_SIMD", "wasm");
    spoil();
    const runtime = await loadRuntime();
    expectRight(runtime);
    const { tier, absent, thresholds } = runtime.simdInfo();
    expect(tier).toBe("js");
    expect(absent.wasm).toBe(reason);
    expect(thresholds).toEqual({
      typed: Infinity,
      typed64: Infinity,
      plain: Infinity,
      read: Infinity,
      read64: Infinity,
      into: Infinity,
      into64: Infinity,
      native: Infinity,
    });
  });

  test("is not touched before the first long list", async () => {
    const made = vi.spyOn(WebAssembly, "Memory");
    const { Reader, writeListI32, readListI32 } = await loadRuntime();
    const r = new Reader(new Uint8Array(1000));
    writeListI32(r, 0, Int32Array.of(1, 2, 3));
    writeListI32(r, 0, [1, 2, 3]);
    expect(readListI32(r)).toEqual([1, 2, 3]);
    expect(made).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i++) writeListI32(r, 0, new Int32Array(100));
    expect(made).toHaveBeenCalledTimes(1);
    expect(made).toHaveBeenCalledWith({ initial: 1, maximum: 1 });
  });
});

describe("configureLists", () => {
  test("sets thresholds, and gives defaults back", () => {
    const { thresholds } = simdInfo();
    configureLists({ thresholds: { typed: 7, plain: 2.5, into: Infinity } });
    expect(simdInfo().thresholds).toEqual({ ...thresholds, typed: 7, plain: 3, into: Infinity });
    configureLists({ thresholds: {} });
    expect(simdInfo().thresholds).toEqual(thresholds);
    configureLists({ thresholds: { typed: 7 } });
    configureLists(null);
    expect(simdInfo().thresholds).toEqual(thresholds);
  });

  test("sets the tier over the environment", async () => {
    vi.stubEnv("THRIFTGEN_SIMD", "js");
    const runtime = await loadRuntime();
    runtime.configureLists({ tier: "wasm" });
    expect(runtime.simdInfo().tier).toBe("wasm");
    runtime.configureLists({ tier: "js" });
    expect(runtime.simdInfo()).toMatchObject({ tier: "js", features: [] });
    expectRight(runtime);
    runtime.configureLists({ tier: "wasm" });
    expectRight(runtime);
  });

  test.each([
    { tier: "fast" },
    { teir: "js" },
    { thresholds: { wasm: 1 } },
    { thresholds: { typed: -1 } },
    { thresholds: { read: NaN } },
    { thresholds: { into: "x" } },
  ])("refuses %o", (settings) => {
    const before = simdInfo();
    expect(() => configureLists(settings as never)).toThrow(ThriftError);
    expect(simdInfo()).toEqual(before);
  });
});
