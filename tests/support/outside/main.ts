/**
 * A project of somebody else, with three parts of the library: the slope of a traced function, its spectrum, and a
 * claim about both. `tests/outside_test.ts` copies it out of the repository, checks it and runs it.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { claimRow, claimsTable } from "@paper-notebooks/lib/claims";
import { compile, grad, trace } from "@paper-notebooks/lib/graph";
import { amplitudeSpectrum, linspace } from "@paper-notebooks/lib/spectral";

const POINTS = 64, FREQUENCY = 3, SEEDS = [0, 1, 2];
const x = linspace(-Math.PI, Math.PI, POINTS + 1).slice(0, POINTS);

const wave = ({ x, phase }: Record<string, tf.Tensor>) => tf.sin(tf.add(tf.mul(x, FREQUENCY), phase));
const program = trace((inputs) => ({ slope: grad(tf.sum(wave(inputs)), inputs.x) }), {
  x: [POINTS],
  phase: [],
});
const compiled = await compile(program);

const amplitudes: number[][] = [];
for (const seed of SEEDS) {
  const { slope } = await compiled.run({ x: Float32Array.from(x), phase: Float32Array.of(seed) });
  amplitudes.push([...amplitudeSpectrum(x, slope as Float32Array, [1, FREQUENCY])]);
}

const row = claimRow({
  id: "C1",
  claim: "Deriving sin(3x + φ) multiplies its amplitude by 3",
  quantity: "amplitude of the slope at k = 3",
  seeds: SEEDS,
  perSeed: amplitudes.map(([, third]) => third),
  rule: { op: ">=", threshold: 1.499, atLeast: "every seed" },
  control: {
    what: "k = 1",
    perSeed: amplitudes.map(([first]) => first),
    rule: { op: "<=", threshold: 0.001, atLeast: "every seed" },
  },
  paperValue: 1.5,
  source: "live",
});
const table = claimsTable({ paper: "99", profile: "quick", rows: [row] });
console.log(JSON.stringify({ verdict: table.rows[0].verdict, value: table.rows[0].value }));
