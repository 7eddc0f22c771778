/** Which piece of a chain holds some bytes: asked once for each part of a message that goes into another chain. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Piece } from "../../../packages/runtime/src/chain/piece.js";
import { PieceIndex } from "../../../packages/runtime/src/view/piece-index.js";

const buffer = new ArrayBuffer(64);
const range = fc.tuple(fc.nat(64), fc.nat(64)).map(([a, b]) => {
  const start = Math.min(a, b);
  return new Uint8Array(buffer, start, Math.max(a, b) - start);
});

test("finds a piece that holds the bytes wherever there is one, of pieces that overlap too", () => {
  fc.assert(
    fc.property(
      fc.array(range, { minLength: 1, maxLength: 12 }),
      fc.array(range, { minLength: 1, maxLength: 12 }),
      (parts, wanted) => {
        const pieces = parts.map((bytes) => new Piece(bytes));
        const index = new PieceIndex(pieces);
        for (const bytes of wanted) {
          const found = index.find(bytes);
          expect(found !== undefined).toBe(pieces.some((piece) => piece.contains(bytes)));
          if (found !== undefined) expect(pieces).toContain(found);
          expect(found?.contains(bytes) ?? true).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("looks at one piece for each question, in whatever order the parts come", () => {
  let looks = 0;
  class CountedPiece extends Piece {
    override contains(bytes: Uint8Array): boolean {
      looks += 1;
      return super.contains(bytes);
    }
  }
  const many = new ArrayBuffer(4000);
  const parts = Array.from({ length: 1000 }, (_, i) => new Uint8Array(many, i * 4, 4));
  const index = new PieceIndex(parts.map((bytes) => new CountedPiece(bytes)));
  for (const bytes of parts.toReversed()) expect(index.find(bytes)?.bytes).toBe(bytes);
  expect(looks).toBe(1000);
});
