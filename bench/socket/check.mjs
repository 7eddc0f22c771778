/** That what arrives is what was sent, and that the runtime copied none of a node. */
import { createHash } from "node:crypto";
import { edge } from "./forms.mjs";
import { sendAll } from "./measure.mjs";

const fill = (value) => new Uint8Array(edge).fill(value);

/** Bytes that a chain has copied beside head and tail, before and after it was sent. Throws where others arrive. */
export async function checkForm(link, form, body) {
  const chains = [];
  const release = [];
  const watched = (bytes) => {
    const chain = form(bytes);
    chains.push(chain);
    // Kept for the count behind the flush.
    release.push(chain.release.bind(chain));
    chain.release = () => {};
    return chain;
  };
  const hash = createHash("sha256");
  link.watch((chunk) => hash.update(chunk));
  await sendAll(link, watched, [body], 1);
  await new Promise(setImmediate);
  link.watch(undefined);
  const wanted = createHash("sha256");
  for (const bytes of [fill(0x48), body, fill(0x54)]) wanted.update(bytes);
  if (hash.digest("hex") !== wanted.digest("hex")) throw new Error("other bytes arrived than sent");
  const copied = chains[0].statistics().copied - 2 * edge;
  for (const one of release) one();
  return copied;
}
