import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import process from "node:process";
import {
  nearestNeighbours,
  SharedGeometry,
  slidingWindows,
  type Windows,
  windowsOf,
} from "../../../lib/anomaly/mod.ts";
import {
  distanceRows,
  ownDistances,
  squaredDistance,
} from "../../../lib/anomaly/neighbours/distance_rows.ts";
import { normalisedNearest } from "../../../lib/anomaly/neighbours/normalised_nearest.ts";
import { seriesOf, slidingStride } from "../../../lib/anomaly/neighbours/sliding_stride.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

/** Windows of a noisy wave. */
const windows = (count: number, length: number, stride: number, seed: number): Windows => {
  const points = (count - 1) * stride + length,
    noise = normalArray(generator(seed, "neighbours"), points, 0, 0.3);
  return slidingWindows(noise.map((value, t) => value + 5 * Math.sin(t / 7)), { window: length, stride });
};

/** The same windows in another order, so that they are no longer cut from one series in a row. */
const shuffled = ({ values, count, length }: Windows): Windows =>
  windowsOf(
    Float64Array.from(values, (_, k) => values[(Math.floor(k / length) * 7 % count) * length + k % length]),
    length,
  );

/** Neighbours by sorting all distances. */
function sorted(queries: Windows, reference: Windows, k: number, leaveOut: boolean) {
  return Array.from({ length: queries.count }, (_, i) => {
    const { length } = queries;
    return Array.from({ length: reference.count }, (_, j) => ({
      j,
      squared: squaredDistance(queries.values, i * length, reference.values, j * length, length),
    })).filter(({ j }) => !(leaveOut && i === j)).sort((a, b) => a.squared - b.squared || a.j - b.j).slice(
      0,
      k,
    );
  });
}

Deno.test("neighbours are those of a full sort, bit for bit, for windows in a row, at a stride and in no order", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 300 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      (n, m, length, stride, most, own) => {
        const reference = windows(n, length, stride, 0),
          queries = own ? reference : windows(m, length, stride, 1);
        const k = Math.min(most, n - 1), wanted = sorted(queries, reference, k, own);
        const found = nearestNeighbours(queries, reference, k, own);
        assertEquals([...found.indices], wanted.flatMap((row) => row.map(({ j }) => j)));
        assertEquals(
          [...found.distances],
          wanted.flatMap((row) => row.map(({ squared }) => Math.sqrt(squared))),
        );
      },
    ),
    { numRuns: 60, seed: 6 },
  );
  const reference = shuffled(windows(101, 12, 1, 0)), queries = windows(40, 12, 1, 1);
  assertEquals(slidingStride(reference), null);
  const wanted = sorted(queries, reference, 9, false), found = nearestNeighbours(queries, reference, 9);
  assertEquals([...found.indices], wanted.flatMap((row) => row.map(({ j }) => j)));
});

Deno.test("equal windows are neighbours at distance 0, the lower index first", () => {
  const wave = slidingWindows(Float64Array.from({ length: 200 }, (_, t) => t % 10), { window: 20 });
  const { indices, distances } = nearestNeighbours(wave, wave, 3, true);
  assertEquals([...indices.subarray(0, 3)], [10, 20, 30]);
  assertEquals([...distances.subarray(0, 3)], [0, 0, 0]);
  assertEquals([...nearestNeighbours(wave, wave, 2).indices.subarray(0, 2)], [0, 10]);
  assertThrows(
    () => nearestNeighbours(wave, wave, wave.count, true),
    RangeError,
    "k must be an integer in 1 … 180",
  );
  assertThrows(
    () => nearestNeighbours(windows(4, 6, 1, 0), wave, 1),
    RangeError,
    "have 6 points, the reference 20",
  );
});

Deno.test("rows of squared distances do not depend on the batch, and those among themselves are symmetric", () => {
  const reference = windows(37, 9, 1, 0), queries = windows(11, 9, 1, 1), all: number[][] = [];
  distanceRows(queries, reference, (_, squared) => all.push([...squared]));
  all.forEach((row, i) => {
    const alone = windowsOf(queries.values.slice(i * 9, (i + 1) * 9), 9);
    distanceRows(alone, reference, (_, squared) => assertEquals([...squared], row));
    row.forEach((value, j) =>
      assertEquals(value, squaredDistance(queries.values, i * 9, reference.values, j * 9, 9))
    );
  });
  const own = ownDistances(reference), rows: number[] = [];
  distanceRows(reference, reference, (_, squared) => rows.push(...squared));
  assertEquals([...own], rows);
});

Deno.test("a stride is found from the numbers alone, and the series comes back", () => {
  for (const stride of [1, 3, 7]) {
    const cut = windows(20, 8, stride, 2);
    assertEquals(slidingStride(cut), stride);
    assertEquals([...slidingWindows(seriesOf(cut, stride), { window: 8, stride }).values], [...cut.values]);
  }
  assertEquals(slidingStride(windows(20, 8, 8, 2)), null);
  assertEquals(slidingStride(windows(1, 8, 1, 2)), 1);
});

Deno.test("the nearest z-normalised window is the same by the recurrence and by whole distances", () => {
  const reference = windows(300, 16, 1, 0), queries = windows(279, 16, 1, 1);
  const fast = normalisedNearest(queries, reference);
  for (const offset of [0, 1e6, -1e9]) {
    const [far, other] = [reference, queries].map((one) => ({
      ...one,
      values: one.values.map((x) => x + offset),
    }));
    const quick = normalisedNearest(other, far), slow = normalisedNearest(shuffled(other), far);
    for (let i = 0; i < queries.count; i++) {
      assertEquals(slow.distances[i], quick.distances[i * 7 % queries.count]);
      assertEquals(slow.indices[i], quick.indices[i * 7 % queries.count]);
    }
  }
  // Scale and shift of a window do not count, the size of rounding apart.
  const moved = normalisedNearest({ ...queries, values: queries.values.map((x) => 3 * x - 40) }, reference);
  moved.distances.forEach((distance, i) => assertAlmostEquals(distance, fast.distances[i], 1e-9));
});

Deno.test("constant windows are at 0 from each other and at √d from others", () => {
  const flat = Float64Array.from({ length: 60 }, (_, t) => t < 20 ? 2 : Math.sin(t * t));
  const reference = slidingWindows(flat, { window: 10 });
  const constant = slidingWindows(new Float64Array(12).fill(-1), { window: 10 });
  assertEquals([...normalisedNearest(constant, reference).distances], [0, 0, 0]);
  const wavy = slidingWindows(flat.subarray(25), { window: 10 });
  assertAlmostEquals(normalisedNearest(constant, wavy).distances[0], Math.sqrt(10), 1e-12);
  assertAlmostEquals(normalisedNearest(wavy, constant).distances[0], Math.sqrt(10), 1e-12);
});

Deno.test("shared lists and rows are kept, and shorter lists are their beginnings", () => {
  const standard = windows(50, 8, 1, 0), scored = windows(20, 8, 1, 1);
  const shared = new SharedGeometry(standard, { neighbours: 12 });
  const long = shared.neighbours(scored, 12), short = shared.neighbours(scored, 4);
  assertEquals([...short.indices.subarray(4, 8)], [...long.indices.subarray(12, 16)]);
  assertEquals([...shared.ownNeighbours(3).indices], [
    ...nearestNeighbours(standard, standard, 3, true).indices,
  ]);
  const seen: Float64Array[] = [];
  for (let time = 0; time < 2; time++) shared.squaredRows(scored, (i, row) => i === 3 && seen.push(row));
  assertEquals(seen[0].buffer, seen[1].buffer);
  assertEquals([...shared.squaredRow(7)], [...ownDistances(standard).subarray(7 * 50, 8 * 50)]);
});

Deno.test("10,000 windows against 10,000 need no matrix of them", () => {
  const reference = windows(10_000, 8, 1, 0), before = process.memoryUsage().rss;
  const { indices } = nearestNeighbours(reference, reference, 5, true);
  const used = (process.memoryUsage().rss - before) / 2 ** 20;
  assertEquals(indices.length, 50_000);
  assert(used < 200, `${used} MiB, a matrix has 763`);
});
