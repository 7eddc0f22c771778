/**
 * A program of its own, run with --expose-gc: prints the heap after gc, and the pool, after 10^5 and after 10^6 rounds of
 * encode and release, of append and release, and (every tenth) of a view's chain.
 */
import { ChainBuffer, poolStatistics } from "@thriftgen/runtime";
import type { MailModules } from "./mail.js";

export function run({ Mail, MailView }: MailModules): void {
  const mail = { id: 1n, note: "n".repeat(100), body: new Uint8Array(300).fill(7) };
  const bytes = Mail.encode(mail);
  const head = new Uint8Array(200).fill(1);
  const body = new Uint8Array(70_000).fill(2);

  const work = (round: number): void => {
    Mail.encodePooled(mail).release();
    const chain = new ChainBuffer().append(head).append(body);
    chain.append(head);
    const part = chain.slice(100, 70_300);
    chain.release();
    part.release();
    if (round % 10) return;
    const view = MailView.of(bytes);
    view.body = body;
    view.$chain().release();
  };

  const points: unknown[] = [];
  for (let round = 1; round <= 1e6; round++) {
    work(round);
    if (round !== 1e5 && round !== 1e6) continue;
    for (let times = 0; times < 4; times++) globalThis.gc?.();
    points.push({ heap: process.memoryUsage().heapUsed, pool: poolStatistics() });
  }
  console.log(JSON.stringify(points));
}
