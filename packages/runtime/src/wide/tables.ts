/**
 * The tables of wide.wat: which bytes of a vector go where; 255 stands for a byte that becomes zero. Made as they are needed, in
 * 1 ms, because in the file they would take six times the bytes of the code.
 */

/** Where each begins in the memory of the kernels. */
const ends = 65_536;
const joins = 73_728;
const narrowSplits = 76_288;
const wideSplits = 80_640;
const wideSizes = 84_736;

export function fillTables(memory: Uint8Array): void {
  fillJoins(memory);
  fillSplits(memory);
}

/**
 * How to join the bytes of the next characters, and how many those are, by which of twelve bytes are the last ones of characters: six
 * of one or two bytes (0 to 63: a binary digit for each size, the first one lowest), else four of up to three (64 to 144: ternary
 * digits), else none (255).
 */
function fillJoins(memory: Uint8Array): void {
  memory.fill(255, ends, narrowSplits);
  // Sixes last, so that they count where both can be had.
  for (let digits = 0; digits < 81; digits++) fillJoin(memory, 64 + digits, digits, 4, 3);
  for (let digits = 0; digits < 64; digits++) fillJoin(memory, digits, digits, 6, 2);
}

/** The bytes of each character side by side, the last one first; and all masks that begin with characters of these sizes. */
function fillJoin(
  memory: Uint8Array,
  kind: number,
  digits: number,
  count: number,
  most: number,
): void {
  const width = most === 2 ? 2 : 4;
  let mask = 0;
  let end = 0;
  for (let i = 0; i < count; i++) {
    const size = (digits % most) + 1;
    digits = (digits - size + 1) / most;
    end += size;
    mask |= 1 << (end - 1);
    for (let k = 0; k < size; k++) memory[joins + kind * 16 + i * width + k] = end - 1 - k;
  }
  for (; mask < 4096; mask += 1 << end) {
    memory[ends + mask * 2] = kind;
    memory[ends + mask * 2 + 1] = end;
  }
}

/** By which of eight characters, or four, are how long: their bytes one behind the other, where the last of each stands first. */
function fillSplits(memory: Uint8Array): void {
  memory.fill(255, narrowSplits, wideSizes);
  for (let mask = 0; mask < 256; mask++) {
    let to = narrowSplits + mask * 16;
    for (let i = 0; i < 8; i++) {
      if (((mask >> i) & 1) === 0) memory[to++] = i * 2 + 1;
      memory[to++] = i * 2;
    }
    to = wideSplits + mask * 16;
    for (let i = 0; i < 4; i++) {
      const size = 3 - ((mask >> i) & 1) - ((mask >> (i + 4)) & 1);
      for (let k = size; k-- > 0;) memory[to++] = i * 4 + k;
    }
    memory[wideSizes + mask] = to - wideSplits - mask * 16;
  }
}
