import { assert, assertEquals, assertGreater, assertLess, assertNotEquals, assertThrows } from "@std/assert";
import { classLabels, type Dataset, imageStandIn } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const image = (set: Dataset, row: number) => set.x.subarray(row * 784, (row + 1) * 784);
const distance = (a: Float64Array, b: Float64Array) => Math.hypot(...a.map((v, j) => v - b[j]));

Deno.test("the images have the sizes of MNIST, pixels in [0, 1] and ten classes", () => {
  const { train, test } = imageStandIn({ train: 300, test: 100, generator: generator(0) });
  for (const [set, rows] of [[train, 300], [test, 100]] as const) {
    assertEquals([set.rows, set.features, set.targets], [rows, 784, 10]);
    assert(set.x.every((pixel) => pixel >= 0 && pixel <= 1));
    assertEquals(new Set(classLabels(set)).size, 10);
  }
  assert(train.source.includes("not MNIST"));
});

Deno.test("without shift and noise all images of a class are its template, in both parts", () => {
  const { train, test } = imageStandIn({ train: 100, test: 50, generator: generator(1), shift: 0, noise: 0 });
  const templates = new Map<number, Float64Array>();
  for (const set of [train, test]) {
    classLabels(set).forEach((label, row) => {
      const first = templates.get(label) ?? image(set, row);
      templates.set(label, first);
      assertEquals(image(set, row), first);
    });
  }
  const list = [...templates.values()];
  for (const template of list) {
    assertEquals(Math.max(...template), 1);
    // Smooth: neighbours in a row differ by less than the steepest flank of the narrowest bump.
    assertLess(Math.max(...template.map((v, j) => j % 28 ? Math.abs(v - template[j - 1]) : 0)), 0.4);
  }
  for (let a = 0; a < list.length; a++) {
    for (let b = 0; b < a; b++) assertGreater(distance(list[a], list[b]), 1);
  }
});

Deno.test("a nearest-mean rule tells the classes apart, so that there is something to learn", () => {
  const { train, test } = imageStandIn({ train: 400, test: 100, generator: generator(2) });
  const means = Array.from({ length: 10 }, () => new Float64Array(784));
  classLabels(train).forEach((label, row) => image(train, row).forEach((v, j) => means[label][j] += v));
  const counts = means.map((_, label) => classLabels(train).filter((other) => other === label).length);
  means.forEach((mean, label) => mean.forEach((_, j) => mean[j] /= counts[label]));
  const right = classLabels(test).filter((label, row) => {
    const distances = means.map((mean) => distance(image(test, row), mean));
    return distances.indexOf(Math.min(...distances)) === label;
  });
  assertGreater(right.length, 80);
});

Deno.test("the images are a matter of the seed, and the generator is not advanced", () => {
  const source = generator(3);
  const state = source.state();
  const first = imageStandIn({ train: 5, test: 5, generator: source });
  assertEquals(source.state(), state);
  assertEquals(imageStandIn({ train: 5, test: 5, generator: source }), first);
  assertNotEquals(imageStandIn({ train: 5, test: 5, generator: generator(4) }).train.x, first.train.x);
});

Deno.test("sizes, shifts and noise out of range are rejected", () => {
  const good = { train: 1, test: 1, generator: generator(0) };
  assertThrows(() => imageStandIn({ ...good, train: 0 }), RangeError, "train");
  assertThrows(() => imageStandIn({ ...good, test: 1.5 }), RangeError, "got 1.5");
  assertThrows(() => imageStandIn({ ...good, shift: 15 }), RangeError, "got 15");
  assertThrows(() => imageStandIn({ ...good, noise: -1 }), RangeError, "got -1");
  assertThrows(() => imageStandIn({ ...good, noise: NaN }), RangeError, "got NaN");
});
