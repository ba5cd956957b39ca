/** Gradient descent on AB for 50 seeds × 16 numbers of entries of a 4 × 4 matrix, 800 runs side by side in float64. */
import {
  descend,
  descendOne,
  type DescentStart,
  entrySamples,
  factorisation,
  samplingPattern,
  smallStart,
} from "../../lib/identifiability/mod.ts";
import { descentProgram } from "../../lib/identifiability/engine/descend_in_graph.ts";
import { tracedFactorisation } from "../../lib/identifiability/engine/traced_runs.ts";
import { compileLoop, type HostArrays } from "../../lib/graph/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { timed } from "./timed.ts";
import type { TracedOptions, TracedRunner, Workload } from "./workload.ts";

/** Teaching notebook of paper 09: rank 1. */
const ROW = [4, 0.6, 1.8, 0.8],
  TARGET = [1, 2, 2, 1.5].flatMap((factor) => ROW.map((value) => factor * value));
const D = 4, ENTRIES = D * D, LEARNING_RATE = 0.02;
/** What the program of all runs carries from step to step. */
const STATE = ["theta", "steps", "losses"];

/**
 * θ ← θ − η∇L for each run, whose losses are the mean over the runs. By default they are loops over typed arrays, which
 * `descend` uses since they win; on a named engine other than ONNX Runtime they are one program for all runs.
 */
export function factorisationRuns(seeds: number): Workload {
  const model = factorisation(D), runs = seeds * ENTRIES;
  const starts = Array.from({ length: runs }, (_, r): DescentStart => ({
    samples: entrySamples(TARGET, samplingPattern("nested", D, r % ENTRIES + 1)),
    // Far from zero, so that losses differ from run to run from the first step on.
    initial: smallStart(
      model.parameterCount,
      0.5,
      generator(Math.floor(r / ENTRIES), "initial", r % ENTRIES),
    ),
  }));
  const weights = new Float64Array(runs * ENTRIES);
  starts.forEach(({ samples }, r) =>
    samples.inputs.forEach((entry) => weights[r * ENTRIES + entry] = 1 / samples.targets.length)
  );
  const initial = Float64Array.from(starts.flatMap(({ initial }) => [...initial]));
  return {
    name: `factorisation-${runs}-runs-float64`,
    title: `${runs} gradient descents on the factorisation of a 4×4 matrix, float64`,
    kind: "factorisation",
    extra: true,
    precision: "float64",
    settings: { learningRate: LEARNING_RATE, runs },
    parameters: [{ name: "theta", shape: [runs, 2, D, D] }],
    arrays: {
      parameters: { shape: [initial.length], values: initial },
      target: { shape: [D, D], values: Float64Array.from(TARGET) },
      weights: { shape: [runs, D, D], values: weights },
    },
    ours: runsOfOurs,
    tfjsLacks: "float64",
  };

  async function runsOfOurs({ engine = "onnx", threads = 1 }: TracedOptions = {}): Promise<TracedRunner> {
    const options = { learningRate: LEARNING_RATE, stopBelow: 0 };
    const traced = await timed(() =>
      descentProgram(model.parameterCount, tracedFactorisation(D), starts, options)
    );
    const setup = { trace: traced.seconds, compile: 0 }, program = traced.result;
    if (engine === "onnx") return { program, setup, losses: lossesOfLoops, advance: advanceLoops };
    const compiled = await timed(() => compileLoop(program, STATE, { engine, threads }));
    const losses = async (steps: number) => {
      let state: HostArrays = {
        theta: initial,
        steps: new Float64Array(runs),
        losses: new Float64Array(runs),
      };
      const means: number[] = [];
      for (let step = 0; step < steps; step++) {
        state = (await compiled.result.run(state, {}, 1)).state;
        means.push(Array.from(state.losses).reduce((sum, loss) => sum + loss, 0) / runs);
      }
      return means;
    };
    return {
      program,
      setup: { ...setup, compile: compiled.seconds },
      losses,
      advance: async (steps) => void await losses(steps),
    };
  }

  function lossesOfLoops(steps: number): Promise<number[]> {
    const sums = new Float64Array(steps),
      options = { learningRate: LEARNING_RATE, stopBelow: 0, maxSteps: steps };
    for (const start of starts) {
      descendOne(model, start, options, (step, _theta, loss) => {
        if (step < steps) sums[step] += loss;
      });
    }
    return Promise.resolve(Array.from(sums, (sum) => sum / runs));
  }

  function advanceLoops(steps: number): Promise<void> {
    descend(model, starts, { learningRate: LEARNING_RATE, stopBelow: 0, maxSteps: steps });
    return Promise.resolve();
  }
}

/** The runs of the bench. */
export const factorisation800: Workload = factorisationRuns(50);
