import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { ByteReader, type ByteSource } from "../../lib/jupyter/byte_reader.ts";

/** Delivers bytes in pieces of the given lengths, then the end. */
function sourceOf(bytes: Uint8Array, pieces: readonly number[]): ByteSource {
  let offset = 0;
  let piece = 0;
  return {
    read(buffer): Promise<number | null> {
      if (offset === bytes.length) return Promise.resolve(null);
      const wanted = pieces[piece++ % pieces.length];
      const count = Math.min(wanted, buffer.length, bytes.length - offset);
      buffer.set(bytes.subarray(offset, offset + count));
      offset += count;
      return Promise.resolve(count);
    },
  };
}

Deno.test("ByteReader returns the bytes in order, however they arrive and are asked for", async () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 6 });
  const pieces = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(lengths, pieces, async (lengths, pieces) => {
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const bytes = Uint8Array.from({ length: total }, (_, index) => index * 31 % 251);
      // Small pieces of large messages would only repeat the same step many thousand times.
      const reader = new ByteReader(sourceOf(bytes, pieces.map((piece) => Math.max(piece, 500))));
      let offset = 0;
      for (const length of lengths) {
        assertEquals(await reader.readExactly(length), bytes.slice(offset, offset + length));
        offset += length;
      }
    }),
    { seed: 3, numRuns: 40 },
  );
});

Deno.test("ByteReader says how much of the expected bytes came before the end", async () => {
  const reader = new ByteReader(sourceOf(new Uint8Array(5), [2]));
  await assertRejects(() => reader.readExactly(8), Deno.errors.UnexpectedEof, "5 of 8");
});
