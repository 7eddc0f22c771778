/** One process that times our codec on one shape: takes a job as JSON in argv, prints times as JSON. */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { makeLoop, measureLoops } from "../codec/measure.mjs";
import { importOurs } from "../codec/ours.mjs";
import { shapes } from "./values.mjs";

const job = JSON.parse(process.argv[2]);
const { struct, make } = shapes[job.shape];
const module = await importOurs(job.ours);
const codec = module[struct];
const value = make();
const foreign = new Uint8Array(readFileSync(job.file));
// Values are compared after a trip through our codec each: Kitex writes maps in random order.
if (!isDeepStrictEqual(codec.decode(foreign), codec.decode(codec.encode(value)))) {
  throw new Error(`${job.shape}: Kitex's bytes decode to other values than ours`);
}

const loops = {
  writePooled: makeLoop(
    codec,
    [value],
    "const block = target.encodePooled(x); last = block; block.release();",
  ),
  writeFresh: makeLoop(codec, [value], "last = target.encode(x);"),
  read: makeLoop(codec, [module.wrapBlock(foreign)], "last = target.decode(x);"),
  readFresh: makeLoop(codec, [foreign], "last = target.decode(x);"),
};
console.log(
  JSON.stringify(measureLoops(loops, { rounds: job.rounds, batchMs: 20, warmUpMs: 150 })),
);
