import { assertEquals, assertInstanceOf, assertRejects, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { generator } from "../../lib/random/mod.ts";
import { type Checkpoint, CheckpointError, readCheckpoint, writeCheckpoint } from "../../lib/train/mod.ts";

const CHECKPOINT: Checkpoint = {
  key: "run 7",
  state: { step: 12, curves: { loss: [0.1 + 0.2, 1e-300, -5] }, text: 'α \u0000 "', none: null, list: [] },
  arrays: {
    floats: Float32Array.of(1, NaN, -0, Infinity, 1e-45),
    doubles: Float64Array.of(0.1, -0, NaN, 5e-324),
    odd: Uint8Array.of(1, 2, 3),
    integers: Int32Array.of(-1, 2 ** 31 - 1),
    empty: new Float64Array(0),
  },
};

async function withFile<T>(body: (path: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "checkpoint-test-" });
  try {
    return await body(`${folder}/run.checkpoint`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a checkpoint is read as it was written, to the bit", async () => {
  await withFile(async (path) => {
    await writeCheckpoint(path, CHECKPOINT);
    const found = await readCheckpoint(path, CHECKPOINT.key);
    assertEquals(found, CHECKPOINT);
    const bytes = (
      array: ArrayBufferView,
    ) => [...new Uint8Array(array.buffer, array.byteOffset, array.byteLength)];
    for (const [name, array] of Object.entries(CHECKPOINT.arrays)) {
      assertEquals(bytes(found!.arrays[name]), bytes(array), name);
    }
  });
});

Deno.test("a part of a larger array is kept as that part", async () => {
  await withFile(async (path) => {
    const part = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
    await writeCheckpoint(path, { key: "k", state: null, arrays: { part } });
    assertEquals((await readCheckpoint(path, "k"))!.arrays.part, Float64Array.of(2, 3));
  });
});

Deno.test("where there is no file there is no checkpoint, and writing replaces one", async () => {
  await withFile(async (path) => {
    assertEquals(await readCheckpoint(path, "run 7"), null);
    await writeCheckpoint(path, CHECKPOINT);
    await writeCheckpoint(path, { ...CHECKPOINT, state: 2 });
    assertEquals((await readCheckpoint(path, "run 7"))!.state, 2);
  });
});

Deno.test("a checkpoint of another run is refused with both keys", async () => {
  await withFile(async (path) => {
    await writeCheckpoint(path, CHECKPOINT);
    const error = await assertRejects(() => readCheckpoint(path, "run 8"), CheckpointError);
    assertEquals(
      error.message,
      `checkpoint ${path}: it belongs to another run (key run 7, this run has run 8); delete it to start anew`,
    );
  });
});

/** A copy of `bytes` with a valid checksum. */
function sealed(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice(), content = copy.subarray(0, -32);
  copy.set(createHash("sha256").update(content).digest(), content.length);
  return copy;
}

Deno.test("200 files that are cut off, changed, lengthened or foreign are all refused", async () => {
  await withFile(async (path) => {
    await writeCheckpoint(path, CHECKPOINT);
    const good = await Deno.readFile(path), stream = generator(8);
    const damage: ((bytes: Uint8Array) => Uint8Array)[] = [
      (bytes) => bytes.subarray(0, stream.integer(bytes.length)),
      (bytes) => {
        bytes[stream.integer(bytes.length)] ^= 1 << stream.integer(8);
        return bytes;
      },
      (bytes) => {
        const from = stream.integer(bytes.length), to = from + 1 + stream.integer(bytes.length - from);
        // A lost disk block reads as zeros; the last bytes of the digest are not all zero.
        return bytes.fill(0, from, to)[from] === good[from] && to - from === 1 ? bytes.fill(0) : bytes;
      },
      (bytes) => Uint8Array.from({ length: bytes.length }, () => stream.integer(256)),
      (bytes) => Uint8Array.of(...bytes, stream.integer(256)),
    ];
    for (let round = 0; round < 200; round++) {
      const bytes = damage[round % damage.length](good.slice());
      await Deno.writeFile(path, bytes);
      const outcome = await readCheckpoint(path, CHECKPOINT.key).catch((error: unknown) => error);
      assertInstanceOf(
        outcome,
        CheckpointError,
        `damage ${round % damage.length}, round ${round}: ${outcome}`,
      );
      assertStringIncludes(outcome.message, path);
    }
    await Deno.writeFile(path, good);
    assertEquals(await readCheckpoint(path, CHECKPOINT.key), CHECKPOINT);
  });
});

Deno.test("a file of another program, of a later version, or empty says so", async () => {
  await withFile(async (path) => {
    const refused = async (bytes: Uint8Array, message: string) => {
      await Deno.writeFile(path, bytes);
      await assertRejects(() => readCheckpoint(path, CHECKPOINT.key), CheckpointError, message);
    };
    await refused(new Uint8Array(0), "cut off at 0 bytes");
    await refused(
      new TextEncoder().encode(JSON.stringify({ key: "run 7" }).repeat(5)),
      "is not a checkpoint",
    );
    await Deno.remove(path);
    await writeCheckpoint(path, CHECKPOINT);
    const later = await Deno.readFile(path);
    later[8] = 2;
    await refused(sealed(later), "format version 2, this library reads 1");
  });
});
