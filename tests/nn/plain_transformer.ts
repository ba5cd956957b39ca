/** A transformer on plain arrays, one sequence at a time: what the traced one is compared with. */

/** A matrix as rows. */
export type Matrix = number[][];

/** Parameters by name: row-major elements. */
export type Weights = Record<string, Float64Array>;

/** Settings that the plain transformer knows. */
export interface PlainSettings {
  layers: number;
  width: number;
  heads: number;
  keyWidth: number;
  valueWidth: number;
  hidden: number;
  vocabulary: number;
  normalization: "post" | "pre" | "none";
  finalNorm: boolean;
  mask: "causal" | "none";
  project: boolean;
  residual: boolean;
  activation: (x: number) => number;
}

const map = (x: Matrix, f: (value: number) => number): Matrix => x.map((row) => row.map(f));
const add = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((value, j) => value + b[i][j]));

function times(x: Matrix, weight: Float64Array, outputs: number, bias?: Float64Array): Matrix {
  return x.map((row) =>
    Array.from(
      { length: outputs },
      (_, j) => row.reduce((sum, value, i) => sum + value * weight[i * outputs + j], bias?.[j] ?? 0),
    )
  );
}

function normalize(x: Matrix, gain: Float64Array, shift: Float64Array): Matrix {
  return x.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    return row.map((value, j) => (value - mean) / Math.sqrt(variance + 1e-5) * gain[j] + shift[j]);
  });
}

function attend(x: Matrix, of: (name: string) => Float64Array, s: PlainSettings): Matrix {
  const q = times(x, of("query"), s.heads * s.keyWidth, of("query_bias"));
  const k = times(x, of("key"), s.heads * s.keyWidth, of("key_bias"));
  const v = times(x, of("value"), s.heads * s.valueWidth, of("value_bias"));
  const mixed = x.map((_, i) => {
    const row: number[] = [];
    for (let head = 0; head < s.heads; head++) {
      const seen = x.map((_, j) => j).filter((j) => s.mask === "none" || j <= i);
      const weights = seen.map((j) => {
        let product = 0;
        for (let c = 0; c < s.keyWidth; c++) {
          product += q[i][head * s.keyWidth + c] * k[j][head * s.keyWidth + c];
        }
        return Math.exp(product / Math.sqrt(s.keyWidth));
      });
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (let c = 0; c < s.valueWidth; c++) {
        row.push(seen.reduce((sum, j, n) => sum + weights[n] / total * v[j][head * s.valueWidth + c], 0));
      }
    }
    return row;
  });
  return s.project ? times(mixed, of("output"), s.width, of("output_bias")) : mixed;
}

/** Logits of every position of one sequence. */
export function plainTransformer(tokens: readonly number[], weights: Weights, s: PlainSettings): Matrix {
  const row = (table: Float64Array, i: number) => [...table.subarray(i * s.width, (i + 1) * s.width)];
  let x = tokens.map((token, i) => {
    const position = row(weights["positions.table"], i);
    return row(weights["tokens.table"], token).map((value, j) => value + position[j]);
  });
  for (let layer = 1; layer <= s.layers; layer++) {
    const of = (name: string) => weights[`layer${layer}.${name}`];
    const norm = (when: string, k: number, value: Matrix) =>
      when === s.normalization ? normalize(value, of(`norm${k}.gain`), of(`norm${k}.shift`)) : value;
    const joined = (stream: Matrix, part: Matrix) => (s.residual ? add(stream, part) : part);
    x = norm("post", 1, joined(x, attend(norm("pre", 1, x), of, s)));
    if (s.hidden === 0) continue;
    const units = map(times(norm("pre", 2, x), of("mlp1"), s.hidden, of("mlp1_bias")), s.activation);
    x = norm("post", 2, joined(x, times(units, of("mlp2"), s.width, of("mlp2_bias"))));
  }
  if (s.finalNorm) x = normalize(x, weights["final_norm.gain"], weights["final_norm.shift"]);
  return times(x, weights.readout, s.vocabulary, weights.readout_bias);
}
