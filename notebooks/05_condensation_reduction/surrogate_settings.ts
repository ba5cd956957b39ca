/** Settings of the experiments in which networks stand for a reactor, and what is kept of them. */
import type { RolloutErrors } from "../../lib/combustion/mod.ts";

/** Numbers of one set-up; where they come from stands in the notebook. */
export interface SurrogateSettings {
  gas: "hydrogen" | "methane";
  /** Trajectories of the reactor, and where pairs of states are taken from them. */
  data: {
    trajectories: number;
    temperatures: [number, number];
    equivalenceRatios: [number, number];
    /** Seed of H, O and OH; none where absent. */
    radicals?: [number, number];
    times: { first: number; last: number; count: number };
  };
  /** Share of the trajectories that validate. */
  validation: number;
  hidden: number[];
  /** Exponents of the start: weights ~ N(0, fan-in^−2γ), biases 0. */
  gammas: number[];
  steps: number;
  batch: number;
  /** Adam's rate, a tenth of it after a share of the steps. */
  rate: number;
  dropAfter: number;
  /** Thresholds of the cuts. */
  taus: number[];
  /** The one at which controls are run. */
  controlTau: number;
  /** Steps and rate after a cut; the rate falls as in training. */
  fineTune: { steps: number; rate: number };
  /** μ of the refits, or its choice on held-out pairs; 1e-6 where absent. */
  refit?: number | "held out";
  /** Rows of the training pairs that the cuts look at. */
  calibration: number;
  /** Steps between cuts of the training that is cut on its way; 0 leaves it out. */
  cutEvery: number;
  /** Rollouts from states that are in no training pair. */
  rollout: { temperatures: number[]; steps: number };
  /** Of this seed, maps, scatter and rollouts are kept whole. */
  shown: number;
}

/** A network after one way of cutting. */
export interface Cutting {
  widths: number[];
  /** Share of the original's parameters. */
  size: number;
  /** Validation L1 right after the cut, and after fine-tuning. */
  cut: number;
  tuned: number;
}

/** Cuts of one trained network at one threshold. */
export interface TauCuts {
  tau: number;
  /** Summed outgoing weights, refitted ones, and leaders alone. */
  merged: Cutting;
  refitted: Cutting;
  leader: Cutting;
  /** Least cosine of a merged neuron to its leader, by layer. */
  similarity: number[];
  /** Bound on the change of the next layer's sums over what was measured, by layer; 1 where nothing was merged. */
  boundOverChange: number[];
}

/** Names of what the cuts are compared with, at the widths of one of them. */
export type ControlName = "random" | "magnitude" | "correlation" | "scratch" | "scratch, all steps";

/** Whose rollouts: the unreduced network's, the reduced one's, and that one's with what a reaction keeps kept. */
export type RolloutName = "original" | "reduced" | "reduced, elements" | "reduced, elements and enthalpy";

/** What is kept of one start of one seed. */
export interface StartRun {
  gamma: number;
  /** Validation L1 after training, and after as many further steps as a cut is fine-tuned. */
  base: number;
  baseTuned: number;
  /** Size that the untrained network is cut to at the control's threshold. */
  untrainedSize: number;
  /** Effective ratios by layer, at these steps. */
  effective: { steps: number[]; ratios: number[][] };
  cuts: TauCuts[];
  controls: Record<ControlName, Cutting>;
  /** Automatic choice: rise of the validation loss allowed beforehand. */
  automatic: Cutting & { rise: number };
  /** Cut on its way: floating-point operations over those of training first and cutting then. */
  onTheWay: { cutting: Cutting; cost: number } | null;
  rollouts: Record<RolloutName, RolloutErrors>;
  shown: ShownStart | null;
}

/** Pictures of one seed. */
export interface ShownStart {
  /** Cosines of some neurons of each layer, sorted, before and after training. */
  maps: { before: number[][]; after: number[][] }[];
  /** One-step increments of validation pairs: true, original, reduced; one list a column. */
  scatter: { columns: string[]; true: number[][]; original: number[][]; reduced: number[][] };
  /** T (K) and Y_OH over steps of 1 µs, of the second start. */
  trajectory: { steps: number[]; temperature: Record<string, number[]>; radical: Record<string, number[]> };
}

/** Of all starts. */
export type SurrogateRun = StartRun[];
