/** Drafts of more fields than are sorted in place. */
import { expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { Random } from "./random.js";
import type { ViewClass } from "./subjects.js";

const names = Array.from({ length: 60 }, (_, i) => `text${i}`);
const fields = names.map((name, i) => `${i + 1}: optional string ${name}`);
const idl = `struct Wide { ${fields.join(", ")}, 61: i32 first }`;

test("however many fields are set in whatever order, they go out in ours", async () => {
  const files = await compileOrFail({ "wide.thrift": idl }, "wide.thrift", { views: true });
  const directory = writeGenerated(files);
  const codec = companionOf(await importGenerated(directory, "wide.ts"), "Wide");
  const { WideView } = await importGenerated(directory, "wide.view.ts");
  const View = WideView as ViewClass;
  for (let count = 0; count <= names.length; count++) {
    const random = new Random(count);
    const model: Record<string, unknown> = { first: count };
    const view = View.create();
    view["first"] = count;
    for (const name of random.shuffle(names).slice(0, count))
      view[name] = model[name] = "x".repeat(random.below(40));
    expect(Buffer.from(view.$toBytes()), `${count} fields`).toEqual(
      Buffer.from(codec.encode(model)),
    );
  }
});
