import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Windows, windowsOf } from "../../../lib/anomaly/mod.ts";
import { squaredDistance } from "../../../lib/anomaly/neighbours/distance_rows.ts";
import { oneClassDual } from "../../../lib/anomaly/proximity/one_class_dual.ts";
import { averagePathLength, grownTree, pathOf } from "../../../lib/anomaly/proximity/isolation_tree.ts";
import { rotationCosts } from "../../../lib/anomaly/proximity/rotation_costs.ts";
import { fastMcd, mahalanobis, scatterOf } from "../../../lib/anomaly/statistical/fast_mcd.ts";
import { binOf, histogram } from "../../../lib/anomaly/statistical/histogram.ts";
import { kMeans } from "../../../lib/anomaly/statistical/k_means.ts";
import { nearestCentres } from "../../../lib/anomaly/statistical/nearest_centres.ts";
import { principalProjection } from "../../../lib/anomaly/principal_projection.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

const cloud = (count: number, length: number, seed: number): Windows =>
  windowsOf(normalArray(generator(seed, "parts"), count * length, 0, 1), length);

Deno.test("the dual of the one-class machine meets its optimality conditions", () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 60 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (n, nu) => {
      const points = cloud(n, 3, n),
        kernel = (i: number) =>
          Float64Array.from(
            { length: n },
            (_, j) => Math.exp(-squaredDistance(points.values, 3 * i, points.values, 3 * j, 3) / 3),
          );
      const { alphas, rho } = oneClassDual(kernel, n, nu, 1e-8);
      assertAlmostEquals(alphas.reduce((sum, alpha) => sum + alpha, 0), nu * n, 1e-9);
      alphas.forEach((alpha, i) => {
        assert(alpha >= 0 && alpha <= 1);
        const inside = kernel(i).reduce((sum, value, j) => sum + alphas[j] * value, 0) - rho;
        if (alpha === 0) assert(inside >= -1e-7, `outside the boundary with alpha 0: ${inside}`);
        else if (alpha === 1) assert(inside <= 1e-7, `inside the boundary with alpha 1: ${inside}`);
        else assertAlmostEquals(inside, 0, 1e-7);
      });
    }),
    { numRuns: 40, seed: 6 },
  );
});

Deno.test("trees of isolation part their sample and end at their depth", () => {
  const points = cloud(64, 5, 1),
    values = Float32Array.from(points.values),
    rows = Int32Array.from({ length: 64 }, (_, i) => i);
  const tree = grownTree(values, 5, rows, generator(0));
  assertEquals(tree.samples[0], 64);
  for (let node = 0; node < tree.left.length; node++) {
    if (tree.left[node] < 0) continue;
    assertEquals(tree.samples[tree.left[node]] + tree.samples[tree.right[node]], tree.samples[node]);
    assert(tree.samples[tree.left[node]] > 0 && tree.samples[tree.right[node]] > 0, "no empty child");
  }
  rows.forEach((row) => {
    const { length, cuts } = pathOf(tree, values, points.values, row * 5);
    assert(cuts >= 1 && cuts <= 6 && length >= cuts);
  });
  assertEquals([0, 1, 2].map(averagePathLength), [0, 0, 1]);
  // c(256) of the paper of Liu et al.
  assertAlmostEquals(averagePathLength(256), 10.2447709201199, 1e-12);
  const same = grownTree(new Float32Array(20).fill(3), 5, Int32Array.of(0, 1, 2, 3), generator(0));
  assertEquals(Array.from(same.left), [-1]);
});

Deno.test("k-means ends where every window belongs to its nearest centre, the mean of its members", () => {
  const points = windowsOf(cloud(90, 4, 2).values.map((value, k) => value + 8 * (Math.floor(k / 4) % 3)), 4);
  const { centres, labels } = kMeans(points, 3, 0);
  assertEquals([...labels], [...nearestCentres(points, centres).indices]);
  assertEquals(new Set(labels.slice(0, 3)).size, 3);
  labels.forEach((label, i) => assertEquals(label, labels[i % 3]));
  const members = [...labels.keys()].filter((i) => labels[i] === 0);
  for (let t = 0; t < 4; t++) {
    const mean = members.reduce((sum, i) => sum + points.values[4 * i + t], 0) / members.length;
    assertAlmostEquals(centres.values[t], mean, 1e-12);
  }
  // More centres than different windows: some stay without members, and nothing is NaN.
  const few = kMeans(windowsOf(Float64Array.of(1, 1, 1, 1, 2, 2), 2), 3, 0);
  assert(few.centres.values.every(Number.isFinite));
});

Deno.test("the subset of least scatter leaves out what lies apart", () => {
  const points = cloud(100, 3, 3);
  for (let i = 0; i < 30; i++) points.values[3 * i] += 20;
  const support = fastMcd(points, 52, 30, 0);
  assertEquals(support.length, 52);
  assert([...support].every((row) => row >= 30), `${support}`);
  const far = mahalanobis(points, scatterOf(points, support));
  assert(Math.min(...far.subarray(0, 30)) > Math.max(...far.subarray(30)));
  assertThrows(
    () => scatterOf(points, Int32Array.of(0, 1)),
    RangeError,
    "MCD: 2 of the standard windows lie in a plane",
  );
});

Deno.test("histograms count every value in the bin between whose edges it lies", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 12 }),
      (list, bins) => {
        const values = Float64Array.from(list), { edges, counts } = histogram(values, bins);
        assertEquals(counts.reduce((sum, count) => sum + count, 0), values.length);
        for (const value of values) {
          const bin = binOf(edges, value);
          assert(
            value >= edges[bin] && (value < edges[bin + 1] || bin === bins - 1),
            `${value} in ${bin} of ${edges}`,
          );
        }
        assertEquals([binOf(edges, edges[0] - 1), binOf(edges, edges[bins] + 1)], [0, bins - 1]);
      },
    ),
    { numRuns: 200, seed: 6 },
  );
});

Deno.test("rotation costs are 0 at the geometric median and grow along a ray", () => {
  const points = cloud(200, 3, 4), shifted = windowsOf(points.values.map((value) => value + 3), 3);
  const cost = rotationCosts(shifted, [0, 1, 2]);
  const ray = (times: number) =>
    Math.abs(cost(windowsOf(Float64Array.of(3 + times, 3 + 2 * times, 3), 3))[0]);
  assert(ray(4) > ray(2) && ray(2) > ray(1));
  // Four corners of a square and its centre: the centre is the geometric median.
  const square = windowsOf(Float64Array.of(1, 1, 5, -1, 1, 5, 1, -1, 5, -1, -1, 5, 0, 0, 5), 3);
  assertAlmostEquals(rotationCosts(square, [0, 1, 2])(square)[4], 0, 1e-12);
});

Deno.test("principal components carry the variances of the projections", () => {
  const points = windowsOf(cloud(300, 4, 5).values.map((value, k) => value * (1 + k % 4)), 4);
  const { variances, project } = principalProjection(points), seen = project(points, 2);
  for (let c = 0; c < 2; c++) {
    const along = Array.from({ length: 300 }, (_, i) => seen.values[2 * i + c]);
    assertAlmostEquals(along.reduce((sum, value) => sum + value, 0), 0, 1e-9);
    assertAlmostEquals(along.reduce((sum, value) => sum + value * value, 0) / 300, variances[c], 1e-9);
  }
  assert(variances[0] > variances[1]);
});
