/** A large IDL that looks like one that people wrote: `node scripts/make-idl.mjs 20000 > large.thrift`. */
import { pathToFileURL } from "node:url";

const SCALARS = ["bool", "i8", "i16", "i32", "i64", "double", "string", "binary"];

/** Text of at least `lines` lines: enums, structs that use one another, unions, exceptions, consts and services. */
export function makeIdl(lines) {
  const parts = ["namespace js large", ""];
  for (let block = 0; parts.length < lines; block++) parts.push(...makeBlock(block));
  return `${parts.join("\n")}\n`;
}

function makeBlock(n) {
  return [
    `/** The states of thing ${n}. */`,
    `enum State${n} {`,
    "  UNKNOWN = 0,",
    "  ACTIVE = 1, // in use",
    `  RETIRED = ${n + 2},`,
    "}",
    "",
    `const i64 LIMIT${n} = ${BigInt(n) * 1_000_003n}`,
    `const map<string, i32> CODES${n} = {"ok": 0, "failed": ${n}}`,
    "",
    ...makeStruct(n),
    `union Choice${n} {`,
    "  1: string text",
    "  2: i64 number",
    `  3: Thing${n} thing`,
    "}",
    "",
    `exception Failure${n} {`,
    "  1: required string reason,",
    "  2: optional i32 code,",
    "}",
    "",
    `service Things${n} {`,
    `  Thing${n} find(1: i64 id, 2: optional string tenant) throws (1: Failure${n} failure),`,
    `  list<Thing${n}> search(1: string query, 2: i32 limit = 10) throws (1: Failure${n} failure),`,
    `  oneway void forget(1: i64 id),`,
    "}",
    "",
  ];
}

function makeStruct(n) {
  const lines = [`/** Thing ${n}, with a field of each kind. */`, `struct Thing${n} {`];
  const requiredness = ["required", "optional", ""];
  for (let id = 1; id <= 16; id++) {
    const type = SCALARS[(id + n) % SCALARS.length];
    const word = requiredness[id % 3];
    lines.push(`  ${id}: ${word === "" ? "" : `${word} `}${type} field_${id},`);
  }
  const other = n === 0 ? "string" : `Thing${n - 1}`;
  return [
    ...lines,
    `  17: State${n} state = State${n}.ACTIVE,`,
    `  18: optional list<${other}> others,`,
    "  19: map<string, list<i64>> index,",
    "  20: set<i32> marks,",
    '} (owner = "team")',
    "",
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.stdout.write(makeIdl(Number(process.argv[2] ?? 20_000)));
}
