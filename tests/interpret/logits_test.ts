import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  attentionLogits,
  contentLogits,
  diagonalDominance,
  positionLogits,
  queryKeyHead,
  selectRows,
  valuePathMatrix,
} from "../../lib/interpret/measures/mod.ts";
import { matrixProduct } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const draw = (label: string, length: number) => normalArray(generator(7, label), length, 0, 1);
const identity = (n: number) => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

Deno.test("logits are (R W^Q)(S W^K)ᵀ/√d_k, summed one product after another, for each head", () => {
  const [width, keyWidth, heads] = [4, 3, 2], head = 1;
  const query = draw("q", width * keyWidth * heads), key = draw("k", width * keyWidth * heads);
  const asking = draw("r", 3 * width), asked = draw("s", 5 * width);
  const found = attentionLogits(asking, asked, queryKeyHead(query, key, { width, heads, head }));
  const project = (row: Float64Array, i: number, matrix: Float64Array, c: number) => {
    let sum = 0;
    for (let d = 0; d < width; d++) {
      sum += row[i * width + d] * matrix[d * keyWidth * heads + head * keyWidth + c];
    }
    return sum;
  };
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 5; j++) {
      let slow = 0;
      for (let c = 0; c < keyWidth; c++) slow += project(asking, i, query, c) * project(asked, j, key, c);
      assertAlmostEquals(found[i * 5 + j], slow / Math.sqrt(keyWidth), 1e-12);
    }
  }
});

Deno.test("position vectors made to shift by one have their largest logit one position earlier", () => {
  const n = 5, key = new Float64Array(n * n);
  for (let i = 0; i + 1 < n; i++) key[i * n + i + 1] = 1; // position i is found by who asks from i + 1
  const logits = positionLogits(identity(n), n, queryKeyHead(identity(n), key, { width: n }));
  for (let i = 1; i < n; i++) {
    const row = [...logits.subarray(i * n, (i + 1) * n)];
    assertEquals(row.indexOf(Math.max(...row)), i - 1);
  }
});

Deno.test("content logits depend on the tokens only, wherever they stand", () => {
  const width = 3, table = draw("table", 6 * width);
  const head = queryKeyHead(draw("q2", 9), draw("k2", 9), { width });
  const logits = contentLogits(table, [4, 1, 4], head);
  assertEquals([logits[0], logits[1], logits[3]], [logits[8], logits[7], logits[5]]);
  assert(logits[0] !== logits[4]);
});

Deno.test("a value path of identity matrices copies each token", () => {
  const n = 5, eye = identity(n);
  const copied = valuePathMatrix(eye, n, [eye, eye.map((value) => 2 * value)], [1, 2, 3]);
  assertAlmostEquals(copied[0], Math.exp(2) / (Math.exp(2) + 4), 1e-15);
  assertAlmostEquals(copied[1], 1 / (Math.exp(2) + 4), 1e-15);
  assertAlmostEquals(diagonalDominance(copied, 3), Math.exp(2), 1e-12);
  const lost = valuePathMatrix(eye, n, [new Float64Array(n * n)], [1, 2, 3]);
  assertEquals([...lost], new Array(9).fill(1 / n));
  assertAlmostEquals(diagonalDominance(lost, 3), 1, 1e-12);
});

Deno.test("a value path takes matrices of other widths in between, and large logits do not overflow", () => {
  const table = draw("e", 4 * 3),
    first = draw("v", 3 * 2),
    second = draw("w", 2 * 4).map((value) => 1e4 * value);
  const path = valuePathMatrix(table, 3, [first, second], [0, 1, 2, 3]);
  const logits = matrixProduct(matrixProduct(table, first, 3), second, 2);
  for (let row = 0; row < 4; row++) {
    const own = [...logits.subarray(4 * row, 4 * row + 4)], shares = [...path.subarray(4 * row, 4 * row + 4)];
    assertAlmostEquals(shares.reduce((a, b) => a + b), 1, 1e-12);
    assertEquals(shares.indexOf(Math.max(...shares)), own.indexOf(Math.max(...own)));
  }
});

Deno.test("rows are taken by index, and an index outside is refused", () => {
  assertEquals([...selectRows([1, 2, 3, 4, 5, 6], 2, [2, 0, 2])], [5, 6, 1, 2, 5, 6]);
  assertThrows(() => selectRows([1, 2], 2, [1]), RangeError, "index 0 is 1, the matrix has rows 0 … 0");
});

Deno.test("shapes that do not follow one another are refused", () => {
  const head = queryKeyHead(draw("q2", 9), draw("k2", 9), { width: 3 });
  assertThrows(
    () => queryKeyHead([1, 2], [1, 2, 3], { width: 1 }),
    RangeError,
    "query has 2 entries but key has 3",
  );
  assertThrows(
    () => queryKeyHead([1, 2, 3], [1, 2, 3], { width: 1, heads: 2 }),
    RangeError,
    "no matrix of 1 rows with columns for 2 heads",
  );
  assertThrows(
    () => queryKeyHead([1], [1], { width: 1, head: 1 }),
    RangeError,
    "the head must be an integer in 0 … 0",
  );
  assertThrows(() => contentLogits(draw("t", 6), [2], head), RangeError, "index 0 is 2");
  assertThrows(() => contentLogits(draw("t", 6), [], head), RangeError, "needs one token");
  assertThrows(() => positionLogits(draw("t", 6), 3, head), RangeError, "must be an integer in 1 … 2, got 3");
  assertThrows(
    () => valuePathMatrix([1, 2], 2, [[1, 2, 3]], [0]),
    RangeError,
    "matrix 0 of the path has 3 numbers",
  );
  assertThrows(() => valuePathMatrix([1, 2], 2, [], [0]), RangeError, "needs one matrix");
  assertThrows(() => valuePathMatrix([1, 2], 1, [[1]], [1]), RangeError, "token 1 as an output");
  assertThrows(() => diagonalDominance([1, 0, 0, 1], 2), RangeError, "everything beside the diagonal is 0");
  assertThrows(() => diagonalDominance([1, -1, 0, 1], 2), RangeError, "entry 1 is -1");
  assertThrows(() => matrixProduct([1, 2], [1, 2, 3], 2), RangeError, "do not make 2 rows");
});
