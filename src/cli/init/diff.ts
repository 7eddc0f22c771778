/** The difference of two texts as people know it from `diff -u`. */

/** Unchanged lines shown around a change. */
const contextLines = 3;
/** Above this many pairs of lines the middle is shown as removed and added whole. */
const maximumPairs = 1_000_000;

const keep = (line: string): Row => [" ", line];

type Row = readonly [" " | "-" | "+", string];

/** Empty where both are the same; `before` is undefined where there is no file yet. */
export function formatDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return "";
  const rows = compareLines(splitLines(before ?? ""), splitLines(after));
  const head = before === undefined ? `--- /dev/null\n+++ ${path}\n` : `--- ${path}\n+++ ${path}\n`;
  return head + listHunks(rows).join("");
}

/** Lines with their ends: a missing one at the end of the file is a difference. */
function splitLines(text: string): readonly string[] {
  return text === "" ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

function compareLines(before: readonly string[], after: readonly string[]): readonly Row[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    ...before.slice(0, head).map(keep),
    ...compareMiddle(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
    ),
    ...before.slice(before.length - tail).map(keep),
  ];
}

/** By the longest common subsequence; texts that are too long for that have none. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Row[] {
  const isLarge = before.length * after.length > maximumPairs;
  const lengthAt = isLarge ? () => 0 : measureCommon(before, after);
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, young] = [before[i], after[j]];
    const isRemoved = young === undefined || lengthAt(i + 1, j) >= lengthAt(i, j + 1);
    if (!isLarge && old !== undefined && old === young) {
      rows.push([" ", old]);
      i++;
      j++;
    } else if (old !== undefined && isRemoved) {
      rows.push(["-", old]);
      i++;
    } else {
      rows.push(["+", young ?? ""]);
      j++;
    }
  }
  return rows;
}

/** The length of the longest common subsequence of what begins at `i` and `j`. */
function measureCommon(
  before: readonly string[],
  after: readonly string[],
): (i: number, j: number) => number {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const isSame = before[i] === after[j];
      const without = Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
      lengths[i * width + j] = isSame ? lengthAt(i + 1, j + 1) + 1 : without;
    }
  }
  return lengthAt;
}

function listHunks(rows: readonly Row[]): readonly string[] {
  const changed = rows.flatMap(([sign], index) => (sign === " " ? [] : [index]));
  const hunks: { start: number; end: number }[] = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    const start = Math.max(0, index - contextLines);
    const end = Math.min(rows.length, index + contextLines + 1);
    if (last !== undefined && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  }
  return hunks.map(({ start, end }) => formatHunk(rows, start, end));
}

function formatHunk(rows: readonly Row[], start: number, end: number): string {
  const count = (list: readonly Row[], without: string): number =>
    list.filter(([sign]) => sign !== without).length;
  const place = (without: string): string => {
    const lines = count(rows.slice(start, end), without);
    const before = count(rows.slice(0, start), without);
    return `${lines === 0 ? before : before + 1},${lines}`;
  };
  const body = rows.slice(start, end).map(([sign, line]) => {
    const text = line.replace(/\r?\n$/, "");
    return `${sign}${text}\n${line.endsWith("\n") ? "" : "\\ No newline at end of file\n"}`;
  });
  return `@@ -${place("+")} +${place("-")} @@\n${body.join("")}`;
}
