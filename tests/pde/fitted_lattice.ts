/** Small networks that have fitted the data of a problem in x and t, for the theory of the jump. */
import { multilayerPerceptron, xavierNormal } from "../../lib/nn/mod.ts";
import { adam, type Optimizer } from "../../lib/optim/mod.ts";
import {
  boundFunction,
  burgers,
  type Collocation,
  dataLoss,
  heat,
  inverseLaplacian,
  latticeCollocation,
  residualVector,
  squaredNorm,
  type TracedVector,
  wave,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { train, trainStages } from "../../lib/train/mod.ts";

/** Problems at small scale; Burgers' viscosity is one that the lattice resolves. */
export const PROBLEMS = { heat, wave, burgers: () => burgers(0.1) };

/** Name of a problem. */
export type Name = keyof typeof PROBLEMS;

const COUNTS = [17, 17], MODES = [8, 8];

/** The network of all problems. */
export const model = multilayerPerceptron({ widths: [2, 32, 32, 1], activation: "tanh" });

/** A network at the switch, with the residuals of both losses. */
export interface FittedLattice {
  collocation: Collocation;
  parameters: Float64Array;
  /** Residual of the model loss, and weighted by |k|^−2. */
  residuals: Record<"plain" | "weighted", TracedVector>;
}

/** Fits the data of a problem. */
export async function fittedLattice(name: Name, seed: number): Promise<FittedLattice> {
  const collocation = latticeCollocation(PROBLEMS[name](), COUNTS), loss = dataLoss(collocation);
  const stage = (learningRate: number, steps: number) => ({
    name: String(learningRate),
    loss: (p: Parameters<typeof boundFunction>[1]) => loss(boundFunction(model, p)),
    optimizer: adam({ learningRate }),
    steps,
  });
  const { parameters } = await trainStages({
    parameters: model.parameters,
    initial: xavierNormal(model.parameters, generator(seed, "initial")),
    stages: [
      stage(3e-3, 6000),
      { ...stage(1e-3, 4000), moments: "kept" },
      { ...stage(1e-4, 2000), moments: "kept" },
    ],
  });
  const modes = { counts: COUNTS, modes: MODES, weight: inverseLaplacian };
  return {
    collocation,
    parameters,
    residuals: { plain: residualVector(collocation), weighted: residualVector(collocation, { modes }) },
  };
}

/** J at some steps after the switch. */
export async function jumpsAt(
  { collocation, parameters }: FittedLattice,
  residual: TracedVector,
  optimizer: Optimizer,
  observeAt: readonly number[],
): Promise<number[]> {
  const loss = squaredNorm(residual), data = dataLoss(collocation);
  const { curves } = await train({
    parameters: model.parameters,
    initial: parameters,
    loss: (p) => loss(boundFunction(model, p)),
    optimizer,
    steps: observeAt.at(-1)!,
    observe: (p) => ({ data: data(boundFunction(model, p)) }),
    observeAt,
  });
  return Array.from(curves.data, (value) => value / curves.data[0]);
}
