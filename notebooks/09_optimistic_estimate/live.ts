/** The live cell: AB from a tiny start on n entries of a matrix, n = 1 … 16. */
import { Matrix } from "ml-matrix";
import { samplingPattern } from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { square, stepFigure } from "./error_curves.ts";
import { matrixNamed } from "./target_matrices.ts";

const target = matrixNamed("NB2"), M = square(target.entries), sigma = 1e-4, rate = 0.1;
stepFigure(target, (n) => {
  const seen = square(target.entries.map((_, at) => Number(samplingPattern("nested", 4, n).includes(at))));
  let [A, B] = [0, 1].map((part) => square(normalArray(generator(part, n), 16, 0, sigma)));
  for (let step = 0; step < 4000; step++) {
    const slope = A.mmul(B).sub(M).mul(seen).mul(2 * rate / n);
    [A, B] = [Matrix.sub(A, slope.mmul(B.transpose())), Matrix.sub(B, A.transpose().mmul(slope))];
  }
  return Matrix.sub(A.mmul(B), M).norm("frobenius") ** 2 / 16;
});
