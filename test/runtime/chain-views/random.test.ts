/** Random edits of messages with large bytes: whatever is referred to, copied or cut, the chain holds the edited value. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { ChainBuffer, wrapBlock } from "@thriftgen/runtime";
import { loadMail, type Mail, type MailView, type Part } from "./mail.js";

const { Mail, MailView, PartView } = await loadMail();

/** Around the thresholds of fields that are set, and of the chains below. */
const bytes = fc
  .tuple(fc.constantFrom(0, 5, 4095, 4096, 6000, 9000, 20_000), fc.nat(255), fc.boolean())
  .map(([size, fill, isShared]) =>
    new Uint8Array(isShared ? new SharedArrayBuffer(size) : new ArrayBuffer(size)).fill(fill),
  );
const step = fc.record({
  kind: fc.constantFrom("body", "text", "note", "first", "view", "page", "part", "none"),
  bytes,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Draft = { -readonly [K in keyof Mail]: Mail[K] };

/** Does the same to a view and to a value. */
function applyStep(view: MailView, mail: Draft, { kind, bytes: given }: Step): void {
  const copy = Uint8Array.from(given);
  if (kind === "body" || kind === "text") {
    view[kind] = given;
    mail[kind] = copy;
  } else if (kind === "note") {
    mail.note = view.note = `${given.length}`;
  } else if (kind === "first") {
    view.first = mail.first = { name: "f", body: copy, pages: [copy, copy] };
  } else if (kind === "view") {
    const part = PartView.create({ name: "v" });
    part.body = given;
    view.first = part;
    mail.first = { name: "v", body: copy };
  } else if (kind === "page" && mail.first?.pages) {
    view.first?.pages?.set(1, given);
    mail.first = { ...mail.first, pages: [mail.first.pages[0] as Uint8Array, copy] };
  } else if (kind === "part" && mail.parts) {
    const part = view.parts?.at(0);
    if (part) part.body = given;
    mail.parts = [{ ...(mail.parts[0] as Part), body: copy }, ...mail.parts.slice(1)];
  } else if (kind === "none") {
    view.body = mail.body = undefined;
  }
}

/** The same bytes, in one piece, in a block, or cut. */
function openMail(whole: Uint8Array, form: number): MailView {
  if (form === 0) return MailView.of(whole);
  if (form === 1) return MailView.of(wrapBlock(whole));
  const cuts = [0, whole.length >> 2, whole.length >> 1, whole.length];
  const parts = cuts.slice(1).map((end, i) => whole.subarray(cuts[i], end));
  return MailView.of(ChainBuffer.from(parts, { threshold: form === 2 ? 1 : 1e9 }));
}

it("writes what was edited, 300 times", () => {
  const scripts = fc.array(step, { maxLength: 12, size: "max" });
  let referred = 0;
  const run = (
    form: number,
    threshold: number,
    script: readonly Step[],
    body: Uint8Array,
  ): void => {
    const mail: Draft = { id: 1n, body, parts: [{ name: "a" }, { name: "b" }] };
    const whole = Mail.encode(mail);
    const before = whole.slice();
    const view = openMail(whole, form);
    for (const one of script) applyStep(view, mail, one);
    const chain = view.$chain({ threshold });
    const same = Buffer.compare(Mail.encode(Mail.decode(chain.toBytes())), Mail.encode(mail));
    expect(same).toBe(0);
    expect(chain.chunks().filter(({ length }) => length < 4096).length).toBeLessThanOrEqual(16);
    expect(Buffer.compare(whole, before)).toBe(0);
    referred += chain.statistics().referred;
    chain.release();
  };
  const property = fc.property(fc.nat(3), fc.constantFrom(0, 4096, 8192, 1e9), scripts, bytes, run);
  fc.assert(property, { numRuns: 300, seed: 11 });
  expect(referred).toBeGreaterThan(1e6);
});
