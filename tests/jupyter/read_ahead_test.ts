import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { ByteReader } from "../../lib/jupyter/byte_reader.ts";
import { ReadAhead } from "../../lib/jupyter/read_ahead.ts";

/** A stream of chunks that counts what was taken from it. */
function chunked(
  chunks: readonly Uint8Array[],
): { read(buffer: Uint8Array): Promise<number | null>; taken: number } {
  let next = 0;
  return {
    taken: 0,
    read(buffer) {
      if (next === chunks.length) return Promise.resolve(null);
      const chunk = chunks[next++];
      buffer.set(chunk);
      this.taken += chunk.length;
      return Promise.resolve(chunk.length);
    },
  };
}

Deno.test("ReadAhead takes all that comes though nothing is read, and gives it back in order", async () => {
  const chunks = Array.from({ length: 1000 }, (_, k) => new Uint8Array(100).fill(k % 251));
  const source = chunked(chunks);
  const ahead = new ReadAhead(source);
  await ahead.takeAll();
  assertEquals([source.taken, ahead.held], [100_000, 100_000]);
  const reader = new ByteReader(ahead);
  for (const chunk of chunks) assertEquals(await reader.readExactly(100), chunk);
  assertEquals(await ahead.read(new Uint8Array(1)), null);
});

Deno.test("ReadAhead gives the same bytes whatever the sizes of chunks and reads", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(sizes, sizes, fc.integer({ min: 1, max: 50 }), async (chunkSizes, readSizes, limit) => {
      let count = 0;
      const chunks = chunkSizes.map((size) => Uint8Array.from({ length: size }, () => count++ % 256));
      const ahead = new ReadAhead(chunked(chunks), limit);
      const read: number[] = [];
      for (let k = 0;; k++) {
        const buffer = new Uint8Array(readSizes[k % Math.max(1, readSizes.length)] ?? 7);
        const size = await ahead.read(buffer);
        if (size === null) break;
        for (const byte of buffer.subarray(0, size)) read.push(byte);
      }
      assertEquals(read, chunks.flatMap((chunk) => [...chunk]));
    }),
    { seed: 5, numRuns: 50 },
  );
});

Deno.test("ReadAhead holds no more than its limit and one read", async () => {
  const source = chunked(Array.from({ length: 100 }, () => new Uint8Array(100)));
  const ahead = new ReadAhead(source, 250);
  await ahead.takeAll();
  assertEquals(ahead.held, 300);
  await ahead.read(new Uint8Array(200));
  await ahead.takeAll();
  assertEquals([ahead.held, source.taken], [300, 500]);
});

Deno.test("ReadAhead throws what the stream failed with, behind the bytes that came before", async () => {
  let calls = 0;
  const ahead = new ReadAhead({
    read: () => calls++ === 0 ? Promise.resolve(3) : Promise.reject(new Deno.errors.ConnectionReset("gone")),
  });
  const buffer = new Uint8Array(10);
  assertEquals(await ahead.read(buffer), 3);
  await assertRejects(() => ahead.read(buffer), Deno.errors.ConnectionReset, "gone");
});
