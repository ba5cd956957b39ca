/** Cut, retrain, cut again. */
import { requireKnownSettings, requirePositive } from "../checks.ts";
import type { Calibration } from "./calibration.ts";
import { requireTau } from "./condensation_groups.ts";
import type { CutReport } from "./cut_report.ts";
import { reduce, type ReduceOptions } from "./reduce.ts";
import { sizeRatio, type TrainedNetwork } from "./trained_network.ts";

/** Options of {@linkcode reduceInRounds}. */
export interface RoundOptions {
  /** Threshold τ of each round, e.g. .99, .97, … */
  readonly taus: readonly number[];
  /** Trains a cut network for a while and returns its parameters; moments of an optimiser are reset. */
  retrain(network: TrainedNetwork, round: number): Promise<Float64Array>;
  /** Validation loss of a network. */
  loss(network: TrainedNetwork): Promise<number>;
  /** The rounds end where the loss after retraining exceeds (1 + ε) times the original's; 0.1 by default. */
  readonly epsilon?: number;
  /** … or where the share of parameters that is left is this or less; 0 by default. */
  readonly size?: number;
  /** Of each cut, without τ. */
  readonly reduce?: Omit<ReduceOptions, "tau">;
}

/** One round. */
export interface Round {
  readonly tau: number;
  /** After retraining. */
  readonly network: TrainedNetwork;
  readonly reports: readonly CutReport[];
  /** Loss right after the cut, and after retraining. */
  readonly losses: readonly [cut: number, retrained: number];
  /** Share of the original's parameters. */
  readonly size: number;
}

/** All rounds, and the last network whose loss was kept. */
export interface RoundsResult {
  readonly network: TrainedNetwork;
  readonly rounds: readonly Round[];
}

/**
 * Cuts at falling thresholds and retrains after each cut, until the loss is not kept, the size is reached or the
 * thresholds end. A round that cuts nothing is not retrained.
 *
 * @throws {RangeError} as {@linkcode reduce}, for invalid thresholds, and an ε that is not positive
 */
export async function reduceInRounds(
  network: TrainedNetwork,
  data: Calibration,
  options: RoundOptions,
): Promise<RoundsResult> {
  requireKnownSettings("reduceInRounds", options, {
    taus: true,
    retrain: true,
    loss: true,
    epsilon: true,
    size: true,
    reduce: true,
  });
  const { taus, retrain, loss, epsilon = 0.1, size = 0 } = options;
  requirePositive("reduceInRounds", "ε", epsilon);
  for (const tau of taus) requireTau("reduceInRounds", tau);
  const allowed = (1 + epsilon) * await loss(network), rounds: Round[] = [];
  let kept = network;
  for (const [i, tau] of taus.entries()) {
    const { network: cut, reports } = await reduce(kept, data, { ...options.reduce, tau });
    if (`${cut.widths}` === `${kept.widths}`) continue;
    const before = await loss(cut), trained = { ...cut, parameters: await retrain(cut, i) };
    const after = await loss(trained), share = sizeRatio(trained, network);
    rounds.push({ tau, network: trained, reports, losses: [before, after], size: share });
    if (!(after <= allowed)) break;
    kept = trained;
    if (share <= size) break;
  }
  return { network: kept, rounds };
}
