import { assertEquals, assertInstanceOf, assertRejects, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { type Generator, generator, generatorFromState } from "../../lib/random/mod.ts";
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
      `checkpoint ${path}: it belongs to another run (key run 7 there, run 8 here); delete it to start again`,
    );
  });
});

/** A copy of `bytes` with a valid checksum. */
function sealed(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice(), content = copy.subarray(0, -32);
  copy.set(createHash("sha256").update(content).digest(), content.length);
  return copy;
}

/** Ways to damage a file of these bytes; each gives other bytes, drawn from `stream`. */
function damages(good: Uint8Array, other: Uint8Array, stream: Generator) {
  const headerLength = new DataView(good.buffer, good.byteOffset).getUint32(12, true),
    arraysAt = 16 + headerLength;
  const somewhere = () => stream.integer(good.length);
  const header = () => JSON.parse(new TextDecoder().decode(good.subarray(16, arraysAt)));
  /** The file with another header, its length and checksum right. */
  const withHeader = (header: unknown) => {
    const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
    const bytes = Uint8Array.of(...good.subarray(0, 16), ...text, ...good.subarray(arraysAt));
    new DataView(bytes.buffer).setUint32(12, text.length, true);
    return sealed(bytes);
  };
  return {
    "cut off": () => good.slice(0, somewhere()),
    "bit flipped": () => {
      const bytes = good.slice();
      bytes[somewhere()] ^= 1 << stream.integer(8);
      return bytes;
    },
    "block lost": () => {
      // A lost disk block reads as zeros.
      const from = somewhere();
      return good.slice().fill(0, from, from + 1 + stream.integer(good.length - from));
    },
    "blocks swapped": () => {
      const size = 1 + stream.integer(Math.floor(good.length / 2)), bytes = good.slice();
      const first = stream.integer(good.length - 2 * size + 1);
      const second = first + size + stream.integer(good.length - first - 2 * size + 1);
      bytes.set(good.subarray(second, second + size), first);
      bytes.set(good.subarray(first, first + size), second);
      return bytes;
    },
    "bytes appended": () =>
      Uint8Array.of(
        ...good,
        ...Array.from({ length: 1 + stream.integer(64) }, () => stream.integer(256)),
      ),
    "bytes left out": () => {
      const from = somewhere();
      return Uint8Array.of(...good.subarray(0, from), ...good.subarray(from + 1 + stream.integer(32)));
    },
    "noise": () => Uint8Array.from({ length: somewhere() }, () => stream.integer(256)),
    "empty": () => new Uint8Array(0),
    "head of one file, rest of another": () => {
      const from = 1 + stream.integer(good.length - 1);
      return Uint8Array.of(...good.subarray(0, from), ...other.subarray(from));
    },
    "another version": () => {
      const bytes = good.slice();
      new DataView(bytes.buffer).setUint32(8, stream.integer(2 ** 32), true);
      return sealed(bytes);
    },
    "another key": () => withHeader({ ...header(), key: `run ${stream.integer(1000)} of another model` }),
    "a header length that lies": () => {
      const bytes = good.slice();
      new DataView(bytes.buffer).setUint32(
        12,
        stream.integer(2) ? stream.integer(2 ** 32) : stream.integer(2 * headerLength),
        true,
      );
      return sealed(bytes);
    },
    "an array length that lies": () => {
      const changed = header(), array = changed.arrays[stream.integer(changed.arrays.length)];
      array.length = [-1, 0.5, 1e300, null, "3", array.length + 1 + stream.integer(9)][stream.integer(6)];
      return withHeader(changed);
    },
    "a header of another layout": () => {
      const whole = header(), [first, ...rest] = whole.arrays;
      const layouts: unknown[] = [
        null,
        [],
        "{",
        "",
        { ...whole, arrays: undefined },
        { ...whole, arrays: { length: 1 } },
        { ...whole, arrays: [null, ...rest] },
        { ...whole, arrays: rest },
        { ...whole, arrays: [{ ...first, type: "toString" }, ...rest] },
        { ...whole, arrays: [{ ...first, name: 3 }, ...rest] },
        { ...whole, key: 7 },
        { ...whole, state: undefined },
      ];
      return withHeader(layouts[stream.integer(layouts.length)]);
    },
  };
}

Deno.test("1,000 damages of a checkpoint give 1,000 errors with its path, and none loads", async () => {
  await withFile(async (path) => {
    await writeCheckpoint(path, { ...CHECKPOINT, state: { step: 13, none: [1, 2, 3, 4, 5] } });
    const other = await Deno.readFile(path);
    await writeCheckpoint(path, CHECKPOINT);
    const good = await Deno.readFile(path), stream = generator(8);
    const kinds = Object.entries(damages(good, other, stream)), refused: Record<string, Set<string>> = {};
    for (let round = 0, tried = 0; tried < 1000; round++) {
      const [kind, damaged] = kinds[round % kinds.length], bytes = damaged();
      // What happens to change nothing, such as a swap of equal blocks, is drawn again.
      if (bytes.length === good.length && bytes.every((byte, i) => byte === good[i])) continue;
      // The whole other file is a checkpoint of this run, too.
      if (bytes.length === other.length && bytes.every((byte, i) => byte === other[i])) continue;
      tried++;
      await Deno.writeFile(path, bytes);
      const outcome = await readCheckpoint(path, CHECKPOINT.key).catch((error: unknown) => error);
      assertInstanceOf(outcome, CheckpointError, `${kind}, round ${round}: ${outcome}`);
      assertStringIncludes(outcome.message, path);
      (refused[kind] ??= new Set()).add(outcome.message.slice(path.length).replace(/\d+/g, "#"));
    }
    assertEquals(Object.keys(refused).length, kinds.length);
    assertStringIncludes([...refused["another key"]].join(), "it belongs to another run");
    assertStringIncludes([...refused["another version"]].join(), "it has format version");
    assertEquals([...refused["bit flipped"]].length > 1, true, "flips in magic, version and content differ");
    await Deno.writeFile(path, good);
    assertEquals(await readCheckpoint(path, CHECKPOINT.key), CHECKPOINT);
  });
});

Deno.test("a folder in the place of a checkpoint is refused", async () => {
  await withFile(async (path) => {
    await Deno.mkdir(path);
    await assertRejects(() => readCheckpoint(path, "k"), CheckpointError, `${path}: it cannot be read`);
  });
});

Deno.test("a generator goes on bit for bit from the state that a checkpoint has kept", async () => {
  await withFile(async (path) => {
    const stream = generator(3, "orders");
    for (let i = 0; i < 7; i++) stream.normal();
    await writeCheckpoint(path, { key: "k", state: { orders: stream.state() }, arrays: {} });
    const { state } = (await readCheckpoint(path, "k"))!;
    const again = generatorFromState((state as { orders: number[] }).orders);
    for (let i = 0; i < 5; i++) assertEquals(again.normal(), stream.normal());
  });
});

Deno.test("a file of another program, of a later version, or empty says so", async () => {
  await withFile(async (path) => {
    const refused = async (bytes: Uint8Array, message: string) => {
      await Deno.writeFile(path, bytes);
      await assertRejects(() => readCheckpoint(path, CHECKPOINT.key), CheckpointError, message);
    };
    await refused(new Uint8Array(0), "truncated at 0 bytes");
    await refused(
      new TextEncoder().encode(JSON.stringify({ key: "run 7" }).repeat(5)),
      "is not a checkpoint",
    );
    await Deno.remove(path);
    await writeCheckpoint(path, CHECKPOINT);
    const later = await Deno.readFile(path);
    later[8] = 3;
    await refused(sealed(later), "format version 3, this library reads 2");
  });
});
