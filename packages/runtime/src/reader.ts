/** Readers of the user's own, over structs that stand one after the other. */
import { wantsSubarrays, wantsWindows } from "./copy-options.js";
import { Block, ownBytes } from "./block.js";
import { fail } from "./errors.js";
import { genuineArenas } from "./genuine-arenas.js";
import { maximumMessage, type DecodeOptions } from "./limits.js";
import { Memory } from "./memory.js";
import { openWindow } from "#text";
import type { TextWindow } from "./text-window.js";

/** A source whose memory is asked for whenever a read begins. */
class Reopened {
  private readonly window: TextWindow;
  private readonly source: { readonly memory: Memory };

  constructor(window: TextWindow, source: { readonly memory: Memory }) {
    this.window = window;
    this.source = source;
  }

  get memory(): Memory {
    this.window.close();
    return this.source.memory;
  }
}

/** `fastRead(reader)` reads at `offset` and moves it behind what it read; where it fails, `offset` stays. */
export class Reader extends Memory {
  /**
   * Shared or resizable memory is copied first; other bytes must not change while they are read.
   * @throws ThriftError RELEASED_BUFFER, SIZE_LIMIT above 100 MiB, or INVALID_VALUE for what is no `ListArena`
   * or no value of `binary` or `strings`.
   */
  constructor(source: Uint8Array | Block, options?: DecodeOptions) {
    const isBlock = source instanceof Block;
    super(isBlock ? source.memory.bytes : ownBytes(source));
    if (isBlock) this.block = source;
    this.end = source.length;
    this.strict = options?.utf8 !== "replace";
    if (wantsWindows(options)) this.openWindows();
    const arena = options?.arena;
    if (arena !== undefined && !genuineArenas.has(arena)) fail("INVALID_VALUE");
    this.arena = arena;
    if (wantsSubarrays(options) && !isBlock) this.binary = "subarray";
    if (this.end > maximumMessage) fail("SIZE_LIMIT");
  }

  /** Each read begins with another window: the caller may have put other bytes there since. */
  private openWindows(): void {
    const { block, strict } = this;
    const window = openWindow(strict);
    this.strict = window;
    if (typeof window !== "object") return;
    this.block = new Reopened(window, block ?? { memory: this });
  }
}
