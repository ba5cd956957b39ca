/** Smaller networks with the same answers. */
import { requireKnownSettings, requirePositive } from "../checks.ts";
import type { Model } from "../nn/mod.ts";
import type { Calibration } from "./calibration.ts";
import { checkPermutations } from "./check_permutations.ts";
import { condensationGroups, type GroupingOptions, requireTau } from "./condensation_groups.ts";
import { type CutReport, leastSimilarity, nextLayerChange } from "./cut_report.ts";
import { deadNeurons } from "./dead_neurons.ts";
import { mergeBound } from "./error_bound.ts";
import { type Cut, plainGroup } from "./group.ts";
import { type CalibrationLoss, Judge } from "./judge.ts";
import { mergeLayer, type MergeMode } from "./merge_layer.ts";
import { mergeRule } from "./merge_rule.ts";
import { neuronsOf } from "./neurons.ts";
import { type LayerReading, readLayer } from "./read_layer.ts";
import { recalibrateBatchNorm } from "./recalibrate_batch_norm.ts";
import { refitOutgoing, type Ridge } from "./refit_outgoing.ts";
import { layerAt, layersOf, type TrainedNetwork } from "./trained_network.ts";

/** How {@linkcode reduce} cuts. */
export interface ReduceOptions extends Partial<Pick<GroupingOptions, "method" | "normSpread">> {
  /**
   * Manual choice: least cosine of merged neurons, one for all layers or one per layer, `null` for a layer that loses
   * its dead neurons only. Where absent each layer's is the lowest, by bisection in 0.5 … 0.999, that keeps the rise
   * within the tolerance.
   */
  readonly tau?: number | readonly (number | null)[];
  /** Largest rise of all cuts together for the automatic choice; 0.01 by default. */
  readonly tolerance?: number;
  /** Loss that must not rise; without it the outputs' relative change counts. */
  readonly loss?: CalibrationLoss;
  /** μ of the refit of outgoing weights (see `refitOutgoing`), chosen on held-out inputs by default; `false` for plain sums. */
  readonly refit?: Ridge | false;
  /**
   * In which network neurons are compared where weights are refitted: the one with sums in all layers before ("sums", the
   * default), or the fitted one ("fitted"), whose weights share a sum out among inputs that are alike, and so hide which
   * neurons are parallel.
   */
  readonly compare?: "sums" | "fitted";
  /** How a group becomes one neuron; "sum" by default. */
  readonly mode?: MergeMode;
}

/** A reduced network. */
export interface Reduction {
  readonly network: TrainedNetwork;
  /** The network's model, at the new widths. */
  readonly model: Model;
  /** One report per layer, in their order. */
  readonly reports: readonly CutReport[];
}

const SETTINGS: Readonly<Record<keyof ReduceOptions, true>> = {
  tau: true,
  tolerance: true,
  loss: true,
  refit: true,
  compare: true,
  mode: true,
  method: true,
  normSpread: true,
};
/** Ends and number of halvings of the automatic search. */
const SEARCH = { lowest: 0.5, highest: 0.999, halvings: 7 };
/** Share of clipped values up to which a clipped activation counts as homogeneous. */
const CLIPPED = 0.01;

/**
 * Merges the condensed neurons of each hidden layer, from the first to the last.
 *
 * @param data inputs the network was made for; with `loss` also targets
 * @throws {RangeError} for weights that are not finite, calibration data that do not fit, an activation without merge rule
 *   or one that clips more than a hundredth, τ outside (0, 1] or not one per layer, a layer whose neurons are also used
 *   elsewhere, a cut that would empty a layer, and unknown settings
 */
export async function reduce(
  network: TrainedNetwork,
  data: Calibration,
  options: ReduceOptions = {},
): Promise<Reduction> {
  requireKnownSettings("reduce", options, SETTINGS);
  const layers = layersOf(network), { tau, tolerance = 0.01, refit = "held out", mode = "sum" } = options;
  mergeRule(network.activation);
  requirePositive("reduce", "the tolerance", tolerance);
  const taus = Array.isArray(tau) ? tau as (number | null)[] : layers.map(() => tau as number | undefined);
  if (taus.length !== layers.length) {
    throw new RangeError(`reduce: ${layers.length} hidden layers need as many τ, got ${taus.length}`);
  }
  for (const value of taus) if (value !== undefined && value !== null) requireTau("reduce", value);
  await checkPermutations(network, data);
  const judge = await Judge.of(network, data, options.loss), reports: CutReport[] = [];
  let current = network, plain = network;
  for (const [index, value] of taus.entries()) {
    const step = await LayerStep.of({ current, plain, original: network }, index, data, {
      ...options,
      refit,
      mode,
    });
    const allowed = tolerance * (index + 1) / layers.length;
    const found = value === undefined ? await lowestTau(step, judge, allowed) : await step.cut(value);
    reports.push(await step.report(found, await judge.rise(found.network)));
    current = found.network;
    plain = found.plain;
  }
  return { network: current, model: current.build(current.widths), reports };
}

/** A tried cut. */
interface Tried {
  readonly tau: number | null;
  readonly cut: Cut;
  /** With summed outgoing weights, in its final form, and with sums in all layers so far. */
  readonly merged: TrainedNetwork;
  readonly network: TrainedNetwork;
  readonly plain: TrainedNetwork;
}

/**
 * The networks of a turn: what is cut, the one in which neurons are compared, and the original.
 */
interface TurnNetworks {
  readonly current: TrainedNetwork;
  readonly plain: TrainedNetwork;
  readonly original: TrainedNetwork;
}

type StepOptions = ReduceOptions & Required<Pick<ReduceOptions, "refit" | "mode">>;

/** One layer's turn. */
class LayerStep {
  private constructor(
    readonly networks: TurnNetworks,
    readonly index: number,
    readonly data: Calibration,
    readonly options: StepOptions,
    readonly reading: LayerReading,
    readonly plainReading: LayerReading,
    readonly dead: readonly number[],
  ) {}

  static async of(
    networks: TurnNetworks,
    index: number,
    data: Calibration,
    options: StepOptions,
  ): Promise<LayerStep> {
    const { current, plain } = networks;
    const layer = layerAt(current, index), { targets: _, ...inputs } = data;
    const reading = await readLayer(current, layer, inputs);
    if (reading.clipped > CLIPPED && options.normSpread === undefined) {
      throw new RangeError(
        `reduce: ${current.activation} clips ${
          (100 * reading.clipped).toFixed(1)
        } % of layer "${layer.name}", allowed ` +
          "1 % where norms are free; give normSpread",
      );
    }
    const dead = deadNeurons(neuronsOf(current, layer, reading.statistics), layer, reading);
    if (dead.length === layer.first.outputs) {
      throw new RangeError(
        `reduce: a cut would empty layer "${layer.name}", got ${dead.length} dead neurons of ${dead.length}`,
      );
    }
    const plainReading = plain === current ? reading : await readLayer(plain, layerAt(plain, index), inputs);
    return new LayerStep(networks, index, inputs, options, reading, plainReading, dead);
  }

  async cut(tau: number | null): Promise<Tried> {
    const { method = "leader", normSpread, refit, compare = "sums", mode } = this.options,
      { dead, index, data } = this;
    const { current, plain, original } = this.networks;
    const neurons = neuronsOf(plain, layerAt(plain, index), this.plainReading.statistics);
    const among = Array.from({ length: neurons.count }, (_, j) => j).filter((j) => !dead.includes(j));
    const rule = mergeRule(plain.activation);
    const grouping = { tau: tau ?? 1, method, ...(normSpread !== undefined && { normSpread }) };
    const groups = tau === null
      ? among.map((j) => plainGroup([j], j, 1))
      : condensationGroups(neurons, rule, grouping, among);
    const cut = { groups, dropped: dead };
    if (groups.length === neurons.count) return { tau, cut, merged: current, network: current, plain };
    const cutOf = async (network: TrainedNetwork, reading: LayerReading) =>
      await recalibrateBatchNorm(mergeLayer(network, index, cut, { ...reading, mode }), data);
    const merged = await cutOf(current, this.reading);
    if (refit === false) return { tau, cut, merged, network: merged, plain: merged };
    const sums = plain === current ? merged : await cutOf(plain, this.plainReading);
    const network = await refitOutgoing(merged, original, index, data, refit);
    return { tau, cut, merged, network, plain: compare === "sums" ? sums : network };
  }

  async report({ tau, cut, merged, network }: Tried, rise: number): Promise<CutReport> {
    const { current } = this.networks,
      layer = layerAt(current, this.index),
      after = layerAt(network, this.index);
    const { mode } = this.options, rule = mergeRule(current.activation);
    const neurons = neuronsOf(current, layer, this.reading.statistics);
    return {
      layer: layer.name,
      from: layer.first.outputs,
      to: after.first.outputs,
      parameters: [current.parameters.length, network.parameters.length],
      tau,
      dead: this.dead.length,
      similarity: leastSimilarity(cut),
      bound: mode === "sum" ? mergeBound(neurons, cut, layer, rule, this.reading.inputNorm) : null,
      change: await nextLayerChange(current, merged, [layer, after], this.data),
      refitted: network !== merged,
      rise,
    };
  }
}

/** The lowest τ with a rise that is allowed, as far as bisection tells; without one, only dead neurons go. */
async function lowestTau(step: LayerStep, judge: Judge, allowed: number): Promise<Tried> {
  let best = await step.cut(null), low = SEARCH.lowest, high = SEARCH.highest;
  const isAllowed = async (tau: number) => {
    const tried = await step.cut(tau), fits = await judge.rise(tried.network) <= allowed;
    if (fits) best = tried;
    return fits;
  };
  if (!await isAllowed(high)) return best;
  if (await isAllowed(low)) return best;
  for (let i = 0; i < SEARCH.halvings; i++) {
    const middle = (low + high) / 2;
    if (await isAllowed(middle)) high = middle;
    else low = middle;
  }
  return best;
}
