/**
 * Bodies of structs with very many fields, cut into functions: TypeScript's flow analysis gives up on a body of some
 * thousand branches (TS2563), and V8 does not optimise one.
 */
import {
  call,
  code,
  functionDeclaration,
  lines,
  type Identifier,
  type Parameter,
  type Printable,
} from "../print/index.js";
import type { CodecSite } from "./site.js";

/** Most structs have fewer fields than this and stay in one piece. */
export const chunkSize = 256;

export interface ChunkFunction {
  readonly site: CodecSite;
  /** Such as `User$write`; the pieces are `User$write1` and so on. */
  readonly name: (index: number) => Identifier;
  readonly parameters: readonly Parameter[];
  /** The local that every piece takes, changes and returns: an offset or a sum. */
  readonly state: Identifier;
}

/** The items as lines, or, where they are many, as calls of functions that hold them. */
export function emitChunks(items: readonly Printable[], target: ChunkFunction): Printable {
  if (items.length <= chunkSize) return lines(items);
  const calls: Printable[] = [];
  for (let start = 0; start < items.length; start += chunkSize) {
    const name = target.name(calls.length + 1);
    target.site.writer.add(
      functionDeclaration({
        name,
        parameters: target.parameters.map((one) => ({ ...one, isOnlyMaybeUsed: true })),
        returns: code`number`,
        body: lines([...items.slice(start, start + chunkSize), code`return ${target.state};`]),
      }),
    );
    const names = target.parameters.map((parameter) => parameter.name);
    calls.push(code`${target.state} = ${call(name, names)};`);
  }
  return lines(calls);
}
