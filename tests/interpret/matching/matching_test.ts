import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  bufferReadout,
  kernelIdentityDistance,
  kernelMatrix,
  kernelScore,
  type MatchingLayer,
  matchingMatrix,
  matchingScore,
  matchingScores,
  normalizedRows,
  softmaxRows,
  valueOutputMatrix,
} from "../../../lib/interpret/matching/mod.ts";
import { queryKeyHead } from "../../../lib/interpret/measures/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

const draw = (label: string, length: number, sd = 1) => normalArray(generator(11, label), length, 0, sd);
const identity = (n: number, scale = 1) =>
  Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? scale : 0));

type Table = number[][];
const table = (values: ArrayLike<number>, columns: number): Table =>
  Array.from(
    { length: values.length / columns },
    (_, i) => Array.from({ length: columns }, (_, j) => values[i * columns + j]),
  );
const times = (a: Table, b: Table): Table =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const turned = (a: Table): Table => a[0].map((_, j) => a.map((row) => row[j]));
const close = (found: Float64Array, expected: Table) =>
  expected.flat().forEach((value, i) => assertAlmostEquals(found[i], value, 1e-10));

const [D, DK, N] = [5, 3, 4];
const ROWS = draw("x", N * D), WRITTEN = draw("vo0", D * D), HELD = draw("vo1", D * D);
const HEAD = queryKeyHead(draw("q", D * DK), draw("k", D * DK), { width: D });
const [x, vo0, vo1] = [table(ROWS, D), table(WRITTEN, D), table(HELD, D)];
const qk = times(table(HEAD.query, DK), turned(table(HEAD.key, DK)));

Deno.test("kernel and matching matrix are the paper's products, with and without what a layer wrote before", () => {
  const ker1 = times(qk, turned(vo0)), ker2 = times(vo1, ker1), scale = 1 / Math.sqrt(DK);
  close(kernelMatrix({ head: HEAD, written: WRITTEN }), ker1);
  close(kernelMatrix({ head: HEAD, written: WRITTEN, held: HELD }), ker2);
  const scaled = (kernel: Table) =>
    times(times(x, kernel), turned(x)).map((row) => row.map((v) => v * scale));
  close(matchingMatrix(ROWS, { head: HEAD, written: WRITTEN }), scaled(ker1));
  close(matchingMatrix(ROWS, { head: HEAD, written: WRITTEN, held: HELD }), scaled(ker2));
});

Deno.test("what a layer writes is the sum over heads of W^V W^O", () => {
  const value = draw("v", D * 4), output = draw("o", 4 * D);
  const columns = (from: number) => table(value, 4).map((row) => row.slice(from, from + 2));
  const first = times(columns(0), table(output, D).slice(0, 2));
  const second = times(columns(2), table(output, D).slice(2));
  close(valueOutputMatrix(value, output, D), first.map((row, i) => row.map((v, j) => v + second[i][j])));
  assertThrows(() => valueOutputMatrix(draw("v", 11), output, D), RangeError);
  assertThrows(() => valueOutputMatrix(value, draw("o", 16), D), RangeError, "the product has 20 numbers");
});

Deno.test("the matching score is 1/n for equal logits, near 1 for a strong diagonal, 0 for a strong shift", () => {
  const n = 6,
    shift = Float64Array.from(
      { length: n * n },
      (_, i) => ((i % n) === (Math.floor(i / n) + 1) % n ? 40 : 0),
    );
  assertAlmostEquals(matchingScore(new Float64Array(n * n), n), 1 / n, 1e-15);
  assertAlmostEquals(matchingScore(identity(n, 2), n), Math.exp(2) / (Math.exp(2) + n - 1), 1e-15);
  assertAlmostEquals(matchingScore(identity(n, 1000), n), 1, 1e-15);
  assert(matchingScore(shift, n) < 1e-15);
});

/** A network of three layers in which each layer writes with a random matrix, and reads only what is told. */
function network(reads: readonly (0 | 2)[], width = 48): MatchingLayer[] {
  const writes = [1, 2, 3].map((layer) => draw(`write ${layer}`, width * width, 1 / Math.sqrt(width)));
  return writes.map((valueOutput, i) => {
    // Query Bᵀ of the buffer read, key W^{vo(0)}: then held W^Q W^{K⊤} W^{vo(0)⊤} is near a multiple of the identity.
    const buffer = reads[i] === 2 ? writes[1] : identity(width);
    const query = Float64Array.from(turned(table(buffer, width)).flat());
    const key = Float64Array.from(turned(table(writes[0], width)).flat(), (value) => value * 3);
    return { heads: [queryKeyHead(query, key, { width })], valueOutput };
  });
}

Deno.test("scores are high for each layer that reads what the one before wrote, and buffers are told apart", () => {
  const width = 48, rows = normalizedRows(draw("rows", 20 * width), width);
  const scores = matchingScores(rows, network([0, 0, 2]));
  assertEquals(scores.map(({ layer, head }) => [layer, head]), [[2, 0], [3, 0]]);
  for (const { score } of scores) assert(score > 0.9, `${score}`);
  const wrong = matchingScores(rows, network([0, 0, 0]));
  assertEquals(wrong[0], scores[0]);
  assert(wrong[1].score < 0.3, `${wrong[1].score}`);

  const readout = bufferReadout(rows, network([0, 0, 2]));
  assertEquals(readout.map(({ layer, buffer }) => [layer, buffer]), [[2, 0], [3, 0], [3, 2]]);
  assertEquals([readout[0].score, readout[2].score], scores.map(({ score }) => score));
  assert(readout[1].score < 0.3 && readout[2].score > 3 * readout[1].score);
});

Deno.test("a layer of two heads has a score for each", () => {
  const width = 48, rows = normalizedRows(draw("rows", 20 * width), width), [first, second] = network([0, 0]);
  const other = queryKeyHead(draw("q2", width * 8, 0.1), draw("k2", width * 8, 0.1), { width });
  const scores = matchingScores(rows, [first, { ...second, heads: [second.heads[0], other] }]);
  assertEquals(scores.map(({ layer, head }) => [layer, head]), [[2, 0], [2, 1]]);
  assert(scores[0].score > 0.9 && scores[1].score < 0.3);
});

Deno.test("normalised rows have mean 0 and variance 1, and are not changed by scale and offset", () => {
  const rows = normalizedRows(ROWS, D, 1e-12);
  for (const row of table(rows, D)) {
    assertAlmostEquals(row.reduce((a, b) => a + b), 0, 1e-12);
    assertAlmostEquals(row.reduce((a, b) => a + b * b, 0), D, 1e-9);
  }
  normalizedRows(ROWS.map((value) => 3 * value + 7), D, 1e-12)
    .forEach((value, i) => assertAlmostEquals(value, rows[i], 1e-9));
  assertAlmostEquals(normalizedRows([0, 2], 2, 3)[1], 1 / 2, 1e-15); // 1/√(1 + 3)
});

Deno.test("rows of a softmax sum to 1, also for logits whose exponentials overflow", () => {
  const found = softmaxRows([1000, 1000, 0, Math.log(3)], 2);
  [0.5, 0.5, 0.25, 0.75].forEach((value, i) => assertAlmostEquals(found[i], value, 1e-15));
});

Deno.test("the kernel score counts spreads of the rest, and is near 0 for random kernels", () => {
  // Rest 1, −1, 1, −1, 1, −1: mean 0, spread 1.
  assertAlmostEquals(kernelScore([5, 1, -1, 1, 4, -1, 1, -1, 6], 3), 5, 1e-12);
  const n = 100;
  assert(Math.abs(kernelScore(draw("K", n * n), n)) < 4 / Math.sqrt(n));
  const aligned = draw("K", n * n).map((value, i) => value + (i % (n + 1) === 0 ? 3 : 0));
  assertAlmostEquals(kernelScore(aligned, n), 3, 5 / Math.sqrt(n));
});

Deno.test("the distance from the identity is 0 for its multiples, and the largest singular value otherwise", () => {
  assertAlmostEquals(kernelIdentityDistance(identity(4, -2.5), 4), 0, 1e-12);
  assertAlmostEquals(kernelIdentityDistance([2, 0, 0, 4], 2), 1 / 3, 1e-12); // diag(2, 4)/3 − I
  assertAlmostEquals(kernelIdentityDistance([2, 6, 0, 2], 2), 3, 1e-12);
});

Deno.test("matrices that do not fit, numbers that are not finite and layers that are none are refused", () => {
  const path = { head: HEAD, written: WRITTEN };
  assertThrows(() => kernelMatrix({ ...path, written: [1, 2] }), RangeError, "what is written has 2 numbers");
  assertThrows(() => kernelMatrix({ ...path, held: [1] }), RangeError, "what is held has 1 numbers");
  assertThrows(() => matchingMatrix([1, 2, 3], path), RangeError, "no whole rows of 5");
  assertThrows(() => matchingMatrix([1, 2, NaN, 4, 5], path), RangeError, "X[2] is NaN");
  assertThrows(() => matchingScore([1], 1), RangeError, "got 1");
  assertThrows(() => matchingScore([1, 2, 3], 2), RangeError, "no matrix of 2 × 2");
  assertThrows(() => matchingScores(ROWS, network([0]).slice(0, 1)), RangeError, "got 1");
  assertThrows(() => bufferReadout(ROWS, []), RangeError, "got 0");
  assertThrows(() => kernelScore([1, 2, 3, 4, 5, 6], 2), RangeError, "no matrix of 2 × 2");
  assertThrows(() => kernelScore(identity(3), 3), RangeError, "no spread");
  assertThrows(() => kernelIdentityDistance([1, 0, 0, -1], 2), RangeError, "mean 0");
  assertThrows(() => normalizedRows([1, 2], 1), RangeError, "2 numbers or more");
  assertThrows(() => normalizedRows([1, 2], 2, 0), RangeError, "got 0");
});
