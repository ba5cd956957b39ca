/** Cuts of all layers by a given choice. */
import { parameterCount } from "../nn/mod.ts";
import { largest } from "../stats/mod.ts";
import type { Calibration } from "./calibration.ts";
import { condensationGroups, type GroupingOptions } from "./condensation_groups.ts";
import { deadNeurons } from "./dead_neurons.ts";
import type { Cut } from "./group.ts";
import type { HiddenLayer } from "./hidden_layers.ts";
import { type MergedLayer, mergeLayer } from "./merge_layer.ts";
import { mergeRule } from "./merge_rule.ts";
import { type Neurons, neuronsOf } from "./neurons.ts";
import { type LayerReading, readLayer } from "./read_layer.ts";
import { recalibrateBatchNorm } from "./recalibrate_batch_norm.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";

/** A layer about to be cut; the layers before it are cut already. */
export interface LayerTurn {
  readonly network: TrainedNetwork;
  readonly index: number;
  readonly layer: HiddenLayer;
  readonly neurons: Neurons;
  readonly reading: LayerReading;
}

/** Chooses the cut of a layer. */
export type CutChoice = (turn: LayerTurn) => Cut;

/** What happens to batch norm after a cut. */
export type NormChoice = (
  merged: MergedLayer,
  turn: LayerTurn,
  cut: Cut,
) => TrainedNetwork | Promise<TrainedNetwork>;

/**
 * Cuts all layers, from the first to the last, with summed outgoing weights.
 *
 * @param norms by default batch norms are measured again
 * @throws {RangeError} for a choice that is not a valid cut of its layer
 */
export async function cutLayers(
  network: TrainedNetwork,
  data: Calibration,
  choose: CutChoice,
  norms: NormChoice = (merged) => recalibrateBatchNorm(merged, data),
): Promise<TrainedNetwork> {
  let current = network;
  for (const index of network.widths.keys()) {
    const turn = await layerTurn(current, index, data), cut = choose(turn);
    if (cut.groups.length === turn.neurons.count) continue;
    current = await norms(mergeLayer(current, index, cut, turn.reading), turn, cut);
  }
  return current;
}

/** The choice by cosine: groups at τ, without what is dead. */
export function byCosine(options: GroupingOptions): CutChoice {
  return ({ network, layer, neurons, reading }) => {
    const dropped = deadNeurons(neurons, layer, reading);
    const among = Array.from({ length: neurons.count }, (_, j) => j).filter((j) => !dropped.includes(j));
    return { groups: condensationGroups(neurons, mergeRule(network.activation), options, among), dropped };
  };
}

/** Lowest τ that is tried, and halvings of the search. */
const LOWEST = 0.02, HALVINGS = 12;

/** What cuts by cosine would leave of a network, without cutting it. */
export interface CosineWidths {
  /** Widths at a threshold. */
  widthsAt(tau: number): number[];
  /** The largest threshold that leaves no more than a number of parameters, or the lowest that is tried. */
  tauFor(parameters: number): number;
  /** Largest share of a layer's values that a clipped activation clips; 0 for others. */
  readonly clipped: number;
}

/**
 * The widths that thresholds would leave, with all layers judged before any is cut.
 *
 * @throws {RangeError} where the inputs do not fit the network
 */
export async function cosineWidths(network: TrainedNetwork, data: Calibration): Promise<CosineWidths> {
  const turns: LayerTurn[] = [];
  for (const index of network.widths.keys()) turns.push(await layerTurn(network, index, data));
  const widthsAt = (tau: number) => turns.map((turn) => byCosine({ tau })(turn).groups.length);
  return {
    widthsAt,
    clipped: largest(turns.map(({ reading }) => reading.clipped)),
    tauFor(most) {
      let low = LOWEST, high = 1;
      for (let i = 0; i < HALVINGS; i++) {
        const middle = (low + high) / 2;
        if (parameterCount(network.build(widthsAt(middle)).parameters) <= most) low = middle;
        else high = middle;
      }
      return low;
    },
  };
}

async function layerTurn(network: TrainedNetwork, index: number, data: Calibration): Promise<LayerTurn> {
  const layer = layerAt(network, index), reading = await readLayer(network, layer, data);
  return { network, index, layer, reading, neurons: neuronsOf(network, layer, reading.statistics) };
}
