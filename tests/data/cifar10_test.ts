import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { Cifar10Error, DataNotFoundError, loadCifar10 } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

/** Runs with made-up files: image i has class i % 10 and the value i in every pixel, 255 − i in the third channel. */
async function withFiles(
  run: () => Promise<void>,
  change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
) {
  const before = Deno.env.get("PAPERS_DATA_DIR");
  await withTemporaryFolder(async (folder) => {
    const bytes = new Uint8Array(20 * 3073);
    for (let i = 0; i < 20; i++) {
      bytes[i * 3073] = i % 10;
      bytes.fill(i, i * 3073 + 1, i * 3073 + 2049).fill(255 - i, i * 3073 + 2049, (i + 1) * 3073);
    }
    await Deno.mkdir(`${folder}/cifar10`);
    for (const name of ["data_batch_1.bin", "test_batch.bin"]) {
      await Deno.writeFile(`${folder}/cifar10/${name}`, change(bytes));
    }
    try {
      Deno.env.set("PAPERS_DATA_DIR", folder);
      await run();
    } finally {
      if (before === undefined) Deno.env.delete("PAPERS_DATA_DIR");
      else Deno.env.set("PAPERS_DATA_DIR", before);
    }
  });
}

Deno.test("images come with their classes, channels last, averaged and standardised", async () => {
  await withFiles(async () => {
    const { train, test, source } = await loadCifar10({
      train: 5,
      test: 20,
      side: 8,
      generator: generator(1),
    });
    assertEquals([train.rows, train.images.length, test.rows], [5, 5 * 8 * 8 * 3, 20]);
    assertEquals([...test.labels].sort(), Array.from({ length: 20 }, (_, i) => i % 10).sort());
    for (let i = 0; i < 5; i++) {
      const at = i * 192, value = Math.abs(Math.round((train.images[at] * 0.247 + 0.4914) * 255));
      assertEquals(value % 10, train.labels[i]);
      assertAlmostEquals((train.images[at + 2] * 0.2616 + 0.4465) * 255, 255 - value, 1e-3);
      assertEquals(train.images[at + 189], train.images[at]);
    }
    assertEquals(source.includes("5 training and 20 test images of 8 × 8"), true);
  });
});

Deno.test("what is no such file, and numbers that are too large, are refused", async () => {
  const load = (train = 1) => loadCifar10({ train, test: 1, generator: generator(1) });
  await withFiles(async () => {
    await assertRejects(() => load(21), RangeError, "train must be an integer in 1 … 20, got 21");
    await assertRejects(
      () => loadCifar10({ train: 1, test: 1, side: 5 as 8, generator: generator(1) }),
      RangeError,
      "got 5",
    );
  });
  await withFiles(
    () => assertRejects(load, Cifar10Error, "are no records").then(() => {}),
    (bytes) => bytes.slice(0, 100),
  );
  await withFiles(
    () => assertRejects(load, Cifar10Error, "are no records").then(() => {}),
    (bytes) => bytes.fill(77),
  );
  await withTemporaryFolder(async (folder) => {
    const before = Deno.env.get("PAPERS_DATA_DIR");
    Deno.env.set("PAPERS_DATA_DIR", folder);
    try {
      await assertRejects(load, DataNotFoundError, "cifar-10-binary.tar.gz");
    } finally {
      if (before === undefined) Deno.env.delete("PAPERS_DATA_DIR");
      else Deno.env.set("PAPERS_DATA_DIR", before);
    }
  });
});
